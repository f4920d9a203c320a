"""What a team says of its rounds, who is reminded, and what the programme team opens."""

from datetime import timedelta

import pytest

from tests.conversation import OTHER, STARTUP, Talk
from tests.conversations.assessments.rounds_scene import (
    CLOSES,
    HEADING,
    OPENS,
    at,
    enrolled,
    invitation,
    invitations,
    jump,
    opened,
    reminders,
    results,
    until,
)

pytestmark = pytest.mark.long

# --- reminders ------------------------------------------------------------------------------------------


def test_only_the_missing_are_reminded_in_private_after_three_and_five_working_days(talk: Talk) -> None:
    opened(talk)
    talk.assess(as_=talk.member)
    until(talk, at(12, 9))
    assert reminders(talk, talk.mate) == []
    until(talk, at(12, 11))
    [first] = reminders(talk, talk.mate)
    assert first.buttons == ("Répondre", "Ne plus me le rappeler")
    assert "jusqu’au mardi 23 février" in first.text
    until(talk, at(16, 11))
    assert len(reminders(talk, talk.mate)) == 2
    assert "Un dernier mot" in reminders(talk, talk.mate)[1].text
    until(talk, CLOSES)
    assert len(reminders(talk, talk.third)) == 2
    answered = [m for m in talk.said_to(talk.member) if "attend ton regard" in m.text]
    beside = [*reminders(talk, talk.manager), *reminders(talk, talk.admin)]
    assert (answered, beside) == ([], [])


def test_who_answers_by_the_reminders_button_is_not_reminded_again(talk: Talk) -> None:
    opened(talk)
    until(talk, at(12, 11))
    [first] = reminders(talk, talk.mate)
    assert talk.press(first, "Répondre", as_=talk.mate).form is not None
    talk.assess(as_=talk.mate)
    until(talk, CLOSES)
    assert len([m for m in talk.said_to(talk.mate) if "Un dernier mot" in m.text]) == 0


def test_who_wants_no_reminders_gets_none_until_they_want_them_again(talk: Talk) -> None:
    opened(talk)
    until(talk, at(12, 11))
    [first] = reminders(talk, talk.mate)
    stopped = talk.press(first, "Ne plus me le rappeler", as_=talk.mate)
    assert "plus de rappel" in stopped.text
    until(talk, at(16, 11))
    assert len(reminders(talk, talk.mate)) == 1
    assert len(reminders(talk, talk.third)) == 2


def test_after_an_absence_nobody_is_reminded_twice_at_once(talk: Talk) -> None:
    opened(talk)
    jump(talk, at(18))
    until(talk, at(19))
    assert len(reminders(talk, talk.mate)) <= 1


# --- later, not this quarter, another rhythm ------------------------------------------------------------


def test_later_is_said_in_the_same_post_and_the_reminders_wait(talk: Talk) -> None:
    post = opened(talk)
    said = talk.press(post, "Plus tard", as_=talk.mate)
    assert "mardi 16 février" in said.text
    assert "plus tard" in invitation(talk).text
    assert "mardi 16 février" in invitation(talk).text
    until(talk, at(15))
    assert reminders(talk, talk.mate) == []
    until(talk, at(16, 11))
    assert "Jusqu’au mardi 2 mars" in invitation(talk).text
    assert len(reminders(talk, talk.mate)) == 1, "in private it is said that it goes on"
    until(talk, at(1, month=3))
    assert len(reminders(talk, talk.mate)) == 2
    assert len(invitations(talk)) == 1


@pytest.mark.parametrize(
    ("typed", "seen"), [("évaluer campagne plus tard", "plus tard"), ("assess round later", "plus tard")]
)
def test_later_can_be_typed(talk: Talk, typed: str, seen: str) -> None:
    opened(talk)
    talk.say(typed)
    assert seen in invitation(talk).text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("évaluer campagne plus souvent", "Quel rythme"),
        ("évaluer campagne moins souvent", "Quel rythme"),
        ("assess round not yet", "j’y reviens"),
        ("évaluer campagne pas encore", "j’y reviens"),
        ("évaluer campagne pas ce trimestre", "personne n’est relancé"),
    ],
)
def test_words_that_begin_alike_are_not_taken_for_each_other(talk: Talk, typed: str, seen: str) -> None:
    opened(talk)
    assert seen in talk.say(typed).text


def test_not_this_quarter_ends_it_and_can_be_taken_back(talk: Talk) -> None:
    post = opened(talk)
    said = talk.press(post, "Pas ce trimestre")
    assert "personne n’est relancé" in said.text
    assert "mardi 11 mai" in said.text
    skipped = invitation(talk)
    assert skipped.buttons == ("Finalement, si",)
    until(talk, at(16, 11))
    assert reminders(talk, talk.mate) == []
    talk.press(skipped, "Finalement, si", as_=talk.third)
    assert "Personne n’a encore répondu" in invitation(talk).text
    talk.assess()
    talk.say("assess share")
    until(talk, at(4, month=3))
    assert len(results(talk)) == 1
    assert len(invitations(talk)) == 1


