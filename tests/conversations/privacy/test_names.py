"""Erasure knows all names of a person, forgets them everywhere, and no name of a startup is in its way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gamma.startups.startup import Startup
from storage.models import AnswerRow, PersonRow
from storage.people import people
from tests import startups
from tests.conversation import Talk
from tests.conversations.privacy.erasing import ERASE, NAME, erase, person_id, plan


def test_who_is_shown_by_a_short_name_is_taken_out_by_the_full_one_too(talk: Talk) -> None:
    talk.driver.go_by(talk.third, "Inès")
    talk.link()
    talk.say("", as_=talk.third)
    talk.assess(team={"people": "yes", "word": f"Voir avec {NAME}"}, as_=talk.mate)
    erase(talk)
    with talk.app.store.read() as session:
        assert session.scalars(select(AnswerRow.value).filter_by(field="word")).all() == ["Voir avec […]"]


def test_nothing_is_erased_while_the_platform_does_not_tell_the_names(talk: Talk) -> None:
    """Half an erasure could not be made whole: nobody would know any more whose names to look for."""
    if talk.driver.name == "sandbox":
        pytest.skip("the sandbox always knows its people")
    own = person_id(talk, talk.third)
    plan(talk, "later", own, talk.now + timedelta(days=30))
    talk.driver.retire(talk.third)
    assert "Rien n’a été effacé" in talk.say(ERASE, as_=talk.third).text
    with talk.app.store.read() as session:
        assert people.by_id(session, own).account == talk.third


def test_who_is_erased_is_not_remembered_by_the_process_either(talk: Talk) -> None:
    talk.link()
    talk.say("", as_=talk.third)
    erase(talk)
    shown = talk.driver.go_by(talk.third, "Inès D.")
    talk.say("", as_=talk.third)
    with talk.app.store.read() as session:
        known = session.scalars(select(PersonRow).filter_by(account=talk.third))
        assert [row.name for row in known] == [shown]


def test_the_longest_name_of_a_startup_is_in_nobodys_way(talk: Talk) -> None:
    longest = "s" * 200
    with talk.app.store.write() as session:
        startups.keep(session, Startup(longest, "Longue", "", "", ()))
    talk.make_manager(talk.third, longest)
    assert "je ne sais plus qui tu es" in erase(talk)
    assert talk.said_to(talk.admin)[0].text.startswith("Longue n’a plus de responsable")
