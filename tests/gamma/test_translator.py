"""Numbers, dates and sentences as readers of each language write them."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.dates import LocalMoment
from gamma.errors import UserError
from gamma.translator import Translator, nearest_locale

FRENCH, ENGLISH = Translator("fr"), Translator("en")


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (Decimal(0), "0", "0"),
        (Decimal(20000), "20\u202f000", "20,000"),
        (Decimal("12.5"), "12,5", "12.5"),
        (Decimal("1234567.891"), "1\u202f234\u202f567,89", "1,234,567.89"),
        (Decimal("1E+3"), "1\u202f000", "1,000"),
    ],
)
def test_numbers_are_written_as_their_readers_write_them(number: Decimal, french: str, english: str) -> None:
    assert FRENCH.number(number) == french
    assert ENGLISH.number(number) == english


@pytest.mark.parametrize(
    ("number", "french"),
    [
        ("20000", "20\u202f000"),
        ("0.125", "0,125"),
        ("1.125", "1,1250"),
        ("0.333333", "0,333333"),
        ("12.50", "12,5"),
    ],
)
def test_exact_numbers_keep_their_decimals_and_cannot_be_taken_for_thousands(
    number: str, french: str
) -> None:
    assert FRENCH.exact(Decimal(number)) == french


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        *[("0.0099", "0.99"), ("0.01", "1"), ("0.02", "2"), ("1.01", "101"), ("0.99999", "99.999")],
        *[("0.266666", "26.7"), ("0.12345", "12.3"), ("0.009999", "0.9999"), ("0.050001", "5.0001")],
    ],
)
def test_a_share_is_rounded_but_only_what_is_whole_reads_as_whole(share: str, percent: str) -> None:
    assert ENGLISH.percent(Decimal(share)) == f"{percent}%"


@pytest.mark.parametrize(
    ("share", "percent"), [("0.02496", "2.496"), ("0.0251", "2.51"), ("0.025", "2.5"), ("0.0267", "2.7")]
)
def test_a_share_is_not_rounded_over_what_it_is_compared_with(share: str, percent: str) -> None:
    assert ENGLISH.percent(Decimal(share), [Decimal("2.5")]) == f"{percent}%"


@given(st.decimals(min_value=0, max_value=Decimal(10) ** 18, places=6))
def test_no_share_reads_as_another_whole_number_than_it_is(share: Decimal) -> None:
    read = Decimal(ENGLISH.percent(share).rstrip("%").replace(",", ""))
    assert abs(read - share * 100) <= Decimal("0.05")
    assert (read == read.to_integral_value()) == (share * 100 == (share * 100).to_integral_value())


def test_dates_are_written_in_full() -> None:
    assert FRENCH.date(date(2027, 6, 30)) == "30 juin 2027"
    assert ENGLISH.date(date(2027, 6, 30)) == "30 June 2027"


def test_the_first_of_a_month_is_premier_in_french() -> None:
    assert FRENCH.date(date(2027, 7, 1)) == "1er juillet 2027"
    assert FRENCH.day(date(2026, 12, 1), date(2026, 12, 1)) == "mardi 1er décembre"
    assert ENGLISH.date(date(2027, 7, 1)) == "1 July 2027"


def test_near_days_are_told_by_their_weekday_and_others_by_their_year() -> None:
    today = date(2026, 12, 1)
    assert FRENCH.day(date(2026, 12, 8), today) == "mardi 8 décembre"
    assert ENGLISH.day(date(2026, 12, 8), today) == "Tuesday 8 December"
    assert FRENCH.day(date(2027, 12, 8), today) == "8 décembre 2027"
    assert FRENCH.day(date(2027, 5, 31), date(2026, 12, 8)) == "lundi 31 mai 2027"


@pytest.mark.parametrize(
    ("wanted", "locale"),
    [
        ("fr", "fr"),
        ("fr-FR", "fr"),
        ("fr_CA", "fr"),
        ("EN-us", "en"),
        ("de", None),
        ("", None),
        ("frr", None),
    ],
)
def test_the_nearest_language_is_chosen(wanted: str, locale: str | None) -> None:
    assert nearest_locale(wanted) == locale


def test_a_reader_of_another_language_is_spoken_to_in_english() -> None:
    assert Translator("de").locale == "en"


def test_a_sentence_said_as_plain_text_loses_its_markup() -> None:
    assert ENGLISH.text("**Hello** {name}, type `/gamma`", name="*Ana*") == "Hello *Ana*, type /gamma"


def test_a_sentence_for_a_count_is_singular_or_plural() -> None:
    assert str(ENGLISH.plural("{count} answer", "{count} answers", 1)) == "1 answer"
    assert str(ENGLISH.plural("{count} answer", "{count} answers", 2000)) == "2,000 answers"


@pytest.mark.parametrize(
    ("name", "said"),
    [("Agir", "d’Agir"), ("Éole", "d’Éole"), ("Œuvres", "d’Œuvres"), ("Vélo", "de Vélo"), ("Hop", "de Hop")],
)
def test_french_elides_before_a_name(name: str, said: str) -> None:
    assert FRENCH.text("Checkpoints of {startup}", startup=name) == f"Points d’étape {said}"
    bold = FRENCH.text("Nothing has changed on the page of **{startup}**.", startup=name)
    assert bold == f"Rien n’a changé sur la page {said}."
    assert ENGLISH.text("Checkpoints of {startup}", startup=name) == f"Checkpoints of {name}"


def test_an_error_writes_its_values_in_the_readers_language() -> None:
    error = UserError("At most {limit}, {name}.", limit=lambda words: words.number(20000), name="**Ana**")
    assert error.text(ENGLISH) == "At most 20,000, **Ana**."


PARIS, CAYENNE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Cayenne")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
MEETING = LocalMoment(date(2026, 12, 8), time(14, 30), PARIS)


def test_a_moment_is_written_with_its_weekday_and_hour() -> None:
    assert FRENCH.moment(MEETING, NOW) == "mardi 8 décembre à 14\u00a0h\u00a030"
    assert ENGLISH.moment(MEETING, NOW) == "Tuesday 8 December at 14:30"
    assert FRENCH.clock(time(9)) == "9\u00a0h"
    assert FRENCH.weekday(MEETING.day) == "mardi"


def test_of_what_is_about_to_come_the_day_is_named() -> None:
    """By the clock of the place that it is meant for."""
    said = "mardi 8 décembre à 14\u00a0h\u00a030"
    days = {7: said, 2: said, 1: f"demain, {said}", 0: f"aujourd’hui, {said}"}
    for before, words in days.items():
        assert FRENCH.moment_ahead(MEETING, MEETING.days_later(-before).instant) == words
    assert ENGLISH.moment_ahead(MEETING, MEETING.instant).startswith("today, Tuesday")


def test_a_moment_that_is_far_has_its_year_too() -> None:
    far = MEETING.on(date(2027, 12, 1))
    assert FRENCH.moment(far, NOW) == "mercredi 1er décembre 2027 à 14\u00a0h\u00a030"


def test_a_reader_whose_clock_differs_is_told_the_place() -> None:
    there = LocalMoment(date(2026, 12, 8), time(14, 30), CAYENNE)
    assert (
        FRENCH.moment(there, NOW, reader=PARIS) == "mardi 8 décembre à 14\u00a0h\u00a030 (heure de Cayenne)"
    )
    assert ENGLISH.moment(there, NOW, reader=PARIS) == "Tuesday 8 December at 14:30 (Cayenne time)"
    assert "heure" not in FRENCH.moment(there, NOW, reader=CAYENNE)
    assert "heure" not in FRENCH.moment(MEETING, NOW, reader=ZoneInfo("Europe/Brussels"))


def test_an_hour_that_spring_skips_is_written_as_the_clock_shows_it() -> None:
    skipped = LocalMoment(date(2027, 3, 28), time(2, 30), PARIS)
    assert FRENCH.moment(skipped, NOW) == "dimanche 28 mars 2027 à 3\u00a0h"
