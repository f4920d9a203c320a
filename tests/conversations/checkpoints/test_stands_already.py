"""What is said of a moment that stands already, and of dates that are named as elsewhere."""

import pytest

from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.mark.parametrize("typed", ["point planifier mardi 8 décembre 14h30", "point déplacer 8/12 à 14h30"])
def test_the_same_moment_once_more_changes_nothing_and_is_said(talk: Talk, typed: str) -> None:
    enrolled(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    told = talk.say(typed).text
    assert "C’est déjà prévu ainsi" in told
    assert "Rien n’est encore" not in told
    assert talk.count("checkpoints") == 1


def test_another_hour_of_that_day_is_asked_about_as_before(talk: Talk) -> None:
    enrolled(talk)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    assert "déjà prévu ce jour-là" in talk.say("point planifier mardi 8 décembre 16h").text


@pytest.mark.parametrize("typed", ["point planifier fin janvier", "checkpoint plan end of january"])
def test_the_end_of_a_month_is_a_day_whose_hour_is_asked(talk: Talk, typed: str) -> None:
    enrolled(talk)
    assert "31 janvier" in talk.say(typed).text


def test_until_when_there_is_money_is_told_beside_the_committee(talk: Talk) -> None:
    enrolled(talk)
    talk.say("comité 12 mars 2027, enveloppe 30 juin 2027 oui")
    assert "30 juin 2027" in talk.say("maintenant").text
    assert "30 juin 2027" in talk.say("comité").text
    talk.say("comité 24 novembre, oui")
    talk.later(days=2)
    talk.say("comité résultat accordé 6 mois oui")
    assert "30 juin 2027" in talk.say("comité").text
