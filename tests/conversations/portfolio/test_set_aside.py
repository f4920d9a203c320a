"""A reason to look at a startup is set aside until a day, with a note, and comes back by itself."""

from datetime import date

import pytest

from tests.conversation import STARTUP, Talk
from tests.conversations.checkpoints.scene import on
from tests.conversations.portfolio.scene import plan
from tests.conversations.portfolio.test_portfolio import asks, follow_both

# It is Monday 23 November 2026, 10:30 in Paris.


def test_a_reason_is_set_aside_until_a_day_and_comes_back_by_itself(talk: Talk) -> None:
    follow_both(talk)
    done = asks(talk, "taire velo-facile jusqu’au 15 décembre : le porteur est en congé")
    assert "Mis de côté jusqu’au 15 décembre 2026" in done.text
    text = asks(talk).text
    assert "à regarder d’abord" not in text
    assert "le porteur est en congé" in text
    assert "Aucune" in asks(talk, "attention").text
    assert "Vélo facile" in asks(talk, "en sourdine").text
    assert "le porteur est en congé" in asks(talk, person=talk.admin).text
    assert "à regarder" not in talk.say("", talk.manager, talk.driver.direct(talk.manager)).text
    for person in (talk.member, talk.mate):
        assert "congé" not in talk.say("", person).text
    on(talk, 2026, 12, 15, 10)
    assert "à regarder" not in asks(talk, "velo-facile").text
    on(talk, 2026, 12, 16, 10)
    back = asks(talk, "velo-facile").text
    assert "à regarder d’abord" in back
    assert "congé" not in back


def test_it_is_brought_back_and_another_reason_is_another(talk: Talk) -> None:
    follow_both(talk)
    done = asks(talk, "mute velo-facile until 15 December on leave")
    plan(talk, STARTUP.id, date(2026, 11, 19))
    assert "à regarder" not in asks(talk).text
    plan(talk, STARTUP.id, date(2026, 11, 21))
    assert "point du samedi 21 novembre" in asks(talk, "attention").text
    talk.press(done, "Ne plus mettre de côté", talk.manager)
    assert "on leave" not in asks(talk).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("taire velo-facile", "Jusqu’à quand"),
        ("taire velo-facile jusqu’à la saint-glinglin en congé", "jusqu’à lundi"),
        ("taire velo-facile jusqu’au 15 décembre 2028 en congé", "un an"),
        ("taire cantine-claire jusqu’au 15 décembre en congé", "attention chez Cantine claire"),
        ("taire velo-facile silence jusqu’au 15 décembre en congé", "Ce n’est pas cela"),
    ],
)
def test_what_is_missing_is_asked(talk: Talk, words: str, said: str) -> None:
    follow_both(talk)
    assert said in asks(talk, words).text
    assert "à regarder d’abord" in asks(talk).text
