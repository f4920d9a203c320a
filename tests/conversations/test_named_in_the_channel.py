"""Somebody of the channel whom the bot never met is understood wherever an owner may be named."""

import pytest
from sqlalchemy import select

from storage.models import ActionRow
from storage.people import people
from tests.conversation import Talk
from tests.conversations.checkpoints.minutes_scene import held, write


def owners(talk: Talk) -> list[str]:
    with talk.app.store.read() as session:
        ids = session.scalars(select(ActionRow.owner_id).order_by(ActionRow.id))
        return [people.by_id(session, each).account for each in ids if each]


@pytest.mark.parametrize("called", ["Inès", "Diallo", "Inès Diallo", "{at}"])
def test_on_the_line_of_an_action(talk: Talk, called: str) -> None:
    talk.link()
    told = talk.say(f"actions ajouter relire la note — {called.format(at=talk.at(talk.third))} — 12 décembre")
    assert "Inès Diallo" in told.text
    assert owners(talk) == [talk.third]


@pytest.mark.parametrize("called", ["Inès", "Diallo", "{at}"])
def test_in_the_minutes(talk: Talk, called: str) -> None:
    held(talk)
    line = f"relire la note — {called.format(at=talk.at(talk.third))} — 12 décembre"
    assert "Je ne connais" not in write(talk, {"actions": line})
    assert owners(talk) == [talk.third]


@pytest.mark.parametrize("called", ["inès", "Diallo", "{at}"])
def test_in_the_form_of_an_action(talk: Talk, called: str) -> None:
    talk.link()
    form = talk.say("actions ajouter")
    talk.send(form, {"what": "relire la note", "who": called.format(at=talk.at(talk.third))})
    assert owners(talk) == [talk.third]


def test_a_word_in_small_letters_is_no_family_name(talk: Talk) -> None:
    talk.link()
    told = talk.say("actions ajouter trouver un local — petit — 12 décembre")
    assert owners(talk) == []
    assert "petit" in told.text
