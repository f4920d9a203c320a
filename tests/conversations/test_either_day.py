"""A day that may be two: whichever command names it, both are buttons that say the line with that day."""

from datetime import date

import pytest

from gamma.follow_ups.follow_up import Action
from storage.committees import committees
from storage.follow_ups import actions, commitments
from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.minutes_scene import held, write
from tests.conversations.checkpoints.scene import enrolled

EITHER = (date(2026, 11, 27), date(2026, 12, 4))
"""What “vendredi prochain” may mean on Wednesday 25 November."""


def told_on_wednesday(talk: Talk) -> None:
    enrolled(talk)
    talk.later(days=2)


def open_actions(talk: Talk) -> list[Action]:
    with talk.app.store.read() as session:
        return actions.open_in_startups(session, [STARTUP.id])


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("actions ajouter relancer la mairie — Inès — vendredi prochain", "relancer la mairie"),
        ("actions ajouter relancer la mairie avant vendredi prochain", "relancer la mairie"),
        ("actions add call the town hall; next Friday", "call the town hall"),
    ],
)
def test_of_something_to_do(talk: Talk, typed: str, text: str) -> None:
    told_on_wednesday(talk)
    asked = talk.say(typed)
    assert asked.message
    assert len(asked.message.buttons) == 2
    assert open_actions(talk) == []
    talk.press(asked, asked.message.buttons[1])
    [action] = open_actions(talk)
    assert (action.text, action.due_on) == (text, EITHER[1])


def test_of_a_promise(talk: Talk) -> None:
    told_on_wednesday(talk)
    asked = talk.say("engagements ajouter financement : 30 k€ pour vendredi prochain")
    assert asked.message
    talk.press(asked, asked.message.buttons[0])
    with talk.app.store.read() as session:
        [promised] = commitments.open_in_startup(session, STARTUP.id)
    assert (promised.kind, promised.text, promised.due_on) == ("funding", "30 k€", EITHER[0])


@pytest.mark.parametrize(
    ("typed", "meets", "ends"),
    [
        ("comité vendredi prochain", EITHER[1], None),
        ("comité 3 mars 2027, enveloppe vendredi prochain", date(2027, 3, 3), EITHER[1]),
        ("comité vendredi prochain enveloppe 30 juin 2027", EITHER[1], date(2027, 6, 30)),
    ],
)
def test_of_a_committee(talk: Talk, typed: str, meets: date, ends: date | None) -> None:
    told_on_wednesday(talk)
    asked = talk.say(typed)
    assert asked.message
    assert len(asked.message.buttons) == 2
    confirmed = talk.press(asked, asked.message.buttons[1])
    talk.press(confirmed, "Oui, noter")
    with talk.app.store.read() as session:
        ahead = committees.ahead(session, STARTUP.id)
    assert ahead
    assert (ahead.meets_on, ahead.envelope_ends_on) == (meets, ends)


@pytest.mark.parametrize(
    "typed", ["point planifier vendredi prochain 14h en salle 3", "point planifier vendredi prochain 14h"]
)
def test_of_a_checkpoint(talk: Talk, typed: str) -> None:
    told_on_wednesday(talk)
    asked = talk.say(typed)
    assert asked.message
    assert len(asked.message.buttons) == 2
    assert "vendredi 4 décembre" in asked.message.buttons[1]
    after = talk.press(asked, asked.message.buttons[1])
    assert ("en salle 3" in after.text) == ("salle" in typed)


@pytest.mark.parametrize("mark", [" — ", " - "])
def test_who_is_mentioned_is_not_lost_by_a_button(talk: Talk, mark: str) -> None:
    """It says their name instead."""
    told_on_wednesday(talk)
    asked = talk.say("actions ajouter " + mark.join(["relancer", talk.at(talk.mate), "vendredi prochain"]))
    assert asked.message
    assert "deux façons" in asked.text
    assert open_actions(talk) == []
    talk.press(asked, next(each for each in asked.message.buttons if "4 déc" in each))
    [action] = open_actions(talk)
    assert (action.text, action.owner_name, action.due_on) == ("relancer", "Noé Petit", EITHER[1])


def test_in_the_minutes_it_is_asked_beside_what_was_kept(talk: Talk) -> None:
    held(talk)
    form = talk.say("point compte-rendu")
    kept = talk.after_form(
        talk.send(form, {"actions": f"relire — {talk.at(talk.third)} — mardi"}), talk.member
    )
    assert "avant le mardi 8 décembre 2026 ou avant le mardi 15" in kept.text
    assert "comme une date" not in kept.text
    talk.press(kept, next(each for each in kept.buttons if "15 déc" in each))
    [action] = open_actions(talk)
    assert (action.owner_name, action.due_on) == ("Inès Diallo", date(2026, 12, 15))


@pytest.mark.parametrize("day", ["hier", "12/03/2026", "avant-hier"])
def test_a_day_that_is_past_is_asked_about(talk: Talk, day: str) -> None:
    told_on_wednesday(talk)
    noted = talk.say(f"actions ajouter relire la note — moi — {day}")
    assert "déjà passé" in noted.text
    form = talk.press(noted, "Changer la date")
    talk.send(form, {"due": "vendredi"})
    assert [each.due_on for each in open_actions(talk)] == [EITHER[0]]


def test_in_the_minutes_too(talk: Talk) -> None:
    held(talk)
    kept = write(talk, {"actions": "relire la note — moi — hier"})
    assert "lundi 7 décembre, c’est déjà passé" in kept


@pytest.mark.parametrize("again", ["relire la note — moi", "Relire la note - Camille - 18 décembre"])
def test_what_is_noted_already_is_not_noted_twice(talk: Talk, again: str) -> None:
    held(talk)
    talk.say("actions ajouter relire la note — moi — 18 décembre")
    talk.later(minutes=1)
    kept = write(talk, {"actions": again})
    assert "Déjà noté" in kept
    assert [each.due_on for each in open_actions(talk)] == [date(2026, 12, 18)]


def test_a_name_after_a_hyphen_that_nobody_has_is_said(talk: Talk) -> None:
    told_on_wednesday(talk)
    assert "Zoé\u00a0» n’est ni" in talk.say("actions ajouter appeler Jeanne - Zoé - vendredi").text
