"""A day that may be two: whichever command names it, both are buttons that say the line with that day."""

from datetime import date

import pytest
from sqlalchemy import select

from gamma.follow_ups.follow_up import Action
from storage.committees import committees
from storage.follow_ups import actions, commitments
from storage.models import ActionRow
from tests.conversation import STARTUP, Talk
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


def test_who_is_mentioned_is_not_lost_by_a_button(talk: Talk) -> None:
    """It could not carry them: the line is noted, and its day given by another one."""
    told_on_wednesday(talk)
    noted = talk.say(f"actions ajouter relancer la mairie — {talk.at(talk.mate)} — vendredi prochain")
    assert noted.message
    with talk.app.store.read() as session:
        assert session.scalars(select(ActionRow.owner_id)).one()
    label = next(each for each in noted.message.buttons if "4 déc" in each)
    talk.press(noted, label)
    assert [each.due_on for each in open_actions(talk)] == [EITHER[1]]
