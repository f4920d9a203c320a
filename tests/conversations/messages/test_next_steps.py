"""Who cannot do what they write is told what they can do, with a button for it."""

import pytest

from tests.conversation import Talk


@pytest.mark.parametrize("typed", ["évaluer", "assess"])
def test_the_programme_team_is_led_to_what_the_teams_shared(talk: Talk, typed: str) -> None:
    talk.link()
    talk.driver.leave(talk.admin, talk.channel)
    talk.write("aide", as_=talk.admin)
    (answer,) = talk.write(typed, as_=talk.admin)
    assert "Chaque équipe s’évalue elle-même" in answer.text
    assert talk.press(answer, "Le portefeuille", talk.admin).text


@pytest.mark.parametrize("typed", ["évaluer", "point", "actions ajouter appeler la mairie"])
def test_who_has_no_startup_is_led_on(talk: Talk, typed: str) -> None:
    talk.link()
    talk.write("aide", as_=talk.stranger)
    (answer,) = talk.write(typed, as_=talk.stranger)
    assert "avec quelle startup tu travailles" in answer.text
    assert "Aider d’autres équipes" in answer.buttons
    assert talk.press(answer, "Ce que tu peux me demander", talk.stranger).text


def test_another_command_of_the_programme_team_has_buttons_too(talk: Talk) -> None:
    talk.link()
    talk.driver.leave(talk.admin, talk.channel)
    talk.write("aide", as_=talk.admin)
    (answer,) = talk.write("point", as_=talk.admin)
    assert answer.buttons


def test_who_follows_a_startup_is_led_to_its_result(talk: Talk) -> None:
    talk.link()
    talk.make_manager(talk.manager)
    talk.assess()
    talk.say("évaluer partager")
    refused = talk.say("évaluer", talk.manager)
    assert "T4 2026" in talk.press(refused, "Le résultat de l’équipe", talk.manager).text


def test_what_is_proposed_fits_who_writes(talk: Talk) -> None:
    talk.link()
    shown = talk.say("je veux parler à un juriste", in_=talk.driver.direct(talk.member))
    assert shown.message
    assert "Prendre la question" not in shown.message.buttons
    assert "Demander à un·e expert·e" in shown.message.buttons


@pytest.mark.parametrize(
    ("typed", "what", "who", "due"),
    [
        ("il faudrait que Noé relance la mairie avant vendredi", "relance la mairie", "mate", "27 nov"),
        ("je dois appeler le directeur avant jeudi", "appeler le directeur", "member", "26 nov"),
        ("quelqu’un doit écrire au sponsor avant mercredi", "écrire au sponsor", "", "25 nov"),
    ],
)
def test_an_action_in_a_sentence_fills_its_form(
    talk: Talk, typed: str, what: str, who: str, due: str
) -> None:
    talk.link()
    shown = talk.say(typed)
    screen = talk.press(shown, "Noter une action")
    assert screen.form
    assert screen.form["what"].value == what
    assert screen.form["who"].value == (getattr(talk, who) if who else "")
    assert due in screen.form["due"].value or screen.form["due"].value.startswith("2026-11-" + due[:2])
    talk.send(screen, {})
    assert what in talk.say("actions").text
