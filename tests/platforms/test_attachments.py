"""Pictures and files on every platform: after their message, never in its way."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gamma.chat import Button, ChatError, File, Message, Picture
from gamma.translator import render
from tests.drivers.mattermost import MattermostDriver
from tests.drivers.slack import SlackDriver
from tests.fakes.mattermost import Fault as MattermostFault
from tests.fakes.slack import Fault as SlackFault
from tests.platforms.anywhere import Anywhere, on

PNG = b"\x89PNG\r\n\x1a\n"
FILE = File("gamma.json", json.dumps({"nom": "Zoé", "page": "<script>"}).encode())


def post_with_both(scene: Anywhere, channel: str, draw: Callable[[], bytes] = lambda: PNG) -> str:
    """The words, then what follows them, as a delivery has them sent."""
    message = with_both(draw)
    post = scene.chat.post(channel, message, "key", "")
    scene.chat.attach(channel, post, message, "key")
    return post


def with_both(draw: Callable[[], bytes] = lambda: PNG) -> Message:
    words = render("Ton historique.")
    return Message((words,), picture=Picture(draw, "Deux mois : 1, puis *2*."), file=FILE)


def cannot_draw() -> bytes:
    raise ZeroDivisionError("no room for a line")


def uploads_fail(scene: Anywhere) -> None:
    if isinstance(scene.driver, SlackDriver):
        scene.driver.fake.faults = lambda method, _: SlackFault(503) if method == "upload" else None
    if isinstance(scene.driver, MattermostDriver):
        scene.driver.server.faults = lambda call: MattermostFault(503) if call.path == "/files" else None


def test_a_picture_and_a_file_follow_their_message(anywhere: Anywhere) -> None:
    post_with_both(anywhere, anywhere.team)
    anywhere.chat.post(anywhere.team, Message((render("Sans rien."),)), "other", "")
    first, second = anywhere.driver.posts(anywhere.team)
    assert (first.text, first.picture_alt, first.picture) == (
        "Ton historique.",
        "Deux mois : 1, puis *2*.",
        PNG,
    )
    assert (first.file_name, first.file) == (FILE.name, FILE.content)
    assert (second.picture, second.file_name, second.file) == (b"", "", b"")


def test_they_follow_into_a_private_conversation(anywhere: Anywhere) -> None:
    direct = anywhere.chat.direct_channel(anywhere.ada)
    post_with_both(anywhere, direct)
    [seen] = anywhere.driver.posts(direct)
    assert (seen.picture, seen.file) == (PNG, FILE.content)


def test_words_come_before_what_follows_them(elsewhere: Anywhere) -> None:
    post = elsewhere.chat.post(elsewhere.team, with_both(cannot_draw), "key", "")
    assert elsewhere.driver.posts(elsewhere.team)[0].file == b""
    elsewhere.chat.attach(elsewhere.team, post, with_both(), "key")
    [seen] = elsewhere.driver.posts(elsewhere.team)
    assert (seen.text, seen.picture, seen.file) == ("Ton historique.", PNG, FILE.content)


def test_a_picture_that_cannot_be_drawn_is_given_up_and_takes_nothing_with_it(
    anywhere: Anywhere, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(ChatError) as failure:
        post_with_both(anywhere, anywhere.team, cannot_draw)
    assert failure.value.permanent
    [seen] = anywhere.driver.posts(anywhere.team)
    assert (seen.text, seen.picture, seen.file) == ("Ton historique.", b"", FILE.content)
    assert "a picture did not follow its message" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_uploads_that_fail_can_be_tried_again_and_take_nothing_with_them(
    elsewhere: Anywhere, caplog: pytest.LogCaptureFixture
) -> None:
    uploads_fail(elsewhere)
    with caplog.at_level(logging.WARNING), pytest.raises(ChatError) as failure:
        post_with_both(elsewhere, elsewhere.team)
    assert not failure.value.permanent
    [seen] = elsewhere.driver.posts(elsewhere.team)
    assert (seen.text, seen.picture, seen.file) == ("Ton historique.", b"", b"")
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "a picture did not follow its message",
        "a file did not follow its message",
    ]


def test_a_file_that_may_still_come_is_tried_again_beside_a_picture_that_never_will(
    elsewhere: Anywhere,
) -> None:
    uploads_fail(elsewhere)
    with pytest.raises(ChatError) as failure:
        post_with_both(elsewhere, elsewhere.team, cannot_draw)
    assert not failure.value.permanent


def test_an_answer_to_one_person_alone_has_neither(anywhere: Anywhere) -> None:
    anywhere.reply = lambda event: with_both(cannot_draw)
    seen = anywhere.driver.say(anywhere.ada, anywhere.team, "assess history").message
    assert seen
    assert (seen.text, seen.picture, seen.file) == ("Ton historique.", b"", b"")


def test_an_answer_to_a_button_has_neither(anywhere: Anywhere) -> None:
    button = Button("Revoir", says="assess history", for_all=True)
    post = Message((render("Le mois."),), (button,))
    anywhere.chat.post(anywhere.team, post, "key", "")
    anywhere.reply = lambda event: with_both(cannot_draw)
    [seen] = anywhere.driver.posts(anywhere.team)
    pressed = anywhere.driver.press(anywhere.noe, seen, "Revoir").message
    assert pressed
    assert (pressed.text, pressed.file) == ("Ton historique.", b"")


def test_the_sandboxs_files_are_saved_and_never_shown(tmp_path: Path) -> None:
    with on("sandbox", tmp_path) as scene:
        page = Message((render("Voici."),), file=File("page.html", b"<script>alert(1)</script>"))
        post = scene.chat.post(scene.team, page, "key", "")
        answer = scene.web.test_client().get(f"/sandbox/posts/{post}/file")
        assert answer.data == b"<script>alert(1)</script>"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="page.html"'
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        without = scene.chat.post(scene.team, Message((render("Rien."),)), "other", "")
        for number in (without, "999"):
            assert scene.web.test_client().get(f"/sandbox/posts/{number}/file").status_code == 404


def test_what_followed_is_not_taken_for_the_message(anywhere: Anywhere) -> None:
    post = post_with_both(anywhere, anywhere.team)
    assert anywhere.chat.find(anywhere.team, "key", datetime.now(UTC) - timedelta(minutes=5)) == post
