"""Days as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from gamma.errors import InvalidInputError
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.translator import Translator

TODAY = date(2026, 12, 1)
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def refusal(typed: str, *, future: bool = True) -> str:
    with pytest.raises(InvalidInputError) as refused:
        parse_day(typed, TODAY, future=future)
    return refused.value.text(ENGLISH)


@pytest.mark.parametrize(
    "typed",
    [
        "30 juin 2027",
        "le 30 juin 2027",
        "30 JUIN 2027",
        "30/06/2027",
        "30/6/27",
        "30.06.2027",
        "30-06-2027",
        "2027-06-30",
        "June 30, 2027",
        "june 30 2027",
        "30 June 2027",
        "the 30th of June, 2027",
        "30-juin-2027",
        "mercredi 30 juin 2027",
        "Wed. 30 June 2027",
        "mer. 30/06/2027",
        "30 juin",
        "June 30",
        "30/06",
        "juin 2027",
        "June 2027",
        "06/2027",
        "fin juin 2027",
        "end of June",
        "juin",
        "d’ici juin 2027",
        "by 30 June 2027",
        "30 06 2027",
        "\u200b30\u00a0juin 2027",
        "２０２７-０６-３０",
    ],
)
def test_a_day_is_read_as_both_languages_write_it(typed: str) -> None:
    assert parse_day(typed, TODAY, future=True) == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1er septembre 2027", date(2027, 9, 1)),
        ("1ᵉʳ sept. 2027", date(2027, 9, 1)),
        ("September 1st, 2027", date(2027, 9, 1)),
        ("mardi 8 décembre 2026", date(2026, 12, 8)),
        ("Tuesday, December 8, 2026", date(2026, 12, 8)),
        ("15 fevrier 2027", date(2027, 2, 15)),
        ("15 févr. 2027", date(2027, 2, 15)),
        ("15 AOUT 2027", date(2027, 8, 15)),
        ("fin 2027", date(2027, 12, 31)),
        ("end of 2027", date(2027, 12, 31)),
        ("décembre", date(2026, 12, 31)),
        ("février", date(2027, 2, 28)),
        ("february 2028", date(2028, 2, 29)),
        ("29 février", date(2028, 2, 29)),
        ("May 4", date(2027, 5, 4)),
        ("05/06/2027", date(2027, 6, 5)),
    ],
)
def test_days_are_read_with_their_month_first_day_or_last(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY, future=True) == day


@pytest.mark.parametrize(
    ("typed", "future", "day"),
    [
        ("1er décembre", False, date(2026, 12, 1)),
        ("1er décembre", True, date(2027, 12, 1)),
        ("30 novembre", False, date(2027, 11, 30)),
        ("2 décembre", True, date(2026, 12, 2)),
    ],
)
def test_a_day_without_a_year_is_the_next_to_come(typed: str, future: bool, day: date) -> None:
    assert parse_day(typed, TODAY, future=future) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10/12/26", date(2026, 12, 10)),
        ("10−12−2026", date(2026, 12, 10)),
        ("jeudi", date(2026, 12, 3)),
        ("thursday!", date(2026, 12, 3)),
        ("dans 3 semaines", date(2026, 12, 22)),
        ("in 3 weeks", date(2026, 12, 22)),
        ("le 10", date(2026, 12, 10)),
        ("premier février", date(2027, 2, 1)),
        ("dix février", date(2027, 2, 10)),
        ("jusqu’au 10", date(2026, 12, 10)),
        ("jusqu’à la fin du mois", date(2026, 12, 31)),
        ("end of next month", date(2027, 1, 31)),
        ("fin de l’année", date(2026, 12, 31)),
        ("d’ici la fin du trimestre", date(2026, 12, 31)),
        ("demain", date(2026, 12, 2)),
    ],
)
def test_a_day_is_named_as_a_moment_names_it(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY, future=True) == day


@pytest.mark.parametrize("typed", ["vendredi prochain", "next friday", "dans quinze jours", "fin de semaine"])
def test_what_may_be_two_days_is_asked_for_with_both(typed: str) -> None:
    with pytest.raises(AmbiguousDayError) as asked:
        parse_day(typed, TODAY, future=True)
    assert all(FRENCH.day(day, TODAY) in asked.value.text(FRENCH) for day in asked.value.choices)


@pytest.mark.parametrize("typed", ["lundi 8 décembre 2026", "Monday 8 December", "lun. 08/12/2026"])
def test_a_weekday_that_does_not_match_is_told_the_right_one(typed: str) -> None:
    assert "in 2026, it is Tuesday 8 December" in refusal(typed)


@pytest.mark.parametrize(
    "typed", ["le 30 février", "31/04/2027", "29/02/2027", "30/13/2027", "12/31/2027", "0 juin 2027"]
)
def test_a_day_that_does_not_exist_is_refused_with_an_example(typed: str) -> None:
    sentence = refusal(typed, future=False)
    assert "is not in the calendar" in sentence
    assert "30 June 2027" in sentence


@pytest.mark.parametrize(
    "typed",
    [
        "beaucoup",
        "demain peut-être",
        "20",
        "1530",
        "12,5",
        "20 000",
        "2027",
        "fin",
        "à définir",
        "juin 27",
        "oct 27",
        "mar 2027",
        "ju 2027",
        "30/06-2027",
        "30/06/2999",
        "30 juin 2027 ou 2028",
        "3" * 5000,
        "le le",
        "🎉",
        "30/06/2027 10:00",
        "-30 juin 2027",
    ],
)
def test_what_is_no_day_or_two_is_refused_with_an_example(typed: str) -> None:
    sentence = refusal(typed, future=False)
    assert "is not a date I understand" in sentence
    assert "30 June 2027" in sentence
    assert len(sentence) < 150


def test_an_empty_day_is_refused_with_an_example() -> None:
    assert refusal("  ") == "Write a date, for example 30 June 2027."


def test_a_day_to_come_cannot_be_past_or_today() -> None:
    assert "already past" in refusal("30/11/2026")
    assert "That is today" in refusal("2026-12-01")
    assert parse_day("30/11/2026", TODAY, future=False) == date(2026, 11, 30)


WAYS = {
    "fr": (
        "d MMMM y",
        "EEEE d MMMM y",
        "'le' d MMM y",
        "dd/MM/yyyy",
        "dd/MM/yy",
        "d.M.y",
        "d-M-y",
        "yyyy-MM-dd",
    ),
    "en": (
        "d MMMM y",
        "MMMM d, y",
        "EEEE, MMMM d, y",
        "EEE d MMM y",
        "dd/MM/yyyy",
        "d.M.y",
        "d-M-y",
        "yyyy-MM-dd",
    ),
}
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("locale", "way"), [(locale, way) for locale, ways in WAYS.items() for way in ways])
@given(day=days, today=days)
def test_any_day_is_read_back_however_it_is_written(locale: str, way: str, day: date, today: date) -> None:
    assert parse_day(format_date(day, way, locale=locale), today, future=False) == day


@given(days, days, st.sampled_from([FRENCH, ENGLISH]))
def test_days_as_the_bot_writes_them_are_read_back(day: date, today: date, translator: Translator) -> None:
    assert parse_day(translator.date(day), today, future=False) == day


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_a_day_or_refused(typed: str, future: bool) -> None:
    with suppress(InvalidInputError):
        assert parse_day(typed, TODAY, future=future) > TODAY or not future


@pytest.mark.parametrize("typed", ["sept", "Sept.", "jan", "Oct", "déc"])
def test_the_short_name_of_a_month_alone_is_no_day(typed: str) -> None:
    assert "not a date I understand" in refusal(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fin sept", date(2027, 9, 30)),
        ("d’ici sept", date(2027, 9, 30)),
        ("jan 2027", date(2027, 1, 31)),
        ("12 oct", date(2027, 10, 12)),
    ],
)
def test_with_a_word_before_it_a_day_or_a_year_it_is(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY, future=True) == day
