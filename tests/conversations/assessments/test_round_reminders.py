"""The missing are reminded of a round that was put off, or skipped and taken back, as of any other."""

import pytest

from jobs.delivery.deliver import deliver
from tests.conversation import Talk
from tests.conversations.assessments.rounds_scene import at, invitation, opened, reminders, until

pytestmark = pytest.mark.long

OVER = at(9, month=3)


def test_skipped_and_taken_back_after_its_reminders_were_due_it_has_them_all_the_same(talk: Talk) -> None:
    talk.press(opened(talk), "Pas ce trimestre")
    until(talk, at(17, 15))
    assert reminders(talk, talk.mate) == []
    talk.press(invitation(talk), "Finalement, si", as_=talk.third)
    until(talk, at(18, 11))
    assert len(reminders(talk, talk.mate)) == 1
    until(talk, OVER)
    assert len(reminders(talk, talk.mate)) == 2


def test_put_off_an_hour_before_the_first_reminder_it_has_both_later(talk: Talk) -> None:
    post = opened(talk)
    until(talk, at(12, 9))
    talk.press(post, "Plus tard", as_=talk.mate)
    until(talk, at(18))
    assert reminders(talk, talk.third) == []
    until(talk, OVER)
    assert len(reminders(talk, talk.third)) == 2


def test_put_off_between_two_reminders_it_has_both_when_it_is_taken_up(talk: Talk) -> None:
    post = opened(talk)
    until(talk, at(15, 9))
    assert len(reminders(talk, talk.mate)) == 1
    talk.press(post, "Plus tard", as_=talk.mate)
    until(talk, at(19))
    assert len(reminders(talk, talk.mate)) == 1
    until(talk, OVER)
    assert len(reminders(talk, talk.mate)) == 3


def test_what_is_due_the_moment_it_is_taken_up_is_said_whatever_runs_first(talk: Talk) -> None:
    talk.press(opened(talk), "Plus tard")
    until(talk, at(15, 18))
    talk.now = at(16, 10)
    deliver(talk.app.job_context)
    assert len(reminders(talk, talk.mate)) == 1


def test_who_wants_reminders_again_just_before_they_are_due_gets_them(talk: Talk) -> None:
    opened(talk)
    until(talk, at(11, 9))
    talk.say("assess round stop", as_=talk.mate)
    until(talk, at(12, 9))
    talk.say("assess round remind", as_=talk.mate)
    talk.now = at(12, 11)
    deliver(talk.app.job_context)
    assert len(reminders(talk, talk.mate)) == 1


def test_where_everybody_has_left_nobody_is_reminded(talk: Talk) -> None:
    opened(talk)
    for person in (talk.member, talk.mate, talk.third):
        talk.driver.leave(person, talk.channel)
    until(talk, at(20))
    assert [*reminders(talk, talk.member), *reminders(talk, talk.mate), *reminders(talk, talk.third)] == []


# --- put off: until when, and how to take it up --------------------------------------------------------


def test_put_off_its_post_and_its_page_say_until_when_and_how_it_is_taken_up(talk: Talk) -> None:
    pressed = talk.press(opened(talk), "Plus tard", as_=talk.mate)
    page = talk.say("évaluer campagne", as_=talk.third)
    assert page.message is not None
    for said in (pressed.text, invitation(talk).text, page.text):
        assert "j’y reviens le mardi 16 février" in said
        assert "se termine le mardi 2 mars" in said
        assert "évaluer campagne reprendre" in said
    assert invitation(talk).buttons == ("Répondre", "Reprendre maintenant", "Pas ce trimestre")
    assert "Reprendre maintenant" in page.message.buttons
    again = talk.press(page, "Reprendre maintenant", as_=talk.third)
    assert "rouvert" in again.text
    assert "Plus tard" in invitation(talk).buttons
    assert "j’y reviens" not in talk.say("évaluer campagne").text


def test_taken_up_by_itself_its_page_says_that_it_is_open(talk: Talk) -> None:
    talk.press(opened(talk), "Plus tard", as_=talk.mate)
    until(talk, at(16, 11))
    page = talk.say("assess round", as_=talk.mate)
    assert "se termine le mardi 2 mars" in page.text
    assert "reprendre" not in page.text
