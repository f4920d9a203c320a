"""A value of the metric that is told in a sentence."""

from datetime import date

import pytest

from gamma.metrics.parse_value import parse_value
from gamma.metrics.value_said import value_said

TODAY = date(2026, 11, 23)
OCTOBER = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("typed", "number", "day"),
    [
        ("1 120 fin octobre", "1120", OCTOBER),
        ("avril : 64 %", "64", date(2026, 4, 30)),
        ("on en est à 2,5 millions de trajets", "2500000", TODAY),
        ("on a passé les 7 000 comptes la semaine dernière", "7000", date(2026, 11, 22)),
        ("on est montés à 18", "18", TODAY),
        ("pour le mois dernier, c'était 388 trajets", "388", OCTOBER),
        ("c'est 245 et pas 542 pour octobre", "245", OCTOBER),
        ("nous sommes passés de 90 à 130 villes", "130", TODAY),
        ("on comptait 2 600 villes l'année dernière", "2600", date(2025, 12, 31)),
        ("en 2025 on était à 810 villes", "810", date(2025, 12, 31)),
        ("we hit 3.4k riders in october", "3400", OCTOBER),
        ("4 200 trajets", "4200", TODAY),
        ("385", "385", TODAY),
        ("310 trips helped yesterday", "310", date(2026, 11, 22)),
    ],
)
def test_a_value_is_told(typed: str, number: str, day: date) -> None:
    said = value_said(typed, TODAY)
    assert said
    assert said.is_told
    value = parse_value(said.line, TODAY)
    assert (str(int(value.number)), value.day) == (number, day)


@pytest.mark.parametrize(
    "typed",
    [
        "on vise 9 000 comptes en juin",
        "combien avait-on en 2025",
        "on était à 500 ?",
        "il faut 300 réponses",
        "le 12 octobre on a vu la région",
        "rendez-vous le 14/01 à 15h",
        "l'action 120 est faite",
        "je prends la question 140",
        "ils ont versé 40 000 euros",
        "on a commencé il y a 18 mois",
        "2026",
        "12",
        "on est 5 dans l'équipe",
        "400 trajets sur 20 000",
        "1 200 en octobre contre 900 en septembre",
        f"on est à 940 {'et ainsi de suite ' * 20}",
    ],
)
def test_a_figure_that_is_no_value(typed: str) -> None:
    assert value_said(typed, TODAY) is None


def test_a_large_figure_alone_may_be_one() -> None:
    said = value_said("ah non, 250, pardon pour cette erreur", TODAY)
    assert said
    assert not said.is_told
