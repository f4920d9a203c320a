"""Reminders through what happens around them: said once each, to those they are for, none of them lost."""

from datetime import UTC, datetime

import pytest

from gamma.chat import Profile
from storage.people import people
from tests.conversation import Talk
from tests.conversations.checkpoints.scene import at, enrolled, plan, reminded


def follow(talk: Talk, zone: str = "Europe/Paris") -> str:
    """The portfolio manager's private place, once they follow the startup; they live by this clock."""
    talk.say(f"startup responsable {talk.at(talk.manager)}", as_=talk.admin)
    move(talk, zone)
    return talk.driver.direct(talk.manager)


def move(talk: Talk, zone: str) -> None:
    with talk.app.store.write() as session:
        people.upsert_person(session, talk.driver.name, talk.manager, Profile("Pauline Roche", "fr", zone))


# --- due and not said yet ---------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["point arrêter", "point lieu Visio", "point rappels 7 jours, 1 jour"])
def test_one_that_is_due_survives_what_somebody_types_before_it_is_said(talk: Talk, typed: str) -> None:
    enrolled(talk)
    plan(talk)
    seen = len(reminded(talk, talk.channel))
    at(talk, 1, 13, 50)
    talk.say(typed, as_=talk.mate)
    assert len(reminded(talk, talk.channel)) == seen + 1


def test_one_that_waits_for_the_morning_survives_what_is_changed_in_the_evening(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    seen = len(reminded(talk, talk.channel))
    at(talk, 1, 22, 0)
    talk.app.tick()
    talk.say("point lieu Visio")
    assert len(reminded(talk, talk.channel)) == seen
    at(talk, 2, 8, 30)
    assert len(reminded(talk, talk.channel)) == seen + 1


def test_an_offset_that_is_past_when_it_is_chosen_is_not_made_up_for(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 4, 10, 0)
    seen = len(reminded(talk, talk.channel))
    talk.say("point rappels 5 jours, 6 jours, 1 jour")
    talk.app.tick()
    assert len(reminded(talk, talk.channel)) == seen
    at(talk, 7, 13, 30)
    assert len(reminded(talk, talk.channel)) == seen + 1


def test_a_committees_prompt_that_is_due_survives_too(talk: Talk) -> None:
    enrolled(talk)
    talk.say("comité 12 mars 2027 oui")
    at(talk, 25, 12, 0, month=12)
    before = len(talk.said_in(talk.channel))
    talk.now = datetime(2027, 1, 26, 8, 20, tzinfo=UTC)
    talk.say("point lieu Visio")
    assert "comité" in talk.said_in(talk.channel)[before].text.lower()


# --- put off for oneself ----------------------------------------------------------------------


def test_put_off_twice_it_comes_once(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    at(talk, 1, 13, 30)
    reminder = talk.said_in(talk.channel)[-1]
    at(talk, 2, 9, 0)
    before = len(talk.said_to(talk.mate))
    for _ in range(2):
        talk.press(reminder, "Me le rappeler dans 3 h", as_=talk.mate)
        talk.later(seconds=1)
    at(talk, 2, 12, 30)
    talk.app.tick()
    assert len(talk.said_to(talk.mate)) == before + 1


def test_put_off_again_once_it_came_it_comes_again(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    before = len(talk.said_to(talk.mate))
    for hour in (9, 12):
        at(talk, 2, hour, 0)
        talk.app.tick()
        talk.say("point rappeler 3h", as_=talk.mate)
    at(talk, 2, 15, 0)
    talk.app.tick()
    assert len(talk.said_to(talk.mate)) == before + 2


@pytest.mark.parametrize("ending", ["point arrêter", "point annuler oui"])
def test_what_was_put_off_does_not_outlive_it(talk: Talk, ending: str) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point rappeler demain", as_=talk.mate)
    talk.say(ending, as_=talk.mate)
    before = len(reminded(talk, talk.driver.direct(talk.mate)))
    at(talk, 1, 8, 0)
    assert len(reminded(talk, talk.driver.direct(talk.mate))) == before


def test_what_others_put_off_outlives_ones_own_stop(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point rappeler demain", as_=talk.mate)
    talk.say("point arrêter", as_=talk.third)
    before = len(talk.said_to(talk.mate))
    at(talk, 24, 8, 0, month=11)
    assert len(talk.said_to(talk.mate)) == before + 1


def test_what_was_put_off_is_not_said_of_a_startup_that_was_withdrawn(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    talk.say("point rappeler demain", as_=talk.mate)
    talk.say("startup désinscrire oui", as_=talk.admin)
    before = len(talk.said_to(talk.mate))
    at(talk, 1, 8, 0)
    assert len(talk.said_to(talk.mate)) == before


def test_what_was_put_off_is_not_said_to_who_left_the_team(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    for person in (talk.mate, talk.third):
        talk.say("point rappeler demain", as_=person)
    talk.driver.leave(talk.mate, talk.channel)
    before = {person: len(talk.said_to(person)) for person in (talk.mate, talk.third)}
    talk.later(hours=1)
    at(talk, 24, 8, 0, month=11)
    assert len(talk.said_to(talk.mate)) == before[talk.mate]
    assert len(talk.said_to(talk.third)) == before[talk.third] + 1


# --- a channel that is the team's no more --------------------------------------------------------


def test_a_teams_actions_are_not_said_in_a_channel_that_was_unlinked(talk: Talk) -> None:
    enrolled(talk)
    talk.say("actions ajouter relancer la région avant le mardi 24 novembre")
    at(talk, 23, 17, 0, month=11)
    talk.app.tick()
    talk.say("startup délier")
    before = len(talk.said_in(talk.channel))
    at(talk, 24, 8, 0, month=11)
    assert len(talk.said_in(talk.channel)) == before
    talk.say("startup link velo-facile", in_=talk.other_channel)
    talk.app.tick()
    assert "relancer la région" in talk.said_in(talk.other_channel)[-1].text


def test_what_is_caught_up_with_is_not_said_in_a_channel_that_was_unlinked(talk: Talk) -> None:
    enrolled(talk)
    plan(talk)
    plan(talk, "mardi 1er décembre 15h")
    at(talk, 1, 22, 0)
    talk.app.tick()  # back at night: it waits for the morning
    talk.say("startup délier")
    before = len(talk.said_in(talk.channel))
    at(talk, 2, 8, 30)
    assert len(talk.said_in(talk.channel)) == before


# --- the reader's clock -----------------------------------------------------------------------


def test_a_reader_who_moves_is_reminded_by_their_new_clock_and_once(talk: Talk) -> None:
    enrolled(talk)
    private = follow(talk)
    plan(talk)
    before = len(reminded(talk, private))
    move(talk, "Pacific/Noumea")
    at(talk, 1, 6, 59)
    assert len(reminded(talk, private)) == before
    at(talk, 1, 7, 0)  # 18:00 in Nouméa
    assert len(reminded(talk, private)) == before + 1
    move(talk, "Europe/Paris")
    at(talk, 1, 13, 30)
    assert len(reminded(talk, private)) == before + 1
