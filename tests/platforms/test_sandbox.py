"""The sandbox as a chat platform: conversations, private answers, posts that last, the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.platforms.sandbox.chat import Sandbox
from bot.platforms.sandbox.state import later, next_monday, three_months_later
from gamma.chat import (
    Button,
    ChatError,
    Command,
    Errors,
    Field,
    Form,
    Message,
    Option,
    Picture,
    Reply,
    Submission,
)
from gamma.translator import render
from storage.sandbox import save_clock_ahead
from tests.platforms.sandbox_scene import NOW, TEAM, Scene, said, scene_in

PARIS = ZoneInfo("Europe/Paris")
PNG = b"\x89PNG\r\n\x1a\n"
FORM = Form(
    "ask.question",
    "Demander",
    (
        Field("what", "Sujet", "text", "En une phrase", "vélos", required=True),
        Field(
            "how", "Comment", "choice", options=(Option("Par écrit", "written"), Option("À l'oral", "oral"))
        ),
    ),
    "Envoyer",
    "Deux questions.",
)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as scene:
        yield scene


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("/gamma", ""), ("/gamma  évaluer ", "évaluer"), ("gamma aide", "aide"), ("/GAMMA aide", "aide")],
)
def test_a_line_that_begins_with_gamma_is_a_command(scene: Scene, typed: str, heard: str) -> None:
    scene.driver.ask("say", {"person": "camille", "place": TEAM, "text": typed})
    [command] = scene.events
    assert isinstance(command, Command)
    assert (command.platform, command.person, command.place.id, command.text) == (
        "sandbox",
        "camille",
        TEAM,
        heard,
    )


def test_the_place_says_whether_it_is_a_private_conversation(scene: Scene) -> None:
    scene.driver.say("elias", "@elias", "")
    scene.driver.say("camille", TEAM, "")
    assert [event.place.direct for event in scene.events if isinstance(event, Command)] == [True, False]


def test_only_the_person_who_asked_sees_the_answer(scene: Scene) -> None:
    assert scene.driver.say("camille", TEAM, "aide").text == "heard: aide"
    assert scene.driver.posts(TEAM) == []


def test_channels_named_in_a_command_are_resolved(scene: Scene) -> None:
    scene.driver.channel("Secret", ["noe"], private=True)
    scene.driver.say("camille", TEAM, "lier #nouvelle-equipe #secret #inconnu #equipe-velo-facile")
    [command] = scene.events
    assert isinstance(command, Command)
    assert command.channels == ("nouvelle-equipe", TEAM)


def test_a_plain_line_is_posted_for_the_others_and_not_answered(scene: Scene) -> None:
    assert scene.driver.ask("say", {"person": "noe", "place": TEAM, "text": "gammatique"}) is None
    [post] = scene.web.test_client().get("/sandbox/posts?after=0").get_json()["posts"]
    assert (post["author"], post["channel"], post["text"]) == ("noe", TEAM, "gammatique")
    assert scene.events == []


def test_another_slash_command_is_not_posted(scene: Scene) -> None:
    reply = scene.driver.ask("say", {"person": "noe", "place": TEAM, "text": "/gama aide", "locale": "en"})
    assert "Nothing was sent" in reply["paragraphs"][0][0]["text"]
    assert scene.kept() == []


def test_a_form_is_shown_refused_and_answered(scene: Scene) -> None:
    replies: Iterator[Reply] = iter(
        [FORM, Errors({"what": "Trop court."}, "À revoir."), FORM, said("Merci.")]
    )
    scene.reply = lambda _event, _words: next(replies)
    form = scene.driver.say("camille", TEAM, "demander").form
    assert form
    assert (form.title, form.intro, form["what"].value, form["what"].help) == (
        "Demander",
        "Deux questions.",
        "vélos",
        "En une phrase",
    )
    assert form["how"].options == (("Par écrit", "written"), ("À l'oral", "oral"))
    refused = scene.driver.send("camille", form, {"how": "oral"}).form
    assert refused
    assert refused.errors == {"what": "Trop court.", "": "À revoir."}
    assert refused["how"].value == "oral"
    assert scene.driver.send("camille", refused, {}).form
    assert scene.driver.send("camille", refused, {}).text == "Merci."
    sent = scene.events[-1]
    assert isinstance(sent, Submission)
    assert sent.values == {"what": "vélos", "how": "oral"}


def test_a_button_in_a_channel_is_for_all_and_remembers_its_place(scene: Scene) -> None:
    button = Button("Évaluer", "évaluer", about="velo-facile", for_all=True)
    scene.post(TEAM, Message((render("**Prêts ?**"),), (button,)))
    [message] = scene.driver.posts(TEAM)
    assert message.buttons == ("Évaluer",)
    for person in ("camille", "noe"):
        assert scene.driver.press(person, message, "Évaluer").text == "heard: évaluer"
    sealed = scene.signer.verify_button(message.handle[0]["seal"], "ines")
    assert (sealed.about, sealed.place.id, sealed.place.direct) == ("velo-facile", TEAM, False)


def test_a_button_in_a_private_conversation_is_its_readers(scene: Scene) -> None:
    scene.post("@elias", Message((render("Je peux ?"),), (Button("Oui", "oui"),)), reader="elias")
    [message] = scene.driver.posts("@elias")
    assert scene.driver.press("elias", message, "Oui").text == "heard: oui"


def test_posts_last_over_a_restart_and_are_found_by_their_key(scene: Scene) -> None:
    post = scene.post(TEAM, said("Bonjour"), "reminder:1")
    scene.restart()
    assert [message.text for message in scene.driver.posts(TEAM)] == ["Bonjour"]
    assert scene.chat.find(TEAM, "reminder:1", NOW) == post
    assert scene.chat.find(TEAM, "reminder:2", NOW) is None
    assert scene.chat.find("nouvelle-equipe", "reminder:1", NOW) is None
    assert scene.chat.find(TEAM, "reminder:1", NOW + timedelta(seconds=1)) is None


def test_a_person_cannot_forge_the_key_of_a_post(scene: Scene) -> None:
    forged = {"person": "noe", "place": TEAM, "text": "reminder:1", "key": "reminder:1"}
    scene.driver.ask("say", forged)
    assert scene.chat.find(TEAM, "reminder:1", NOW) is None


def test_a_picture_comes_with_its_alternative_text(scene: Scene) -> None:
    post = scene.post(TEAM, Message((render("Voici"),), picture=Picture(lambda: PNG, "Une courbe qui monte")))
    assert scene.driver.posts(TEAM)[0].picture_alt == "Une courbe qui monte"
    picture = scene.web.test_client().get(f"/sandbox/posts/{post}/picture.png")
    assert (picture.data, picture.mimetype) == (PNG, "image/png")


def test_a_private_channel_waits_for_an_invitation(scene: Scene) -> None:
    private = scene.driver.channel("Direction", ["nadia"], private=True)
    assert not scene.chat.join(private)
    with pytest.raises(ChatError) as error:
        scene.post(private, said("Bonjour"))
    assert error.value.permanent
    scene.driver.ask("say", {"person": "nadia", "place": private, "text": "/invite @gamma"})
    assert scene.chat.join(private)
    assert scene.post(private, said("Bonjour"))


def test_people_and_places_that_do_not_exist_are_permanent_errors(scene: Scene) -> None:
    tries = (
        lambda: scene.chat.profile("personne"),
        lambda: scene.chat.join("nulle-part"),
        lambda: scene.chat.direct_channel("personne"),
        lambda: scene.post("nulle-part", said("Bonjour")),
        lambda: scene.post("@personne", said("Bonjour"), reader="personne"),
    )
    for attempt in tries:
        with pytest.raises(ChatError) as error:
            attempt()
        assert error.value.permanent


def test_memberships_follow_the_cast(scene: Scene) -> None:
    channels = [TEAM, "nouvelle-equipe", "nulle-part"]
    assert scene.chat.memberships("ines", channels) == {TEAM}
    scene.driver.leave("ines", TEAM)
    assert scene.chat.memberships("ines", channels) == set()


def test_the_language_of_the_page_becomes_the_persons(scene: Scene) -> None:
    assert scene.chat.profile("elias").locale == "fr"
    elias = {"person": "elias", "place": "@elias", "locale": "en"}
    scene.web.test_client().post("/sandbox/language", json=elias)
    profile = scene.chat.profile("elias")
    assert (profile.name, profile.locale, profile.zone) == ("Elias Fontaine", "en", "Europe/Paris")


def test_a_locked_database_means_later_and_nothing_was_posted(scene: Scene) -> None:
    with scene.store.write() as other:
        save_clock_ahead(other, timedelta(0))
        with pytest.raises(ChatError) as error:
            scene.post(TEAM, said("Bonjour"))
    assert not error.value.permanent
    assert not error.value.unsure
    assert scene.driver.posts(TEAM) == []


@pytest.mark.parametrize(
    ("step", "to"),
    [
        ({"hours": 1}, "2026-12-01T11:30+01:00"),
        ({"days": 1}, "2026-12-02T10:30+01:00"),
        ({"until": "monday"}, "2026-12-07T09:00+01:00"),
        ({"until": "quarter"}, "2027-03-01T10:30+01:00"),
    ],
)
def test_the_page_moves_the_programmes_time(scene: Scene, step: dict[str, object], to: str) -> None:
    answer = scene.web.test_client().post("/sandbox/clock", json=step)
    moment = datetime.fromisoformat(to)
    assert scene.moves == [moment]
    assert datetime.fromisoformat(answer.get_json()["now"]) == moment


def test_the_moved_time_lasts_over_a_restart(scene: Scene) -> None:
    scene.web.test_client().post("/sandbox/clock", json={"days": 3})
    scene.restart()
    assert scene.clock.now() == NOW + timedelta(days=3)
    assert scene.clock.real_now() == NOW


def test_a_day_is_a_day_on_the_wall_and_an_hour_an_hour_that_passes() -> None:
    before_summer = datetime(2026, 3, 28, 10, 0, tzinfo=PARIS)
    assert later(before_summer, timedelta(days=1)).isoformat() == "2026-03-29T10:00:00+02:00"
    night = datetime(2026, 3, 29, 1, 30, tzinfo=PARIS)
    assert later(night, timedelta(hours=1)).isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.parametrize(("now", "day"), [((7, 8), 7), ((7, 9), 14), ((8, 0), 14), ((13, 23), 14)])
def test_next_monday_is_always_ahead(now: tuple[int, int], day: int) -> None:
    monday = next_monday(datetime(2026, 12, *now, tzinfo=PARIS))
    assert monday == datetime(2026, 12, day, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_the_sandbox_listens_on_this_machine(host: str) -> None:
    Sandbox.loopback_only(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", "", "localhost.example.org"])
def test_the_sandbox_listens_nowhere_else(host: str) -> None:
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        Sandbox.loopback_only(host)


@pytest.mark.parametrize(
    ("now", "then"),
    [((2026, 11, 30), "2027-02-28"), ((2026, 10, 1), "2027-01-01"), ((2027, 3, 31), "2027-06-30")],
)
def test_a_quarter_on_is_always_the_next_quarter(now: tuple[int, int, int], then: str) -> None:
    assert three_months_later(datetime(*now, 10, 30, tzinfo=PARIS)).date().isoformat() == then
