"""Mattermost: posts for good and finding them again, people, memberships, failures."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.mattermost.chat import Mattermost
from gamma.chat import (
    Button,
    ChatError,
    Message,
    Picture,
    Place,
    Profile,
)
from gamma.translator import render
from tests.drivers.mattermost import CALLBACK_URL
from tests.fakes.mattermost import Call, Fault
from tests.platforms.mattermost_scene import Played, clicks, playing, said
from tests.talk import SeenMessage

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def failing(path: str, fault: Fault) -> Callable[[Call], Fault | None]:
    return lambda call: fault if call.path == path else None


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as scene:
        yield scene


# --- posting for good -------------------------------------------------------------------------


def test_a_post_is_found_again_by_its_key(played: Played) -> None:
    post = played.chat.post(played.team, said("rappel"), "key-1", "")
    assert played.chat.find(played.team, "key-1", LONG_AGO) == post
    assert played.chat.find(played.team, "key-2", LONG_AGO) is None
    assert played.driver.posts(played.team)[0].text == "rappel"


def test_only_the_bots_own_posts_count(played: Played) -> None:
    played.server.store_post(
        played.ada, {"channel_id": played.team, "message": "x", "props": {"gamma_key": "key"}}
    )
    assert played.chat.find(played.team, "key", LONG_AGO) is None


def test_a_post_is_looked_for_on_every_page_until_its_time(played: Played) -> None:
    post = played.chat.post(played.team, said("rappel"), "key", "")
    later = datetime.now(UTC) + timedelta(hours=1)
    played.server.advance(7200)
    for _ in range(450):
        played.server.store_post(played.ada, {"channel_id": played.team, "message": "x"})
    assert played.chat.find(played.team, "key", LONG_AGO) == post
    assert played.chat.find(played.team, "key", later) is None
    pages = [call for call in played.server.calls if call.path == f"/channels/{played.team}/posts"]
    assert len(pages) == 6


def test_posting_the_same_again_at_once_makes_no_second_post(played: Played) -> None:
    first = played.chat.post(played.team, said("rappel"), "key", "")
    assert played.chat.post(played.team, said("rappel"), "key", "") == first
    played.server.advance(31)
    assert played.chat.post(played.team, said("rappel"), "key", "") != first


def test_pending_ids_cannot_be_guessed(played: Played) -> None:
    played.chat.post(played.team, said("rappel"), "key", "")
    pending = played.server.all_posts[0]["pending_post_id"]
    assert re.fullmatch(played.server.bot + ":[0-9a-f]{64}", pending)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault(429, {"Retry-After": "7"}), (False, False, 7.0)),
        (Fault(503, {"Retry-After": "3"}), (False, True, 3.0)),
        (Fault(500), (False, True, None)),
        (Fault(403), (False, False, None)),  # without Mattermost's words: a proxy before it
        (Fault(404), (False, False, None)),
        (Fault(drop=True), (False, True, None)),
    ],
)
def test_failures_say_whether_to_ask_again(
    played: Played, fault: Fault, expected: tuple[bool, bool, float | None]
) -> None:
    played.server.faults = failing("/posts", fault)
    with pytest.raises(ChatError) as failure:
        played.chat.post(played.team, said("rappel"), "key", "")
    error = failure.value
    assert (error.permanent, error.unsure, error.retry_after) == expected


def test_a_dropped_answer_leaves_a_post_that_is_found(played: Played) -> None:
    played.server.faults = failing("/posts", Fault(drop=True))
    with pytest.raises(ChatError):
        played.chat.post(played.team, said("rappel"), "key", "")
    played.server.faults = lambda call: None
    assert played.chat.find(played.team, "key", LONG_AGO) == played.server.all_posts[0]["id"]


def test_a_server_that_is_away_leaves_no_doubt(played: Played) -> None:
    away = Mattermost("http://127.0.0.1:9", "token", [], played.signer, callback_url=CALLBACK_URL)
    with pytest.raises(ChatError) as failure:
        away.verify()
    away.stop()
    assert (failure.value.permanent, failure.value.unsure) == (False, False)


def test_a_slow_server_leaves_a_doubt(played: Played) -> None:
    answered = threading.Event()
    server = played.server
    chat = Mattermost(
        server.url, server.bot_token, [], played.signer, callback_url=CALLBACK_URL, post_seconds=0.05
    )
    chat.verify()
    played.server.faults = failing("/posts", Fault(after=lambda: answered.wait(5)))
    with pytest.raises(ChatError) as failure:
        chat.post(played.team, said("rappel"), "key", "")
    answered.set()
    chat.stop()
    assert failure.value.unsure
    assert not failure.value.permanent


def test_a_picture_follows_its_message_and_a_refused_one_is_told(played: Played) -> None:
    message = Message((render("le mois"),), picture=Picture(lambda: b"\x89PNG", "Deux barres : *1* et 2"))
    one = played.chat.post(played.team, message, "one", "")
    played.chat.attach(played.team, one, message, "one")
    two = played.chat.post(played.team, message, "two", "")
    played.server.faults = failing("/files", Fault(503))
    with pytest.raises(ChatError):
        played.chat.attach(played.team, two, message, "two")
    alts = [post.picture_alt for post in played.driver.posts(played.team)]
    assert alts == ["Deux barres : *1* et 2", ""]


# --- people and places ------------------------------------------------------------------------


def test_a_refused_token_is_for_good(played: Played) -> None:
    played.chat.verify()
    stranger = Mattermost(played.server.url, "wrong", [], played.signer, callback_url=CALLBACK_URL)
    with pytest.raises(ChatError) as failure:
        stranger.verify()
    stranger.stop()
    assert failure.value.permanent


def test_the_bot_joins_public_channels_and_says_when_it_must_be_invited(played: Played) -> None:
    public = played.driver.channel("public", [played.ada])
    private = played.driver.channel("prive", [played.ada], private=True)
    assert played.chat.join(public)
    assert played.chat.join(public)
    assert not played.chat.join(private)
    played.driver.invite_bot(private)
    assert played.chat.join(private)


def test_memberships_are_those_the_bot_can_see_now(played: Played) -> None:
    elsewhere = played.driver.channel("ailleurs", [played.ada])
    assert played.chat.memberships(played.ada, [played.team, elsewhere]) == {played.team}
    played.driver.leave(played.ada, played.team)
    assert played.chat.memberships(played.ada, [played.team]) == set()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (
            {"nickname": "Ada", "first_name": "A", "last_name": "L"},
            Profile("Ada", "en", names=("Ada", "A L", "ada")),
        ),
        (
            {"first_name": "Ada", "last_name": "Lovelace", "locale": "fr"},
            Profile("Ada Lovelace", "fr", names=("Ada Lovelace", "ada")),
        ),
        (
            {
                "timezone": {
                    "useAutomaticTimezone": "true",
                    "automaticTimezone": "Europe/Paris",
                    "manualTimezone": "UTC",
                }
            },
            Profile("ada", "en", "Europe/Paris", ("ada",)),
        ),
        (
            {
                "timezone": {
                    "useAutomaticTimezone": "false",
                    "automaticTimezone": "Europe/Paris",
                    "manualTimezone": "UTC",
                }
            },
            Profile("ada", "en", "UTC", ("ada",)),
        ),
    ],
)
def test_a_profile_is_read(played: Played, known: dict[str, object], expected: Profile) -> None:
    assert played.chat.profile(played.server.add_user("ada", **known)) == expected


def test_a_profile_is_kept_for_a_minute(played: Played) -> None:
    now = [0.0]
    server = played.server
    chat = Mattermost(
        server.url, server.bot_token, [], played.signer, callback_url=CALLBACK_URL, monotonic=lambda: now[0]
    )
    chat.profile(played.ada)
    server.users[played.ada]["nickname"] = "Countess"
    now[0] = 59
    assert chat.profile(played.ada).name == "Ada"
    now[0] = 61
    assert chat.profile(played.ada).name == "Countess"
    chat.stop()


def test_a_private_answer_goes_to_the_direct_conversation(played: Played) -> None:
    direct = played.chat.direct_channel(played.ada)
    assert direct == played.chat.direct_channel(played.ada) == played.driver.direct(played.ada)
    played.chat.post(direct, said("page 2", Button("Suite", "assess next")), "key", played.ada)
    message: SeenMessage = played.driver.posts(direct)[0]
    played.driver.press(played.ada, message, "Suite")
    assert played.signer.verify_button(clicks(played)[0].signed_state, played.ada).place == Place(
        direct, direct=True
    )