def test_another_rhythm_is_chosen_by_button_or_typed(talk: Talk) -> None:
    post = opened(talk)
    asked = talk.press(post, "Un autre rythme")
    assert "chaque trimestre. Quel rythme vous convient" in asked.text
    assert asked.message is not None
    assert asked.message.buttons == ("Chaque semestre", "Chaque année", "Jamais")
    chosen = talk.press(asked, "Chaque année")
    assert "chaque année" in chosen.text
    assert "9 novembre 2027" in chosen.text
    assert "11 mai" in talk.say("évaluer campagne rythme semestre").text
    assert "Aucune campagne" in talk.say("assess round rhythm never").text
    assert "trimestre" in talk.say("évaluer campagne rythme tous les jours").text


def test_a_team_that_wants_none_is_not_invited(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(1))
    talk.say("assess round rhythm never")
    until(talk, at(10))
    assert invitations(talk) == []


def test_strangers_change_nothing(talk: Talk) -> None:
    opened(talk)
    before = invitation(talk).text
    for words in ("later", "skip", "rhythm never", "entry"):
        said = talk.say(f"assess round {words}", as_=talk.stranger, in_=talk.driver.direct(talk.stranger))
        assert said.text
    assert invitation(talk).text == before


def test_how_a_round_stands_can_be_asked(talk: Talk) -> None:
    enrolled(talk)
    assert "mardi 9 février 2027" in talk.say("évaluer campagne").text
    jump(talk, at(8))
    until(talk, OPENS)
    stands = talk.say("évaluer campagne", as_=talk.manager)
    assert "Personne n’a encore répondu" in stands.text


# --- one invitation, whatever happens -------------------------------------------------------------------


def test_after_a_restart_and_by_two_processes_there_is_one_invitation(talk: Talk) -> None:
    opened(talk)
    talk.restart()
    talk.later(minutes=2)
    talk.tick()
    talk.later(hours=1)
    talk.tick()
    assert len(invitations(talk)) == 1


def test_a_bot_that_was_away_for_weeks_invites_late_once(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(1, month=3))
    until(talk, at(3, month=3))
    [late] = invitations(talk)
    assert "Jusqu’au lundi 15 mars" in late.text


def test_a_bot_that_was_away_for_three_quarters_invites_once(talk: Talk) -> None:
    enrolled(talk)
    talk.now = at(16).replace(year=2027, month=8)
    talk.tick()
    until(talk, talk.now + timedelta(days=2))
    assert len(invitations(talk)) == 1


def test_too_late_for_its_quarter_the_next_one_is_waited_for(talk: Talk) -> None:
    enrolled(talk)
    jump(talk, at(26, month=3))
    until(talk, at(29, month=3))
    assert invitations(talk) == []
    assert "mardi 11 mai" in talk.say("évaluer campagne").text


def test_a_startup_that_withdraws_is_asked_nothing_more(talk: Talk) -> None:
    opened(talk)
    talk.assess()
    talk.say("assess share")
    talk.say("startup withdraw yes", as_=talk.admin)
    talk.later(minutes=2)
    assert "C’est terminé." in invitation(talk).text
    until(talk, CLOSES)
    assert results(talk) == []
    assert reminders(talk, talk.mate) == []


def test_who_enrols_just_before_the_day_is_welcomed_and_invited_the_next_time(talk: Talk) -> None:
    talk.now = at(7)
    enrolled(talk)
    until(talk, at(10))
    assert invitations(talk) == []


# --- the programme team ---------------------------------------------------------------------------------


def test_the_programme_team_opens_a_round_for_a_season(talk: Talk) -> None:
    enrolled(talk)
    said = talk.say(f"évaluer campagne entrée {STARTUP.id}", as_=talk.admin, in_=talk.other_channel)
    assert "le début de saison" in said.text
    talk.later(minutes=2)
    assert invitation(talk).text.startswith(f"{HEADING} · début de saison")
    again = talk.say(f"assess round middle {STARTUP.id}", as_=talk.admin, in_=talk.other_channel)
    assert "en cours" in again.text
    assert len(invitations(talk)) == 1


def test_for_all_startups_it_asks_back(talk: Talk) -> None:
    enrolled(talk)
    asked = talk.say("assess round entry all", as_=talk.admin, in_=talk.driver.direct(talk.admin))
    assert "1 startup" in asked.text
    talk.later(minutes=2)
    assert invitations(talk) == []
    done = talk.press(asked, "Oui, inviter", as_=talk.admin)
    assert "1 équipe est invitée" in done.text
    talk.later(minutes=2)
    assert len(invitations(talk)) == 1


def test_only_the_programme_team_opens_one(talk: Talk) -> None:
    enrolled(talk)
    for person in (talk.member, talk.manager):
        assert "équipe d’animation" in talk.say("assess round entry", as_=person).text
    assert "équipe d’animation" in talk.say("assess round entry all", as_=talk.member).text
    talk.later(minutes=2)
    assert invitations(talk) == []


def test_of_a_startup_that_is_not_enrolled_none_is_opened(talk: Talk) -> None:
    said = talk.say(f"assess round entry {OTHER.id}", as_=talk.admin, in_=talk.other_channel)
    assert "n’est pas inscrite" in said.text


def test_in_english_too(talk: Talk) -> None:
    enrolled(talk)
    said = talk.say("assess round rhythm year", as_=talk.english, in_=talk.driver.direct(talk.english))
    assert said.text
    read = talk.say("help assess", as_=talk.english, in_=talk.driver.direct(talk.english))
    assert read.text
