"""A sentence in full, with one word for each thing and without politeness."""

import pytest

from gamma.programme.sentence_kinds import with_kinds
from gamma.programme.sentence_words import asked_to_see, is_question, plain_words, says_no


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("odj stp", "ordre du jour"),
        ("S'il vous plaît, le CR", "le compte rendu"),
        ("kan est le rdv", "quand est le rendez vous"),
        ("could you please, by the way, help", "could you aide"),
        ("svp", "svp"),
        ("la tâche du commanditaire", "la action du sponsor"),
        ("les tasks du ministère", "les action du sponsor"),
        ("le comité", "le comite"),
        ("", ""),
    ],
)
def test_what_is_compared(typed: str, words: str) -> None:
    assert " ".join(plain_words(typed)) == words


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("rdv le 14/01 à 15h", "rdv le _day_ à _hour_"),
        ("mardi 8 décembre, 14 h 30", "_day_ , _hour_"),
        ("jusqu'au 12", "jusqu'au _day_"),
        ("40 000 euros fin juin", "_money_ _day_"),
        ("1,2 million de vues, 87 %", "_amount_ de vues, _amount_"),
        ("l'action 12", "l'action _number_"),
        ("écris à lou@exemple.fr", "écris à _mail_"),
        ("december 3rd at 10am", "_day_ at _hour_"),
    ],
)
def test_any_day_or_figure_is_as_any_other(typed: str, compared: str) -> None:
    assert with_kinds(typed) == compared


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("c'est quand le point", True),
        ("où en est-on", True),
        ("on a une date ?", True),
        ("do we meet them soon", True),
        ("tu peux décaler le point ?", False),
        ("could you move the meeting?", False),
        ("mardi ou jeudi, décale", False),
        ("on a vu le sponsor", False),
    ],
)
def test_what_asks_to_be_shown_something(typed: str, asks: bool) -> None:
    assert is_question(typed) is asks


@pytest.mark.parametrize(
    ("typed", "no"),
    [
        ("je n'ai pas voulu", True),
        ("annule le partage", True),
        ("personne n'est venu", True),
        ("take it back", True),
        ("partager mon résultat", False),
        ("relie ce canal à une startup", False),
    ],
)
def test_what_denies_or_takes_back(typed: str, no: bool) -> None:
    assert says_no(typed) is no


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("voir mes actions", "mes actions"),
        ("tu peux nous montrer l’ordre du jour ?", "ordre du jour"),
        ("Could you show me the decisions", "decisions"),
        ("fais-moi voir la courbe", "courbe"),
        ("voir", ""),
        ("on verra les actions", ""),
    ],
)
def test_what_somebody_asks_outright_to_see(typed: str, thing: str) -> None:
    assert asked_to_see(typed) == thing
