"""Mattermost: what people meet there: commands, forms, buttons, and what is refused."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platforms.mattermost.command_tokens import CommandTokens
from gamma.chat import (
    Button,
    Command,
    Errors,
    Event,
    Place,
    Reply,
    Submission,
)
from tests.drivers.mattermost import COMMAND_TOKEN
from tests.drivers.mattermost_seen import seen_text
from tests.fakes.mattermost import Fault
from tests.platforms.mattermost_scene import FORM, Played, clicks, playing, said
from tests.talk import SeenMessage


@pytest.fixture
def played() -> Iterator[Played]:
    with playing() as scene:
        yield scene


# --- commands ---------------------------------------------------------------------------------


def test_a_command_is_read_and_answered_to_the_person_alone(played: Played) -> None:
    screen = played.driver.say(played.ada, played.team, "  assess")
    assert screen.text == "bonjour"
    assert played.events == [Command("mattermost", played.ada, Place(played.team), "assess")]


def test_a_conversation_of_two_is_no_teams_channel(played: Played) -> None:
    bob = played.driver.person("Bob")
    named_alike = played.driver.channel("equipe__velo", [played.ada])
    for place in (
        *(played.server.direct(played.ada, other) for other in (played.server.bot, bob)),
        named_alike,
    ):
        played.driver.say(played.ada, place, "")
    places = [event.place.direct for event in played.events if isinstance(event, Command)]
    assert places == [True, True, False]


def test_channels_named_in_a_command_come_in_the_order_of_the_text(played: Played) -> None:
    first, second = played.driver.channel("zoo-a", []), played.driver.channel("zoo", [])
    played.driver.say(played.ada, played.team, "link ~zoo-a ~zoo")
    assert isinstance(played.events[0], Command)
    assert played.events[0].channels == (first, second)


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_a_command_without_the_right_token_does_nothing(
    played: Played, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = played.driver.client.post("/mattermost/command", data={"token": token, "text": "assess"})
    assert response.status_code == 401
    assert played.events == []
    assert COMMAND_TOKEN not in caplog.text


def test_a_broken_answer_ends_in_a_sentence_with_a_reference(
    played: Played, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(event: Event) -> Reply:
        raise RuntimeError("a bug")

    played.reply = broken
    reference = re.search(r": (\w+)\.$", played.driver.say(played.ada, played.team, "").text)
    assert reference is not None
    assert reference[1] in caplog.text


# --- forms ------------------------------------------------------------------------------------


def test_a_form_shows_its_errors_then_closes(played: Played) -> None:
    played.reply = lambda event: FORM
    form = played.driver.say(played.ada, played.team, "ask").form
    assert form is not None
    assert (form.title, form.submit, form["what"].label) == ("Demander", "Envoyer", "Sujet")

    played.reply = lambda event: Errors({"what": "Trop court.", "unknown": "Ailleurs."}, "En tout.")
    refused = played.driver.send(played.ada, form, {"what": "x"}).form
    assert refused is not None
    assert refused.errors == {"what": "Trop court.", "": "En tout.\nAilleurs."}

    played.reply = lambda event: said("merci")
    assert played.driver.send(played.ada, form, {"what": "une idée"}).form is None
    assert played.events[-1] == Submission(
        "mattermost", played.ada, form.handle.dialog.dialog["state"], {"what": "une idée"}
    )


def test_values_of_any_kind_arrive_as_text(played: Played) -> None:
    typed = {"a": "x", "b": 7, "c": True, "d": None, "e": 7.5, "f": ["odd"]}
    body = {"user_id": played.ada, "state": "", "submission": typed}
    played.driver.client.post("/mattermost/form", json=body)
    assert isinstance(played.events[0], Submission)
    assert played.events[0].values == {"a": "x", "b": "7", "c": "true", "d": "", "e": "7.5", "f": ""}


def test_a_cancelled_form_changes_nothing(played: Played) -> None:
    response = played.driver.client.post("/mattermost/form", json={"user_id": played.ada, "cancelled": True})
    assert (response.json, played.events) == ({}, [])


def test_the_same_submission_twice_reaches_the_dispatch_twice(played: Played) -> None:
    played.reply = lambda event: FORM
    form = played.driver.say(played.ada, played.team, "ask").form
    assert form is not None
    played.driver.send(played.ada, form, {"what": "x"})
    played.driver.send(played.ada, form, {"what": "x"})
    assert played.events[-1] == played.events[-2]


def test_a_form_too_late_to_open_is_offered_again_by_a_button(played: Played) -> None:
    def slow(event: Event) -> Reply:
        played.server.advance(3.5)
        return FORM

    played.reply = slow
    late = played.driver.say(played.ada, played.team, "ask impact").message
    assert late is not None
    assert late.buttons == ("Open the form",)
    again = played.driver.press(played.ada, late, "Open the form")
    assert again.text == "The form could not be opened in time."
    assert again.message
    assert again.message.buttons == ("Open the form",)

    played.reply = lambda event: FORM
    assert played.driver.press(played.ada, late, "Open the form").form is not None
    assert played.driver.press(played.ada, again.message, "Open the form").form is not None
    assert played.signer.verify_button(clicks(played)[0].signed_state, played.ada).words == "ask impact"


def test_a_token_made_since_the_start_is_known_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERMOST_COMMAND_TOKEN", raising=False)
    at = [0.0]
    tokens = CommandTokens(["first-team"], monotonic=lambda: at[0])
    assert tokens.know("first-team")
    assert not tokens.know("second-team")
    (tmp_path / ".env").write_text("MATTERMOST_COMMAND_TOKEN=first-team,second-team\n")
    assert not tokens.know("second-team"), "anybody can send an unknown one: it is not read at once again"
    at[0] = 3.0
    assert tokens.know("second-team")
    assert tokens.know("first-team")
    assert not tokens.know("")


# --- what is signed ---------------------------------------------------------------------------


def test_a_form_of_somebody_else_altered_or_too_old_is_refused(played: Played) -> None:
    played.reply = lambda event: FORM
    form = played.driver.say(played.ada, played.team, "ask").form
    assert form is not None
    state, bob = form.handle.dialog.dialog["state"], played.driver.person("Bob")
    played.server.members[played.team].add(bob)
    assert "somebody else’s" in played.driver.submit(bob, state, {"what": "x"}, played.team)["error"]
    assert (
        "not recognise"
        in played.driver.submit(played.ada, state[:-2] + "xx", {"what": "x"}, played.team)["error"]
    )
    played.now[0] += timedelta(days=8)
    assert "too old" in played.driver.submit(played.ada, state, {"what": "x"}, played.team)["error"]


def test_a_button_of_somebody_else_altered_or_absent_is_refused(played: Played) -> None:
    played.reply = lambda event: said("bonjour", Button("Aller", "go"))
    message = played.driver.say(played.ada, played.team, "").message
    assert message is not None
    bob = played.driver.person("Bob")
    played.server.members[played.team].add(bob)
    assert "somebody else’s" in played.driver.press(bob, message, "Aller").text
    for context in ({"t": "forged"}, {"t": 1}, {}, None):
        answer = played.driver.client.post(
            "/mattermost/action", json={"user_id": played.ada, "context": context}
        ).json
        assert answer is not None
        assert "not recognise" in answer["ephemeral_text"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"user_id": "../me"}', b'{"user_id": 1}'])
@pytest.mark.parametrize(("path", "said_in"), [("action", "ephemeral_text"), ("form", "error")])
def test_garbage_gets_a_polite_sentence(played: Played, path: str, said_in: str, body: bytes) -> None:
    response = played.driver.client.post(f"/mattermost/{path}", data=body)
    assert response.status_code == 200
    assert response.json is not None
    assert "not recognise" in response.json[said_in]
    assert played.events == []


# --- buttons ----------------------------------------------------------------------------------


def answered(played: Played, text: str = "voilà", startup: str = "") -> SeenMessage:
    """A card in the team's channel, that a command brought; its button is answered by another card."""
    played.reply = lambda event: said(text, Button("Partager", "assess share", main=True))
    played.startup = startup
    message = played.driver.say(played.ada, played.team, "assess").message
    assert message is not None
    return message


