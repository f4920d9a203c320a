"""What Mattermost's websocket tells: answered once, at its place; and what comes after an interruption."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platforms.mattermost.hearing import TRIES
from tests.conversation import Talk
from tests.databases import sqlite_in
from tests.drivers.mattermost import MattermostDriver
from tests.drivers.mattermost_socket import Listening
from tests.fakes.mattermost import Call, Fault
from tests.fakes.mattermost_rules import Json
from tests.waiting import until


@pytest.fixture
def mattermost(tmp_path: Path) -> Iterator[Talk]:
    """The team's channel is linked, and Camille has written before."""
    talk = Talk(MattermostDriver(), sqlite_in(tmp_path, "gamma.db"))
    talk.link()
    talk.write("aide")
    yield talk
    talk.close()


def driver_of(talk: Talk) -> MattermostDriver:
    assert isinstance(talk.driver, MattermostDriver)
    return talk.driver


def own_posts(talk: Talk, channel: str) -> list[Json]:
    server = driver_of(talk).server
    return [p for p in server.all_posts if p["channel_id"] == channel and p["user_id"] == server.bot]


def reconnected(talk: Talk) -> None:
    driver = driver_of(talk)
    driver.server.sockets.wait_for(driver.server.sockets.connected, 1)
    driver.listening.wait()


def interrupt(talk: Talk, meanwhile: Callable[[], object]) -> None:
    """The server ends its connections, takes no new ones for a moment, and then does."""
    sockets = driver_of(talk).server.sockets
    sockets.refuses = True
    before = sockets.connected
    sockets.close()
    until(lambda: not sockets.connections)
    meanwhile()
    sockets.refuses = False
    sockets.wait_for(before + 1)
    driver_of(talk).listening.wait()


def test_a_lost_connection_is_made_again(mattermost: Talk) -> None:
    interrupt(mattermost, lambda: None)
    assert len(mattermost.write("point")) == 1


def test_what_was_written_a_moment_ago_is_answered(mattermost: Talk) -> None:
    driver, direct = driver_of(mattermost), mattermost.driver.direct(mattermost.member)
    before = len(own_posts(mattermost, direct))
    said = {"channel_id": direct, "message": "point"}
    interrupt(mattermost, lambda: driver.server.store_post(mattermost.member, said))
    assert len(own_posts(mattermost, direct)) == before + 1


def test_what_was_written_long_ago_is_not_acted_upon_and_said_so_once(mattermost: Talk) -> None:
    driver, direct = driver_of(mattermost), mattermost.driver.direct(mattermost.member)
    before = len(own_posts(mattermost, direct))

    def meanwhile() -> None:
        driver.server.advance(-300)
        for words in ("action ajouter relancer", "action ajouter appeler"):
            driver.server.store_post(mattermost.member, {"channel_id": direct, "message": words})
        driver.server.advance(300)
        # Each is later than what is there already, as far as the played server knows.
        for post in driver.server.all_posts[-2:]:
            post["create_at"] = driver.server.now_ms() - 300_000

    chat = mattermost.app.chats["mattermost"]
    chat.hearing._connected_until = time.time() - 600  # type: ignore[attr-defined]
    interrupt(mattermost, meanwhile)
    (told,) = own_posts(mattermost, direct)[before:]
    assert "J’étais absent" in told["message"]
    assert mattermost.count("actions") == 0
    interrupt(mattermost, lambda: None)
    assert len(own_posts(mattermost, direct)) == before + 1


def test_an_answer_that_the_server_asks_to_wait_with_is_given_later(mattermost: Talk) -> None:
    driver, direct = driver_of(mattermost), mattermost.driver.direct(mattermost.member)
    before = len(own_posts(mattermost, direct))
    refused = refuse_posts(mattermost, times=1)
    driver.server.store_post(mattermost.member, {"channel_id": direct, "message": "action ajouter relancer"})
    until(lambda: len(own_posts(mattermost, direct)) == before + 1)
    assert len(refused) == 1
    assert mattermost.count("actions") == 1
    assert "interrompu" in own_posts(mattermost, direct)[-1]["message"]


