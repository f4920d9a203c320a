"""What the Mattermost platform promises the house, tried on a real server."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.platforms.mattermost.chat import FOLLOWS
from gamma.chat import (
    Button,
    ChatError,
    Click,
    Command,
    Errors,
    Field,
    File,
    Form,
    Message,
    Picture,
    Place,
    Submission,
)
from gamma.text import Span, Text
from gamma.translator import render
from tests.drivers.mattermost_seen import seen_form
from tests.fakes.mattermost_rules import Json
from tests.live.platform import Real, playing
from tests.live.server import Server, is_there_or_skip
from tests.platforms.mattermost_scene import FORM, said
from tests.platforms.test_mattermost_text import SMUGGLED

is_there_or_skip()

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def real(server: Server) -> Iterator[Real]:
    with playing(server) as made:
        assert made.chat.join(made.public)
        yield made


def _dialog(event: Json) -> Json | None:
    opened: Json = json.loads(event["data"]["dialog"]) if event["event"] == "open_dialog" else {}
    return opened or None


def _an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def test_a_command_is_answered_and_the_seals_of_its_buttons_stay_hidden(real: Real) -> None:
    real.reply = lambda event: said("bonjour <!channel>", Button("Aller", "go"))
    answer = real.type("assess ~town-square", real.public)
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "bonjour &#60;!channel>"
    assert "integration" not in answer["attachments"][0]["actions"][0]
    command = real.events[-1]
    assert isinstance(command, Command)
    assert (command.person, command.place) == (real.ada.id, Place(real.public))
    assert len(command.channels) == 1


def test_a_conversation_of_two_is_known_as_such(real: Real, server: Server) -> None:
    other = server.person("Bob").id
    own = real.chat.direct_channel(real.ada.id)
    others = real.ada("POST", "/channels/direct", [real.ada.id, other])["id"]
    for direct in (own, others):
        real.type("", direct)
        assert isinstance(real.events[-1], Command)
        assert real.events[-1].place == Place(direct, direct=True)


def test_a_conversation_of_several_is_the_same_each_time_and_holds_what_is_said_there(
    real: Real, server: Server
) -> None:
    other = server.person("Bob")
    group = real.chat.group_channel([real.ada.id, other.id])
    assert group == real.chat.group_channel([other.id, real.ada.id])
    post = real.chat.post(group, said("réunis", Button("Oui", "yes", for_all=True)), "key-group", "")
    assert real.chat.find(group, "key-group", _an_hour_ago()) == post
    for account in (real.ada, other):
        assert account("GET", f"/posts/{post}")["message"].startswith("réunis")
        account("POST", f"/posts/{post}/actions/say0", {})
        assert isinstance(real.events[-1], Click)
        assert real.events[-1].person == account.id
    real.type("", group)
    assert isinstance(real.events[-1], Command)
    assert real.events[-1].place == Place(group, direct=True)


def test_a_conversation_with_somebody_unknown_is_refused_for_good(real: Real) -> None:
    for account in ("x" * 26, "me"):
        with pytest.raises(ChatError) as refused:
            real.chat.group_channel([real.ada.id, account])
        assert refused.value.permanent
        assert real.ada.id not in refused.value.reason


def test_nobody_can_name_a_channel_like_a_conversation_of_two(real: Real) -> None:
    asked = {"team_id": real.team, "name": f"{real.ada.id}__{'x' * 26}", "display_name": "x", "type": "O"}
    assert real.ada.ask("POST", "/channels", asked).status_code == 400


def test_forms_open_by_a_command_and_by_a_button(real: Real, caplog: pytest.LogCaptureFixture) -> None:
    real.reply = lambda event: FORM
    assert real.type("ask", real.public)["text"] == ""
    post = real.chat.post(real.public, said("qui ?", Button("Moi", "come", for_all=True)), "key-form", "")
    real.ada("POST", f"/posts/{post}/actions/say0", {})
    click = real.events[-1]
    assert isinstance(click, Click)
    assert real.signer.verify_button(click.signed_state, real.ada.id).words == "come"
    assert "could not be opened" not in caplog.text


def test_errors_reach_the_form_that_was_sent(real: Real) -> None:
    real.reply = lambda event: Errors({"what": "Trop court.", "other": "Ailleurs."})
    sent = {
        "url": real.chat._form_url,
        "state": real.signer.sign_form(FORM, real.ada.id, Place(real.public)),
        "channel_id": real.public,
        "team_id": real.team,
        "submission": {"what": "x", "n": 7, "b": None},
    }
    answer = real.ada("POST", "/actions/dialogs/submit", sent)
    assert answer == {"errors": {"what": "Trop court."}, "error": "Ailleurs."}
    assert isinstance(real.events[-1], Submission)
    assert real.events[-1].values == {"what": "x", "n": "7", "b": ""}


def test_nothing_that_is_typed_notifies_or_becomes_a_hashtag_or_a_channel(real: Real) -> None:
    before = real.ada.mentions(real.public)
    ada = real.ada("GET", "/users/me")["username"]
    for number, typed in enumerate([*SMUGGLED, f"@{ada}", f"x @{ada}.", f"<@{ada}> \\@{ada}"]):
        told = render("{x}\nDit : « {x} », **{x}**a{x}\n{x}", x=typed)
        post = real.chat.post(real.public, Message((told,)), f"smuggled {number}", "")
        stored = real.ada("GET", f"/posts/{post}")
        assert stored["hashtags"] == "", typed
        assert "channel_mentions" not in (stored["props"] or {}), typed
    for number, code in enumerate(["@all", f"`@{ada}", f"@{ada}``", f"``@{ada}`"]):
        told = Text((Span("Tape "), Span(code, "code"), Span(" ici.")))
        real.chat.post(real.public, Message((told,)), f"code {number}", "")
    assert real.ada.mentions(real.public) == before
    real.chat._api.post({"channel_id": real.public, "message": f"\\@{ada}"})
    assert real.ada.mentions(real.public) == before + 1, "else this test proves nothing"


def test_a_post_is_made_once_and_found_among_a_persons_own_with_its_key(real: Real) -> None:
    first = real.chat.post(real.public, said("rappel"), "key-once", "")
    assert real.chat.post(real.public, said("rappel"), "key-once", "") == first
    forged = {"channel_id": real.public, "message": "x", "props": {"gamma_key": "key-once"}}
    real.ada("POST", "/posts", forged)
    real.ada("POST", "/posts", forged | {"props": {"gamma_key": "key-forged"}})
    assert real.chat.find(real.public, "key-once", _an_hour_ago()) == first
    assert real.chat.find(real.public, "key-forged", _an_hour_ago()) is None
    assert real.chat.find(real.public, "key-once", datetime.now(UTC) + timedelta(hours=1)) is None


def test_a_post_is_found_beyond_the_first_page(real: Real) -> None:
    first = real.chat.post(real.public, said("rappel"), "key-far", "")
    for _ in range(205):
        real.ada("POST", "/posts", {"channel_id": real.public, "message": "bruit"})
    assert real.chat.find(real.public, "key-far", _an_hour_ago()) == first


def test_the_largest_message_is_taken(real: Real) -> None:
    buttons = tuple(Button(f"{n}" + "é&" * 19, "x" * 60, "s" * 40, for_all=True) for n in range(5))
    largest = Message((Text((Span("~@" * 1900),)),), buttons)
    assert real.chat.post(real.public, largest, "k" * 200, "")


def test_a_picture_follows_as_a_post_of_its_own(real: Real) -> None:
    message = Message((render("le mois"),), picture=Picture(lambda: PNG, "Deux barres"))
    post = real.chat.post(real.public, message, "key-picture", "")
    real.chat.attach(real.public, post, message, "key-picture")
    listed = real.ada("GET", f"/channels/{real.public}/posts")
    (reply,) = [p for p in listed["posts"].values() if (p["props"] or {}).get(FOLLOWS) == post]
    assert (reply["message"], len(reply["file_ids"])) == ("Deux barres", 1)


def test_a_file_follows_as_a_post_of_its_own(real: Real) -> None:
    message = Message((render("Voici."),), file=File("gamma.json", b'{"a": 1}'))
    post = real.chat.post(real.public, message, "key-file", "")
    real.chat.attach(real.public, post, message, "key-file")
    listed = real.ada("GET", f"/channels/{real.public}/posts")
    (reply,) = [p for p in listed["posts"].values() if (p["props"] or {}).get(FOLLOWS) == post]
    (file,) = real.ada("GET", f"/posts/{reply['id']}/files/info")
    assert (reply["message"], file["name"]) == ("", "gamma.json")
    assert real.ada.ask("GET", f"/files/{file['id']}").content == b'{"a": 1}'


def test_people_named_in_a_command_are_told_wherever_they_are(real: Real, server: Server) -> None:
    """Also those who are not in the channel, and names with dots and dashes at the end of a sentence."""
    dotted, plain, gone = (server.person(name) for name in ("Dot", "Plain", "Gone"))
    names = [account.username for account in (dotted, plain, gone)]
    server.admin("PUT", f"/users/{dotted.id}/patch", {"username": f"a.b_c-{names[0]}"})
    server.admin("DELETE", f"/users/{gone.id}")
    words = f"team @{names[1].upper()}, @{names[2]} and @nobody-{names[0]}, then @a.b_c-{names[0]}."
    real.type(words, real.public)
    command = real.events[-1]
    assert isinstance(command, Command)
    assert command.people == (plain.id, gone.id, dotted.id)
    assert command.text == words


def test_only_people_who_are_there_have_a_profile(real: Real, server: Server) -> None:
    gone = server.person("Gone")
    server.admin("DELETE", f"/users/{gone.id}")
    for account in (gone.id, real.bot.id, "x" * 26, "me", "../users/me", ""):
        with pytest.raises(ChatError) as failure:
            real.chat.profile(account)
        assert failure.value.permanent
        assert not account or account not in failure.value.reason


def test_a_person_is_picked_in_a_form(real: Real) -> None:
    """The server passes on to the clients who was picked, and to the bot who is picked."""
    who = Field("who", "Qui", "person", value=real.ada.id)
    real.reply = lambda event: Form(
        "team.page", "Équipe", (who, Field("other", "Autre", "person")), "Envoyer"
    )
    since = real.ada.events.so_far()
    real.type("team", real.public)
    opened = real.ada.events.first(_dialog, since)
    assert opened
    shown = seen_form(opened["dialog"], None)
    assert [(field.kind, field.value) for field in shown.fields] == [("person", real.ada.id), ("person", "")]
    assert opened["dialog"]["elements"][0]["options"] == [{"text": "Ada", "value": real.ada.id}]
    sent = {
        "url": opened["url"],
        "state": opened["dialog"]["state"],
        "channel_id": real.public,
        "team_id": real.team,
        "submission": {"who": real.bot.id, "other": None},
    }
    real.ada("POST", "/actions/dialogs/submit", sent)
    assert isinstance(real.events[-1], Submission)
    assert real.events[-1].values == {"who": real.bot.id, "other": ""}


def test_channels_are_joined_when_public_and_told_when_not(real: Real) -> None:
    assert real.chat.join(real.public)
    assert not real.chat.join(real.private)
    real.ada("POST", f"/channels/{real.private}/members", {"user_id": real.bot.id})
    assert real.chat.join(real.private)


def test_people_are_known(real: Real) -> None:
    profile = real.chat.profile(real.ada.id)
    assert (profile.name, profile.locale) == ("Ada", "fr")
    town_square = real.ada("GET", f"/teams/{real.team}/channels/name/town-square")["id"]
    assert real.chat.memberships(real.ada.id, [real.public, town_square]) >= {real.public}
    assert real.chat.memberships(real.bot.id, ["x" * 26]) == set()


def test_a_post_where_the_bot_is_not_is_refused_for_good(real: Real) -> None:
    with pytest.raises(ChatError) as failure:
        real.chat.post("x" * 26, said("rappel"), "key-nowhere", "")
    assert failure.value.permanent
