"""What Slack tells on its own: each answered once, at its place, and nothing that is not said to the bot."""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conversation import Talk
from tests.databases import sqlite_in
from tests.drivers.slack import SlackDriver
from tests.drivers.slack_events import MENTION
from tests.fakes.slack import Fault
from tests.fakes.slack_world import BOT_ID, BOT_USER, Json


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Talk]:
    """The team's channel is linked, and Camille has written before."""
    talk = Talk(SlackDriver(), sqlite_in(tmp_path, "gamma.db"))
    talk.link()
    talk.write("aide")
    yield talk
    talk.close()


def driver_of(talk: Talk) -> SlackDriver:
    assert isinstance(talk.driver, SlackDriver)
    return talk.driver


def own_posts(talk: Talk, channel: str) -> list[Json]:
    return [post for post in driver_of(talk).fake.channels[channel].posts if post.get("bot_id") == BOT_ID]


def direct_event(talk: Talk, **changed: Any) -> Json:
    direct = talk.driver.direct(talk.member)
    event: Json = {"type": "message", "channel": direct, "channel_type": "im", "user": talk.member}
    return event | {"text": "aide", "ts": "1.0", "event_ts": "1.0"} | changed


def mention_event(talk: Talk, **changed: Any) -> Json:
    event: Json = {"type": "app_mention", "channel": talk.channel, "user": talk.member}
    return event | {"text": f"{MENTION} aide", "ts": "1.0", "event_ts": "1.0"} | changed


def test_the_address_is_proved_to_slack(slack: Talk) -> None:
    asked = {"type": "url_verification", "token": "legacy", "challenge": "3eZbrw1aB"}
    answer = driver_of(slack).tell(asked)
    assert (answer.status_code, answer.get_json()) == (200, {"challenge": "3eZbrw1aB"})


def test_an_event_that_slack_did_not_sign_is_refused(slack: Talk) -> None:
    driver = driver_of(slack)
    body = json.dumps(driver.events.body(direct_event(slack)))
    before = len(own_posts(slack, slack.driver.direct(slack.member)))
    headers = {"Content-Type": "application/json"}
    assert driver.deliver(body, signature="v0=0000", headers=headers).status_code == 401
    assert len(own_posts(slack, slack.driver.direct(slack.member))) == before


def test_told_again_it_is_answered_once_also_after_a_restart(slack: Talk) -> None:
    assert len(slack.write("point")) == 1
    direct = slack.driver.direct(slack.member)
    known = len(own_posts(slack, direct))
    for _ in range(3):
        assert driver_of(slack).events.tell_again().status_code == 200
    slack.restart()
    assert driver_of(slack).events.tell_again().status_code == 200
    assert len(own_posts(slack, direct)) == known


def test_what_it_asks_for_is_done_once(slack: Talk) -> None:
    slack.write("action ajouter relancer la région")
    driver_of(slack).events.tell_again()
    assert slack.count("actions") == 1


def test_of_two_processes_one_answers(slack: Talk) -> None:
    first = driver_of(slack)
    other = Talk(SlackDriver(), slack.database_url, settings=first.settings())
    tells = [first.tell, driver_of(other).tell]
    direct = slack.driver.direct(slack.member)
    before = len(own_posts(slack, direct))
    start = threading.Barrier(len(tells))

    def tell(to: Any, body: Json) -> int:
        start.wait()
        return int(to(body).status_code)

    with ThreadPoolExecutor(len(tells)) as pool:
        for _ in range(5):
            body = first.events.body(direct_event(slack))
            assert 200 in list(pool.map(tell, tells, [body, body])), "who is told in vain is told again"
            assert [to(body, 2).status_code for to in tells] == [200, 200]
    other.close()
    assert len(own_posts(slack, direct)) == before + 5