def test_a_server_that_always_asks_to_wait_is_not_asked_for_ever(
    mattermost: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    driver, direct = driver_of(mattermost), mattermost.driver.direct(mattermost.member)
    handled = driver.listening.handled
    refused = refuse_posts(mattermost, times=100)
    driver.server.store_post(mattermost.member, {"channel_id": direct, "message": "point"})
    until(lambda: driver.listening.handled == handled + TRIES)
    assert len(refused) == TRIES
    assert caplog.text.count("could not be heard") == TRIES


def refuse_posts(talk: Talk, times: int) -> list[Call]:
    """The server asks to wait with so many posts; whoever is at a message is out of time each time."""
    refused: list[Call] = []

    def fault(call: Call) -> Fault | None:
        if call.path != "/posts" or len(refused) >= times:
            return None
        talk.now += timedelta(minutes=1)
        refused.append(call)
        return Fault(429, {"Retry-After": "1"})

    talk.app.chats["mattermost"].hearing.again_seconds = 0.01  # type: ignore[attr-defined]
    driver_of(talk).server.faults = fault
    return refused


def test_of_several_processes_one_answers(mattermost: Talk) -> None:
    driver = driver_of(mattermost)
    other = Talk(MattermostDriver(), mattermost.database_url, settings=driver.settings())
    second = Listening(driver.server)
    second.connect(other.app)
    second.begin()
    direct = mattermost.driver.direct(mattermost.member)
    before = len(own_posts(mattermost, direct))
    sockets, both = driver.server.sockets, (driver.listening, second)
    earlier = sockets.sent - sum(each.handled for each in both)
    for _ in range(5):
        driver.server.store_post(mattermost.member, {"channel_id": direct, "message": "point"})
    until(lambda: sum(each.handled for each in both) >= sockets.sent - earlier)
    second.stop()
    other.close()
    assert len(own_posts(mattermost, direct)) == before + 5


@pytest.mark.parametrize(
    "post", [{"props": {"from_webhook": "true"}}, {"props": {"from_bot": "true"}}, {"type": "system_generic"}]
)
def test_what_no_person_said_gets_no_answer(mattermost: Talk, post: Json) -> None:
    driver, direct = driver_of(mattermost), mattermost.driver.direct(mattermost.member)
    before = len(own_posts(mattermost, direct))
    driver.server.store_post(mattermost.member, {"channel_id": direct, "message": "point"} | post)
    driver.listening.wait()
    assert len(own_posts(mattermost, direct)) == before


def test_another_bot_gets_no_answer(mattermost: Talk) -> None:
    driver = driver_of(mattermost)
    robot = driver.server.add_user("robot", is_bot=True)
    driver.server.members[mattermost.channel].add(robot)
    before = len(own_posts(mattermost, mattermost.channel))
    driver.write(robot, mattermost.channel, "@gamma aide")
    assert len(own_posts(mattermost, mattermost.channel)) == before


@pytest.mark.parametrize("said", ["à @gammaray", "@gamma-bis aide", "x@gamma.fr", "@channel", "gamma"])
def test_another_name_is_not_the_bots(mattermost: Talk, said: str) -> None:
    before = len(own_posts(mattermost, mattermost.channel))
    driver_of(mattermost).write(mattermost.member, mattermost.channel, said)
    assert len(own_posts(mattermost, mattermost.channel)) == before


def test_a_mention_is_answered_in_its_thread(mattermost: Talk) -> None:
    driver = driver_of(mattermost)
    post = driver.write(mattermost.member, mattermost.channel, "@gamma aide")
    assert own_posts(mattermost, mattermost.channel)[-1]["root_id"] == post["id"]
    driver.write(mattermost.mate, mattermost.channel, "et @gamma: point ?", thread=post["id"])
    assert own_posts(mattermost, mattermost.channel)[-1]["root_id"] == post["id"]


def test_who_is_named_is_known(mattermost: Talk) -> None:
    words = f"@gamma action ajouter relancer la région — {mattermost.at(mattermost.mate)}"
    driver_of(mattermost).write(mattermost.member, mattermost.channel, words)
    assert "Noé Petit" in own_posts(mattermost, mattermost.channel)[-1]["message"]


def test_a_refused_token_is_no_reason_to_end(mattermost: Talk, caplog: pytest.LogCaptureFixture) -> None:
    driver = driver_of(mattermost)
    sockets = driver.server.sockets
    sockets._token = "another"
    sockets.close()
    until(lambda: "not connected" in caplog.text)
    expected = sockets.connected + 1
    sockets._token = driver.server.bot_token
    sockets.wait_for(expected, 15)
    driver.listening.wait()
    assert len(mattermost.write("point")) == 1
