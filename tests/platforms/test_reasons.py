"""Why a call failed is kept in the outbox and in logs: it never tells who the call was about."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from gamma.chat import ChatError, File, Message, Picture
from gamma.translator import render
from tests.drivers.mattermost import MattermostDriver
from tests.drivers.slack import SlackDriver
from tests.fakes import mattermost, slack
from tests.platforms.anywhere import Anywhere

PRIVATE = "Ton résultat est là"


def calls_about(scene: Anywhere, person: str, direct: str) -> Iterator[Callable[[], object]]:
    """Everything that a platform is asked about somebody, or in their private conversation."""
    chat, since = scene.chat, datetime.now(UTC)
    message = Message((render(PRIVATE),), picture=Picture(lambda: b"", PRIVATE), file=File("a.txt", b"x"))
    yield lambda: chat.profile(person)
    yield lambda: chat.memberships(person, [direct])
    yield lambda: chat.join(direct)
    yield lambda: chat.direct_channel(person)
    yield lambda: chat.post(direct, message, "key", person)
    yield lambda: chat.attach(direct, "0", message, "key")
    yield lambda: chat.find(direct, "key", since)


def faults(scene: Anywhere) -> Iterator[str]:
    """Each way in which calls go wrong, at work while its name is given."""
    for status in (400, 403, 404, 429, 500, 503):
        fail_always(scene, status=status)
        yield str(status)
    fail_always(scene, drop=True)
    yield "no answer"


def fail_always(scene: Anywhere, *, status: int = 0, drop: bool = False) -> None:
    if isinstance(scene.driver, SlackDriver):
        scene.driver.fake.faults = lambda *_: slack.Fault(status, drop=drop)
    if isinstance(scene.driver, MattermostDriver):
        scene.driver.server.faults = lambda _: mattermost.Fault(status, drop=drop)


def failed(call: Callable[[], object]) -> str:
    """Its reason; a call may also know the answer already, or say no."""
    try:
        call()
    except ChatError as error:
        return error.reason
    return ""


def test_no_reason_and_no_log_tells_who_it_was_about(
    elsewhere: Anywhere, caplog: pytest.LogCaptureFixture
) -> None:
    direct = elsewhere.driver.direct(elsewhere.ada)
    elsewhere.chat.verify()
    told: list[str] = []
    with caplog.at_level(logging.WARNING):
        for _ in faults(elsewhere):
            told += [failed(call) for call in calls_about(elsewhere, elsewhere.ada, direct)]
    assert len([reason for reason in told if reason]) > 30
    _tells_nothing(elsewhere, direct, [*told, caplog.text])


def test_a_refusal_of_the_platforms_own_tells_nobody_either(elsewhere: Anywhere) -> None:
    """Somebody who left, and a conversation that the bot cannot see."""
    gone, hidden = "u" * 26, "d" * 26
    told = [failed(call) for call in calls_about(elsewhere, gone, hidden)]
    assert len([reason for reason in told if reason]) >= 4
    assert not [reason for reason in told if gone in reason or hidden in reason]


def test_a_follow_up_that_fails_is_logged_without_its_place(
    elsewhere: Anywhere, caplog: pytest.LogCaptureFixture
) -> None:
    direct = elsewhere.chat.direct_channel(elsewhere.ada)
    message = Message((render(PRIVATE),), file=File("gamma.json", b"{}"))
    if isinstance(elsewhere.driver, SlackDriver):
        fails = {"files.getUploadURLExternal"}
        elsewhere.driver.fake.faults = lambda method, _: slack.Fault(500) if method in fails else None
    if isinstance(elsewhere.driver, MattermostDriver):
        elsewhere.driver.server.faults = lambda call: mattermost.Fault(500) if call.path == "/files" else None
    post = elsewhere.chat.post(direct, message, "key", elsewhere.ada)
    told = failed(lambda: elsewhere.chat.attach(direct, post, message, "key"))
    assert told
    assert "a file did not follow its message" in caplog.text
    _tells_nothing(elsewhere, direct, [told, caplog.text])


def _tells_nothing(scene: Anywhere, direct: str, told: list[str]) -> None:
    personal = (scene.ada, direct, "Lovelace", "ada.lovelace", PRIVATE)
    assert not [(words, one) for words in told for one in personal if one in words]
