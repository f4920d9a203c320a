"""What is set aside is not told by planned messages either, until its day; then it is, if still so."""

from datetime import date

from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled, on
from tests.conversations.portfolio.scene import plan, told
from tests.conversations.portfolio.test_portfolio import asks

# It is Monday 23 November 2026, 10:30 in Paris.


def test_two_postponements_that_are_set_aside_are_told_afterwards(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2026, 11, 24, 19, 30)
    talk.say("point planifier mardi 15 décembre 14h30 oui")
    for day in (16, 17):
        talk.say(f"point déplacer {day} décembre 14h30 oui")
    assert not told(talk, "a été reporté")
    assert (
        "Mis de côté" in asks(talk, "taire velo-facile reporté jusqu’au 2 décembre : congé du sponsor").text
    )
    for day in (25, 30):
        on(talk, 2026, 11, day, 9)
        assert not told(talk, "a été reporté")
    on(talk, 2026, 12, 2, 16)
    assert not told(talk, "a été reporté")
    on(talk, 2026, 12, 3, 8)
    assert len(told(talk, "a été reporté 2 fois")) == 1
    on(talk, 2026, 12, 4, 9)
    assert len(told(talk, "a été reporté")) == 1


def test_a_silence_that_is_set_aside_is_told_to_nobody_until_its_day(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2027, 1, 18, 9, 30)
    assert len(told(talk, "silencieuse depuis")) == 1
    asks(talk, "taire velo-facile silence jusqu’au 20 février : pause")
    for month, day in ((2, 1), (2, 2), (2, 15)):
        on(talk, 2027, month, day, 9)
        assert len(told(talk, "silencieuse depuis")) == 1
        assert not told(talk, "silencieuse", talk.admin)
    on(talk, 2027, 2, 22, 9)
    assert len(told(talk, "silencieuse depuis")) == 2


def test_the_week_leaves_out_what_is_set_aside(talk: Talk) -> None:
    enrolled(talk, manager=True)
    plan(talk, STARTUP.id, date(2026, 11, 25))
    on(talk, 2026, 11, 26, 9)
    asks(talk, "taire velo-facile jusqu’au 4 décembre : le compte rendu arrive")
    for day in (27, 30):
        on(talk, 2026, 11, day, 8)
        assert not told(talk, "Ont-ils eu lieu")
    on(talk, 2026, 12, 7, 8)
    assert len(told(talk, "Ont-ils eu lieu")) == 1


def test_what_is_brought_back_is_told_again(talk: Talk) -> None:
    enrolled(talk, manager=True)
    on(talk, 2026, 11, 24, 19, 30)
    talk.say("point planifier mardi 15 décembre 14h30 oui")
    for day in (16, 17):
        talk.say(f"point déplacer {day} décembre 14h30 oui")
    asks(talk, "taire velo-facile reporté jusqu’au 14 décembre : congé du sponsor")
    on(talk, 2026, 11, 25, 9)
    assert not told(talk, "a été reporté")
    asks(talk, "rétablir velo-facile")
    on(talk, 2026, 11, 26, 9)
    assert len(told(talk, "a été reporté 2 fois")) == 1
