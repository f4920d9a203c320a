"""Written to the bot on a real server without its command: answered in private, in threads, once."""

import json
from typing import Any

import pytest

from tests.live.process import Process
from tests.live.server import free_port, is_there_or_skip
from tests.live.talk import LiveTalk
from tests.waiting import until

is_there_or_skip()

WAIT = 15.0


def write(live: LiveTalk, person: str, place: str, text: str, root: str = "") -> str:
    sent = {"channel_id": place, "message": text, "root_id": root}
    return str(live.live.account(person)("POST", "/posts", sent)["id"])


def own(live: LiveTalk, place: str) -> list[dict[str, Any]]:
    listed = live.live.bot("GET", f"/channels/{place}/posts?per_page=200")
    posts = [listed["posts"][id_] for id_ in reversed(listed["order"])]
    return [post for post in posts if post["user_id"] == live.live.bot.id and not post["type"]]


def answered(live: LiveTalk, place: str, count: int) -> list[dict[str, Any]]:
    until(lambda: len(own(live, place)) >= count, WAIT, "not answered", every=0.1)
    return own(live, place)


def called(live: LiveTalk) -> str:
    return "@" + str(live.live.bot("GET", "/users/me")["username"])


def test_a_direct_message_is_answered_and_first_contact_made(live: LiveTalk) -> None:
    live.link()
    direct = live.driver.direct(live.member)
    before = len(own(live, direct))
    write(live, live.member, direct, "évaluer")
    introduction, answer = answered(live, direct, before + 2)[before:]
    assert "Je suis Gamma" in introduction["message"]
    assert "Ouvrir le formulaire" in json.dumps(answer["props"])
    message = live.driver.posts(direct)[-1]
    assert live.press(message, "Ouvrir le formulaire").form is not None


def test_a_mention_is_answered_in_its_thread_and_what_is_private_in_private(live: LiveTalk) -> None:
    live.link()
    live.driver.posts(live.channel)
    direct = live.driver.direct(live.member)
    before = len(own(live, live.channel))
    asked = write(live, live.member, live.channel, f"{called(live)} point")
    answer = answered(live, live.channel, before + 1)[-1]
    assert answer["root_id"] == asked
    privately = len(own(live, direct))
    write(live, live.member, live.channel, f"{called(live)} évaluer")
    assert "en privé" in answered(live, live.channel, before + 2)[-1]["message"]
    assert len(answered(live, direct, privately + 1)) == privately + 1


def test_let_into_a_channel_it_says_what_it_is_for(live: LiveTalk) -> None:
    live.driver.invite_bot(live.channel)
    (told,) = answered(live, live.channel, 1)
    assert "Lier une startup" in json.dumps(told["props"], ensure_ascii=False)


def test_of_two_processes_one_answers(live: LiveTalk) -> None:
    live.link()
    folder = live.folder / "second"
    folder.mkdir()
    environment = live.process._environment | {"PORT": str(free_port())}
    second = Process(environment, folder)
    direct = live.driver.direct(live.member)
    write(live, live.member, direct, "aide")
    before = len(answered(live, direct, 2))
    for _ in range(5):
        write(live, live.member, direct, "point")
    answered(live, direct, before + 5)
    with pytest.raises(AssertionError):
        until(lambda: len(own(live, direct)) > before + 5, 2, "nothing more comes")
    second.end()


def test_what_was_written_while_it_was_away_is_not_acted_upon(live: LiveTalk) -> None:
    live.link()
    direct = live.driver.direct(live.member)
    write(live, live.member, direct, "aide")
    before = len(answered(live, direct, 2))
    live.process.kill()
    write(live, live.member, direct, "action ajouter relancer la région")
    with pytest.raises(AssertionError):
        until(lambda: False, 17, "time passes", every=1)
    live.process.begin()
    (told,) = answered(live, direct, before + 1)[before:]
    assert "J’étais absent" in told["message"]
    assert live.count("actions") == 0
