"""Numbers as people type them."""

import time
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.answers import Percentage
from gamma.errors import InvalidInputError
from gamma.parsing.number import parse_number
from gamma.translator import Translator

FRENCH, ENGLISH = Translator("fr"), Translator("en")


def refusal(typed: str, *, percent: bool = False) -> str:
    with pytest.raises(InvalidInputError) as refused:
        parse_number(typed, percent=percent)
    return refused.value.text(ENGLISH)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("20000", "20000"),
        ("20 000", "20000"),
        ("20\u00a0000", "20000"),
        ("20\u202f000", "20000"),
        ("20\u2009000", "20000"),
        ("20'000", "20000"),
        ("20’000", "20000"),
        ("  1 234 567 ", "1234567"),
        ("20 000,5", "20000.5"),
        ("20.000,5", "20000.5"),
        ("20,000.5", "20000.5"),
        ("1000,5", "1000.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("~ 20 000", "20000"),
        ("environ 300", "300"),
        ("About 300", "300"),
        ("1e3", "1000"),
        ("3×10⁵", "300000"),
        ("１２", "12"),
        ("١٢٣", "123"),
        ("1000000000000", "1000000000000"),
        ("30 000 €", "30000"),
        ("€30,000", "30000"),
        ("30 k€", "30000"),
        ("2 300 lycées", "2300"),
        ("760 dossiers déposés", "760"),
        ("12,5 km", "12.5"),
        ("un milliard", "1000000000"),
        ("three million", "3000000"),
        ("deux millions d’euros", "2000000"),
        ("trois mille habitants", "3000"),
        ("cinq", "5"),
    ],
)
def test_numbers_are_read_as_both_languages_write_them(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20k", 20_000),
        ("20 K", 20_000),
        ("1,5 M", 1_500_000),
        ("3 millions", 3_000_000),
        ("20 mille", 20_000),
        ("1 million", 1_000_000),
        ("2 milliards", 2_000_000_000),
    ],
)
def test_thousands_and_millions_may_be_words(typed: str, number: int) -> None:
    assert parse_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("20.000", "20000"),
        ("20,000", "20000"),
        ("1.000.000", "1000000"),
        ("1,000,000", "1000000"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1000,500", "1000.5"),
        ("1.2345", "1.2345"),
    ],
)
def test_a_lone_separator_before_three_digits_means_thousands_where_it_can(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["1.125 M", "1,125 k", "1.125e6", "12.125 %", "1,500%"])
def test_a_lone_separator_with_a_unit_is_asked_about_rather_than_guessed(typed: str) -> None:
    assert "can be read in two ways" in refusal(typed, percent=True)


@pytest.mark.parametrize("typed", ["12 %", "12%", "12\u202f%"])
def test_a_percent_sign_is_dropped_where_percentages_are_welcome(typed: str) -> None:
    assert parse_number(typed, percent=True) == 12


def test_a_percentage_is_kindly_refused_elsewhere() -> None:
    assert "not a percentage" in refusal("12,5%")


@pytest.mark.parametrize(
    "typed",
    [
        "beaucoup",
        "12 34",
        "1 0000",
        "1.2.3",
        "1,2,3",
        "20.000.5",
        "--",
        "-",
        "🎉",
        "5.",
        ".5",
        "+5",
        "5²",
        "½",
        "NaN",
        "inf",
        "0x10",
        "1_000",
        "1e-3",
        "1e999",
        "12 % %",
        "10-20",
        "1" * 5000,
        "3 mıllions",
        "2 mill\u0130ons",
        "4 milions",
        "une vingtaine",
        "un peu",
        "a few",
        "trois fois plus",
        "30 par semaine",
        "30 per day",
        "30 ou 40",
        "30 à 40",
        "3 douzaines",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    started = time.perf_counter()
    sentence = refusal(typed, percent=True)
    assert "is not a number I understand" in sentence
    assert "20,000" in sentence
    assert len(sentence) < 150
    assert time.perf_counter() - started < 1


def test_an_empty_number_is_refused_with_an_example() -> None:
    assert refusal(" \u200b") == "Write a number, for example 20,000 or 12.5."


@pytest.mark.parametrize("typed", ["-5", "− 5", "-12,5 %"])
def test_a_number_below_zero_is_refused(typed: str) -> None:
    assert "below 0" in refusal(typed, percent=True)


@pytest.mark.parametrize("typed", ["1000000000001", "10¹⁵", "1e15", "1 001 milliards", "9" * 60])
def test_a_number_too_large_is_refused_with_the_limit(typed: str) -> None:
    assert refusal(typed) == "This number is too large: 1,000,000,000,000 at most."


def test_decimals_of_a_spreadsheet_are_rounded() -> None:
    assert parse_number("0,33333333333333333333") == Decimal("0.333333")


numbers = st.decimals(min_value=0, max_value=10**12, places=6)


@given(numbers | st.integers(0, 10**12).map(Decimal), st.sampled_from([FRENCH, ENGLISH]))
def test_a_number_shown_for_correction_is_read_back_as_it_was(
    number: Decimal, translator: Translator
) -> None:
    assert parse_number(translator.exact(number)) == number


@given(numbers | st.integers(0, 10**12).map(Decimal), st.sampled_from([FRENCH, ENGLISH]))
def test_a_percentage_shown_for_correction_is_read_back_as_one(
    number: Decimal, translator: Translator
) -> None:
    back = parse_number(translator.exact(Percentage(number)), percent=True)
    assert (back, type(back)) == (number, Percentage)


def test_a_number_typed_as_a_percentage_stays_one() -> None:
    typed = parse_number("12,5 %", percent=True)
    assert FRENCH.exact(typed) == "12,5\u202f%"
    assert ENGLISH.exact(typed) == "12.5%"
    assert typed == Decimal("12.5")


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_a_number_or_refused(typed: str, percent: bool) -> None:
    with suppress(InvalidInputError):
        assert 0 <= parse_number(typed, percent=percent) <= 10**12


@pytest.mark.parametrize("typed", ["12 juin", "1 août", "3 déc.", "30 of June", "5 mars", "31 de janvier"])
def test_a_date_is_no_number(typed: str) -> None:
    assert "is not a number" in refusal(typed)
