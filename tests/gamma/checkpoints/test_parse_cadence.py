"""Cadences as people type them, and as they are said back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.checkpoints.cadence import Cadence
from gamma.checkpoints.parse_cadence import describe_cadence, describe_short_months, parse_cadence
from gamma.errors import InvalidInputError
from gamma.translator import Translator
from tests.gamma.checkpoints.cadences import rules

FRENCH, ENGLISH = Translator("fr"), Translator("en")


@given(rules, st.sampled_from([FRENCH, ENGLISH]))
def test_a_cadence_as_it_is_said_is_read_back(cadence: Cadence, translator: Translator) -> None:
    assert parse_cadence(describe_cadence(cadence, translator)) == cadence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("toutes les 6 semaines", "6w"),
        ("Toutes les six semaines", "6w"),
        ("chaque semaine", "1w"),
        ("une semaine sur deux", "2w"),
        ("tous les quinze jours", "2w"),
        ("tous les mois", "1m"),
        ("mensuel", "1m"),
        ("tous les 3 mois", "3m"),
        ("chaque trimestre", "3m"),
        ("tous les mois le 2e mardi", "1m@2/1"),
        ("une fois par semaine", "1w"),
        ("une fois par mois, le 15", "1m@15"),
        ("la mensuelle", "1m"),
        ("Hebdomadaires", "1w"),
        ("hebdo !", "1w"),
        ("5 semaines", "5w"),
        ("deux mois", "2m"),
        ("une semaine sur quatre", "4w"),
        ("un mois sur trois", "3m"),
        ("semestriel", "6m"),
        ("once a week", "1w"),
        ("once every five weeks", "5w"),
        ("per quarter", "3m"),
        ("le 2ᵉ mardi du mois", "1m@2/1"),
        ("chaque dernier jeudi du mois", "1m@-1/3"),
        ("le premier lundi, tous les deux mois", "2m@1/0"),
        ("le 31 de chaque mois", "1m@31"),
        ("tous les mois le 1er", "1m@1"),
        ("le dernier jour du mois", "1m@31"),
        ("every 6 weeks", "6w"),
        ("every six weeks", "6w"),
        ("weekly", "1w"),
        ("every other week", "2w"),
        ("fortnightly", "2w"),
        ("monthly", "1m"),
        ("every quarter", "3m"),
        ("second tuesday of the month", "1m@2/1"),
        ("every 2nd Tuesday of the month", "1m@2/1"),
        ("the last thursday of every month", "1m@-1/3"),
        ("every 2 months on the first Monday", "2m@1/0"),
        ("the last Friday of every 3 months", "3m@-1/4"),
        ("the 31st of each month", "1m@31"),
        ("monthly on the 15th", "1m@15"),
    ],
)
def test_a_cadence_is_read_as_both_languages_say_it(typed: str, code: str) -> None:
    assert parse_cadence(typed).code == code


@pytest.mark.parametrize(
    "typed",
    [
        "souvent",
        "mardi",
        "tous les mardis",
        "every second tuesday",
        "du mois",
        "le 32 du mois",
        "le 0 du mois",
        "le 2e du mois",
        "bimensuel",
        "trois fois par mois",
        "twice a month",
        "toutes les 2 semaines le mardi",
        "toutes les 6 semaines du mois",
        "every 6 weeks or so",
        "every 6 weeks every 2 months",
        "x" * 500,
    ],
)
def test_any_other_cadence_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_cadence(typed)
    assert "“every 6 weeks”" in refused.value.text(ENGLISH)
    assert "«\u00a0toutes les 6 semaines\u00a0»" in refused.value.text(FRENCH)


def test_a_cadence_out_of_range_or_missing_is_refused_with_what_fits() -> None:
    for typed in ("toutes les 53 semaines", "every 0 weeks", "tous les 13 mois"):
        with pytest.raises(InvalidInputError, match="between 1 and"):
            parse_cadence(typed)
    with pytest.raises(InvalidInputError) as refused:
        parse_cadence("le 5e mardi du mois")
    assert "de cinquième mardi" in refused.value.text(FRENCH)
    with pytest.raises(InvalidInputError, match="Write how often"):
        parse_cadence(" ")


def test_a_day_that_some_months_lack_is_told() -> None:
    assert describe_short_months(Cadence.of_code("1m@31"), FRENCH) == (
        "Les mois sans 31, ce sera le dernier jour du mois."
    )
    assert "without a 29th" in (describe_short_months(Cadence.of_code("1m@29"), ENGLISH) or "")
    assert describe_short_months(Cadence.of_code("1m@28"), FRENCH) is None
    assert describe_short_months(Cadence(6), FRENCH) is None


@given(st.text(max_size=60))
def test_any_text_is_a_cadence_or_refused(typed: str) -> None:
    with suppress(InvalidInputError):
        assert parse_cadence(typed).every >= 1
