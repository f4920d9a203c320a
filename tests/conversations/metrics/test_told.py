"""A value told in a sentence, and the curve that somebody asks for: proposed, with what was understood."""

import pytest

from tests.conversation import Talk

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("1 120 fin octobre", "métrique valeur 1 120 fin octobre"),
        ("on vient de passer les 7 000 trajets", "métrique valeur 7 000 trajets"),
        ("c'était 640 trajets l'année dernière", "métrique valeur 640 trajets l'année dernière"),
    ],
)
def test_a_value_is_proposed_with_its_number_and_day(talk: Talk, typed: str, line: str) -> None:
    talk.link()
    shown = talk.say(typed)
    assert shown.message is not None
    assert shown.message.buttons[0] == "Donner une valeur"
    assert line in shown.text
    assert talk.count("metric_values") == 0


def test_a_press_keeps_it(talk: Talk) -> None:
    talk.link()
    direct = talk.driver.direct(talk.member)
    talk.say("maintenant")
    shown = talk.say("on en est à 1,3 million de trajets", talk.member, direct)
    kept = talk.press(shown, "Donner une valeur")
    assert "1\u202f300\u202f000 trajets" in kept.text
    assert talk.count("metric_values") == 1


def test_the_curve_is_proposed_in_private_first(talk: Talk) -> None:
    talk.link()
    shown = talk.say("montre-moi la courbe de ce qu'on mesure")
    assert shown.message is not None
    assert shown.message.buttons[0] == "Image de la métrique"