def test_what_was_not_acknowledged_is_answered_when_slack_tells_it_again(slack: Talk) -> None:
    driver, direct = driver_of(slack), slack.driver.direct(slack.member)
    before = len(own_posts(slack, direct))
    fake = driver.fake
    fake.faults = lambda method, _: Fault(status=429, retry_after=1) if method == "chat.postMessage" else None
    body = driver.events.body(direct_event(slack, text="action ajouter relancer la région"))
    assert driver.tell(body).status_code == 500
    fake.faults = lambda _method, _arguments: None
    slack.now += timedelta(minutes=1)
    assert driver.tell(body, 2).status_code == 200
    (told,) = own_posts(slack, direct)[before:]
    assert "interrompu" in told["text"]
    assert slack.count("actions") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"user": BOT_USER, "bot_id": BOT_ID},
        {"bot_id": "BOTHER", "user": "UOTHER"},
        {"subtype": "bot_message", "bot_id": "BOTHER", "user": ""},
        {"subtype": "message_changed", "message": {"text": "aide"}},
        {"subtype": "message_deleted", "deleted_ts": "1.0"},
        {"subtype": "channel_join"},
        {"edited": {"user": "U1", "ts": "2.0"}},
    ],
)
def test_what_nobody_said_to_it_gets_no_answer(slack: Talk, changed: Json) -> None:
    direct = slack.driver.direct(slack.member)
    driver = driver_of(slack)
    before = len(own_posts(slack, direct)) + len(own_posts(slack, slack.channel))
    for event in (direct_event(slack, **changed), mention_event(slack, **changed)):
        assert driver.tell(driver.events.body(event)).status_code == 200
    assert len(own_posts(slack, direct)) + len(own_posts(slack, slack.channel)) == before


def test_a_file_may_come_with_the_words(slack: Talk) -> None:
    direct = slack.driver.direct(slack.member)
    before = len(own_posts(slack, direct))
    driver = driver_of(slack)
    driver.events.tell(direct_event(slack, subtype="file_share", files=[{"id": "F1"}]))
    assert len(own_posts(slack, direct)) == before + 1


def test_a_mention_is_answered_below_it(slack: Talk) -> None:
    post = driver_of(slack).events.write(slack.member, slack.channel, "@gamma aide")
    assert own_posts(slack, slack.channel)[-1]["thread_ts"] == post["ts"]


def test_in_a_thread_the_answer_stands_in_the_thread(slack: Talk) -> None:
    events = driver_of(slack).events
    first = events.write(slack.member, slack.channel, "on en parle ?")
    events.write(slack.mate, slack.channel, "tiens, @gamma aide", thread=first["ts"])
    assert own_posts(slack, slack.channel)[-1]["thread_ts"] == first["ts"]
    direct = slack.driver.direct(slack.member)
    events.write(slack.member, direct, "aide")
    assert "thread_ts" not in own_posts(slack, direct)[-1]
    asked = own_posts(slack, direct)[-1]["ts"]
    events.write(slack.member, direct, "point", thread=asked)
    assert own_posts(slack, direct)[-1]["thread_ts"] == asked


def test_a_conversation_of_several_is_no_channel(slack: Talk) -> None:
    group = slack.driver.group([slack.member, slack.mate])
    driver_of(slack).events.write(slack.member, group, "@gamma startup lier velo-facile")
    assert "depuis le canal de son équipe" in own_posts(slack, group)[-1]["text"]
    driver_of(slack).events.write(slack.member, group, "@gamma évaluer")
    assert "privé" in own_posts(slack, group)[-1]["text"]


def test_who_is_named_is_known(slack: Talk) -> None:
    slack.write(f"@gamma action ajouter relancer la région — {slack.at(slack.mate)}", in_=slack.channel)
    assert "Noé Petit" in own_posts(slack, slack.channel)[-1]["text"]


def test_a_channel_that_it_enters_by_itself_is_not_greeted(slack: Talk) -> None:
    came = {"type": "member_joined_channel", "user": BOT_USER, "channel": slack.other_channel}
    slack.driver.invite_bot(slack.other_channel)
    driver_of(slack).events.tell(came | {"channel_type": "C", "team": "T1"})
    assert own_posts(slack, slack.other_channel) == []