def test_a_card_of_a_command_is_answered_where_it_was_typed_and_buttons_lead_to_buttons(
    played: Played,
) -> None:
    message = answered(played)
    for _ in range(5):
        pressed = played.driver.press(played.ada, message, "Partager").message
        assert pressed is not None
        assert (pressed.text, pressed.buttons) == ("voilà", ("Partager",))
        message = pressed
    assert played.driver.posts(played.driver.direct(played.ada)) == []
    assert [channel for _, channel, _ in played.server.responded] == [played.team] * 5


def test_after_that_clicks_are_answered_in_the_direct_conversation_which_names_the_startup(
    played: Played,
) -> None:
    message = answered(played, startup="Vélo facile")
    played.server.advance(31 * 60)
    pressed = played.driver.press(played.ada, message, "Partager").message
    assert pressed is not None
    assert (pressed.text, pressed.buttons) == ("Vélo facile\n\nvoilà", ("Partager",))
    posted = played.server.all_posts[-1]
    assert posted["channel_id"] == played.driver.direct(played.ada)
    again = played.driver.press(played.ada, pressed, "Partager").message
    assert again is not None
    assert again.text == pressed.text
    assert clicks(played)[1].signed_state != clicks(played)[0].signed_state
    assert played.signer.verify_button(clicks(played)[1].signed_state, played.ada).place.id == played.team


