"""Rounds of a season: one round at a time, who has answered already, and what waits for a channel."""

import pytest

from jobs.assessments.rounds import advance_rounds
from tests.conversation import STARTUP, Talk
from tests.conversations.assessments.rounds_scene import (
    HEADING,
    OPENS,
    at,
    enrolled,
    invitation,
    invitations,
    jump,
    reminders,
    results,
    until,
)

pytestmark = pytest.mark.long

ENTRY = f"évaluer campagne entrée {STARTUP.id}"


def enrolled_without_channel(talk: Talk) -> None:
    talk.make_manager(talk.manager)
    talk.driver.leave(talk.english, talk.channel)
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", as_=talk.admin, in_=talk.other_channel)


def entry(talk: Talk, words: str = ENTRY) -> str:
    return talk.say(words, as_=talk.admin, in_=talk.driver.direct(talk.admin)).text


# --- who has answered ------------------------------------------------------------------------------------


def test_who_shared_a_few_days_before_it_opened_has_answered_and_it_says_so(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(15, month=1))
    talk.assess(as_=talk.mate)
    talk.say("assess share yes", as_=talk.mate)
    jump(talk, at(20, month=1))
    entry(talk)
    talk.later(minutes=2)
    said = invitation(talk).text
    assert "1 personne sur 3 a répondu." in said
    assert "depuis le mercredi 6 janvier, avant l’ouverture de cette campagne, sont comptées" in said
    assert "sont comptées" in talk.say("évaluer campagne").text
    until(talk, at(4))
    assert reminders(talk, talk.mate) == []
    assert len(reminders(talk, talk.third)) == 2
    assert any("1 réponse partagée" in result.text for result in results(talk))


def test_an_answer_of_long_before_it_is_none_to_it(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(4, month=1))
    talk.assess(as_=talk.mate)
    jump(talk, at(20, month=1))
    entry(talk)
    talk.later(minutes=2)
    assert "Personne n’a encore répondu." in invitation(talk).text
    assert "comptées" not in invitation(talk).text


def test_who_answered_before_and_again_is_counted_once_and_nothing_is_explained(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(15, month=1))
    talk.assess(as_=talk.mate)
    jump(talk, at(20, month=1))
    entry(talk)
    talk.later(minutes=2)
    talk.assess(as_=talk.mate)
    assert "1 personne sur 3 a répondu." in invitation(talk).text
    assert "comptées" not in invitation(talk).text


# --- one round at a time ---------------------------------------------------------------------------------


def test_one_that_waited_for_a_channel_is_this_quarters_round_when_there_is_one(talk: Talk) -> None:
    enrolled_without_channel(talk)
    jump(talk, at(15, 10, 3))
    assert "jusqu’au mercredi 30 juin" in entry(talk)
    jump(talk, at(20, 9, 5))
    assert (
        "dès qu’un canal est lié"
        in talk.say(
            f"évaluer campagne {STARTUP.id}", as_=talk.manager, in_=talk.driver.direct(talk.manager)
        ).text
    )
    talk.link()
    talk.later(minutes=2)
    talk.tick()
    assert invitation(talk).text.startswith(f"{HEADING} · début de saison")
    until(talk, at(21, 12, 5))
    assert len(invitations(talk)) == 1
    talk.press(invitation(talk), "Pas ce trimestre")
    assert "rouvert" in talk.press(invitation(talk), "Finalement, si").text


def test_one_that_waited_too_long_for_a_channel_is_dropped(talk: Talk) -> None:
    enrolled_without_channel(talk)
    jump(talk, at(15, 10, 3))
    entry(talk)
    jump(talk, at(1, 12, 7))
    talk.link()
    until(talk, at(2, 12, 7))
    assert invitations(talk) == []
    jump(talk, at(9, 12, 8))
    until(talk, at(10, 12, 8))
    assert "T3 2027" in invitation(talk).text


# --- an invitation that was not said in time -------------------------------------------------------------


def test_who_withdraws_before_the_invitation_was_said_hears_nothing(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(5, 19))
    entry(talk)
    jump(talk, at(6, 10))
    talk.say("startup withdraw velo-facile yes", as_=talk.admin)
    until(talk, at(9, 12))
    assert invitations(talk) == []


def test_skipped_before_the_invitation_was_said_it_comes_only_once_it_is_taken_back(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(8))
    talk.now = OPENS
    advance_rounds(talk.app.job_context)
    talk.say("assess round skip")
    assert invitations(talk) == []
    talk.say("assess round open")
    talk.later(minutes=2)
    assert "Personne n’a encore répondu" in invitation(talk).text


# --- the rhythm ------------------------------------------------------------------------------------------


def test_the_rhythm_a_team_chose_outlives_its_enrolment(talk: Talk) -> None:
    enrolled(talk)
    talk.say("assess round rhythm never")
    talk.say("startup withdraw velo-facile yes", as_=talk.admin)
    talk.later(days=2)
    talk.say(f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", as_=talk.admin)
    assert "Aucune campagne" in talk.say("évaluer campagne").text
    jump(talk, at(8))
    until(talk, at(10))
    assert invitations(talk) == []
    assert "Aucune campagne" in talk.say("évaluer campagne").text


def test_put_off_over_the_end_of_its_quarter_it_can_be_taken_up(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(26, 10, 3))
    entry(talk, f"assess round exit {STARTUP.id}")
    talk.later(minutes=2)
    talk.press(invitation(talk), "Plus tard")
    until(talk, at(1, 12, 4))
    assert "rouvert" in talk.press(invitation(talk), "Reprendre maintenant").text
