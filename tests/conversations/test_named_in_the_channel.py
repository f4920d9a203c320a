"""Somebody of the channel whom the bot never met is understood wherever an owner may be named."""

import pytest
from sqlalchemy import select

from bot import named_people
from gamma.chat import ChatError
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


LINE = "actions ajouter relire la note — Inès — 12 décembre"


def no_time_for_names(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is in the channel cannot be asked in time; in the sandbox, which asks nobody, at all."""
    monkeypatch.setattr(named_people, "NAMED_SECONDS", 0.0)
    if talk.driver.name == "sandbox":
        monkeypatch.setattr(type(talk.app.chats["sandbox"]), "members", _not_told)


def _not_told(*_: object) -> set[str]:
    raise ChatError("no answer", unsure=True)


def test_what_could_not_be_asked_in_time_is_said(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.link()
    no_time_for_names(talk, monkeypatch)
    told = talk.say(LINE).text
    assert "Je n’ai pas pu savoir à l’instant qui est «\u00a0Inès\u00a0» ici" in told
    assert "Je ne connais personne" not in told
    assert owners(talk) == []


def test_who_is_named_with_at_is_found_all_the_same(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.link()
    no_time_for_names(talk, monkeypatch)
    talk.say(LINE.replace("Inès", talk.at(talk.third)))
    assert owners(talk) == [talk.third]


def test_in_the_minutes_too(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    held(talk)
    no_time_for_names(talk, monkeypatch)
    assert "Je n’ai pas pu savoir à l’instant de qui il s’agit" in write(
        talk, {"actions": "relire la note — Inès — 12 décembre"}
    )


def test_the_members_are_asked_for_once_in_a_while(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.link()
    chat, asked = talk.app.chats[talk.driver.name], list[str]()
    members = chat.members

    def count(channel: str) -> set[str]:
        asked.append(channel)
        return members(channel)

    monkeypatch.setattr(type(chat), "members", lambda _chat, channel: count(channel))
    for number in range(3):
        talk.say(LINE.replace("la note", f"la note {number}"))
    assert asked == [talk.channel]
    assert owners(talk) == [talk.third] * 3


def test_only_the_own_channels_are_looked_into(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.link()
    talk.say("startup lier cantine-claire", talk.admin, talk.other_channel)
    chat, asked = talk.app.chats[talk.driver.name], list[str]()
    members = chat.members

    def count(channel: str) -> set[str]:
        asked.append(channel)
        return members(channel)

    monkeypatch.setattr(type(chat), "members", lambda _chat, channel: count(channel))
    talk.say("actions ajouter relire la note — Elias — vendredi", talk.mate, talk.driver.direct(talk.mate))
    assert set(asked) <= {talk.channel}


def test_who_is_picked_from_outside_is_said(talk: Talk) -> None:
    talk.link()
    form = talk.say("actions ajouter")
    told = talk.send(form, {"what": "relire la note", "who": talk.stranger}).text
    assert "Elias Fontaine n’est pas dans le canal de l’équipe" in told
    inside = talk.send(talk.say("actions ajouter"), {"what": "écrire la note", "who": talk.third}).text
    assert "n’est pas dans le canal" not in inside
