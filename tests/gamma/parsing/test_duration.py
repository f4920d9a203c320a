"""How long somebody is away, as people type it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.errors import InvalidInputError
from gamma.parsing.duration import LONGEST, AmbiguousReturnError, parse_return_date
from gamma.translator import Translator

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("2 semaines", date(2026, 12, 7)),
        ("deux semaines", date(2026, 12, 7)),
        ("pendant 2 sem", date(2026, 12, 7)),
        ("2 WEEKS", date(2026, 12, 7)),
        ("for two weeks", date(2026, 12, 7)),
        ("une quinzaine", date(2026, 12, 7)),
        ("a fortnight", date(2026, 12, 7)),
        ("10 jours", date(2026, 12, 3)),
        ("10j", date(2026, 12, 3)),
        ("1 day", date(2026, 11, 24)),
        ("un mois", date(2026, 12, 23)),
        ("a month", date(2026, 12, 23)),
        ("3 mois", date(2027, 2, 23)),
        ("un an", date(2027, 11, 23)),
        ("jusqu'au 15 décembre", date(2026, 12, 16)),
        ("jusqu’au mardi 15 décembre", date(2026, 12, 16)),
        ("until 15 December", date(2026, 12, 16)),
        ("till december 15", date(2026, 12, 16)),
        ("15/12", date(2026, 12, 16)),
        ("2026-12-15", date(2026, 12, 16)),
        ("jusqu'à vendredi", date(2026, 11, 28)),
        ("jusqu’au 12", date(2026, 12, 13)),
        ("until the 12th", date(2026, 12, 13)),
        ("jusqu'à la fin du mois", date(2026, 12, 1)),
        ("until the end of the year", date(2027, 1, 1)),
        ("jusqu'au premier février", date(2027, 2, 2)),
        ("12/12/26", date(2026, 12, 13)),
        ("aujourd'hui", date(2026, 11, 24)),
        ("demain", date(2026, 11, 25)),
        ("jusqu'à fin décembre", date(2027, 1, 1)),
        ("until the end of december", date(2027, 1, 1)),
        ("dans 2 semaines", date(2026, 12, 8)),
    ],
)
def test_a_length_or_a_last_day_says_when_somebody_is_back(typed: str, back: date) -> None:
    assert parse_return_date(typed, MONDAY) == back


def test_a_month_ends_on_the_last_day_of_a_shorter_one() -> None:
    assert parse_return_date("1 mois", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Until when?"),
        ("   ", "Until when?"),
        ("0 jours", "not a date I understand"),
        ("jusqu'à nouvel ordre", "“jusqu'à nouvel ordre” is not a date I understand"),
        ("2 siècles", "“2 siècles” is not a date I understand"),
        ("😀", "not a date I understand"),
        ("x" * 3000, "not a date I understand"),
        ("31/02", "not in the calendar"),
        ("20/11/2026", "already past"),
        ("18 mois", "more than a year"),
        ("2031-01-01", "more than a year"),
        ("999 ans", "more than a year"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(typed: str, said: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_return_date(typed, MONDAY)
    told = refused.value.text(Translator("en"))
    assert said in told
    assert "rite" in told


def test_of_two_days_that_may_be_meant_none_is_chosen() -> None:
    with pytest.raises(AmbiguousReturnError) as asked:
        parse_return_date("jusqu'à vendredi prochain", MONDAY)
    assert asked.value.choices == (date(2026, 11, 28), date(2026, 12, 5))


@given(st.text(max_size=80))
def test_whatever_is_typed_it_is_refused_or_within_a_year_from_tomorrow_on(typed: str) -> None:
    with suppress(InvalidInputError):
        assert timedelta() < parse_return_date(typed, MONDAY) - MONDAY <= LONGEST
