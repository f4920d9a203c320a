"""A portfolio's startups by a part of a manager's or an incubator's name."""

from datetime import date

import pytest

from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import enrolled
from tests.conversations.portfolio.scene import plan
from tests.conversations.portfolio.test_portfolio import asks, follow_both


@pytest.mark.parametrize(
    "words", ["responsable pauline", "pauline", "Roche", "incubateur lacs", "fabrique des la"]
)
def test_a_part_of_a_name_means_whom_or_what_has_it(talk: Talk, words: str) -> None:
    follow_both(talk)
    text = asks(talk, words).text
    assert "• Cantine claire" in text
    assert ("• Vélo facile" in text) == (words.lower() in ("responsable pauline", "pauline", "roche"))


def test_what_two_have_a_part_of_is_asked_about(talk: Talk) -> None:
    follow_both(talk)
    screen = asks(talk, "incubateur fabri")
    assert "peut en désigner plusieurs" in screen.text
    assert "Cantine claire" in talk.press(screen, "Fabrique des Lacs", talk.manager).text


def test_one_startup_alone_is_told_as_one(talk: Talk) -> None:
    enrolled(talk, manager=True)
    assert "ta seule startup n’est pas dans ce cas" in asks(talk, "attention").text
    plan(talk, STARTUP.id, date(2026, 11, 20))
    assert asks(talk, "attention").text.count("à regarder d’abord") == 1
    assert "1 sur 1 startup ·" in asks(talk, "attention").text