def test_a_click_on_a_post_of_the_channel_is_answered_in_the_direct_conversation(played: Played) -> None:
    played.chat.post(played.team, said("qui vient ?", Button("Moi", "come", for_all=True)), "key", "")
    played.driver.press(played.ada, played.driver.posts(played.team)[0], "Moi")
    assert played.server.all_posts[-1]["channel_id"] == played.driver.direct(played.ada)
    assert len(played.driver.posts(played.team)) == 1


def test_where_nothing_can_be_posted_the_answer_hangs_below_and_says_what_to_type(played: Played) -> None:
    message = answered(played)
    played.server.advance(31 * 60)
    played.server.faults = lambda call: Fault(503) if call.path == "/posts" else None
    context = message.handle.integrations["Partager"]["context"]
    clicked = played.driver.click(played.ada, played.team, context)
    answer = played.driver.client.post("/mattermost/action", json=clicked).json
    assert answer is not None
    assert seen_text(answer["ephemeral_text"]) == "voilà\n\n/gamma assess share: Partager"


def test_a_click_that_nothing_proves_gets_a_window_and_no_post(played: Played) -> None:
    """Anybody may send it, in anybody's name: only a trigger of Mattermost's own opens the window."""
    clicked = played.driver.click(played.ada, played.team, {"t": "forged"})
    assert played.driver.client.post("/mattermost/action", json=clicked).json == {}
    opened = played.server.dialogs[-1].dialog
    assert "not recognise" in opened["introduction_text"]
    sent = {"user_id": played.ada, "state": opened["state"], "submission": {}}
    assert played.driver.client.post("/mattermost/form", json=sent).json == {}
    forged = clicked | {"trigger_id": "none of the server's"}
    answer = played.driver.client.post("/mattermost/action", json=forged).json
    assert answer is not None
    assert "not recognise" in answer["ephemeral_text"]
    assert played.server.all_posts == []


def test_a_button_for_all_in_a_channel_can_be_pressed_by_anybody_there(played: Played) -> None:
    played.chat.post(played.team, said("qui vient ?", Button("Moi", "come", for_all=True)), "key", "")
    bob = played.driver.person("Bob")
    played.server.members[played.team].add(bob)
    assert played.driver.press(bob, played.driver.posts(played.team)[0], "Moi").text == "bonjour"


def test_where_an_answer_goes_cannot_be_altered(played: Played) -> None:
    """A button brings back the address of its command's answers: another one there is not taken."""
    played.reply = lambda event: said("bonjour", Button("Aller", "go"))
    message = played.driver.say(played.ada, played.team, "").message
    assert message is not None
    context = message.handle.integrations["Aller"]["context"]
    click, posts = {"user_id": played.ada, "channel_id": played.team}, len(played.server.calls)
    for forged in ("b" * 26, "", context["r"][:-2]):
        sent = {**click, "context": {**context, "r": forged}}
        played.driver.client.post("/mattermost/action", json=sent)
    assert not [call for call in played.server.calls[posts:] if "/hooks/commands" in call.path]
    played.driver.press(played.ada, message, "Aller")
    assert [call for call in played.server.calls[posts:] if "/hooks/commands" in call.path]
