"""A value of the metric as it is written in one line."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gamma.answers import Percentage, Quantity
from gamma.errors import InvalidInputError
from gamma.metrics.build import build_metric
from gamma.metrics.metric import Definition, Metric, MetricValue
from gamma.metrics.parse_value import TypedValue, fit_to, parse_value
from gamma.metrics.table import as_file, parse_table
from gamma.parsing.past_day import FutureDayError, parse_past_day
from gamma.translator import Translator

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
OCTOBER = date(2026, 10, 31)


def metric(unit: str = "", *values: Decimal, regional: bool = False) -> Metric:
    stated = [MetricValue(date(2026, 1, 1 + place), value, NOW) for place, value in enumerate(values)]
    return build_metric([Definition("Prêts", unit=unit, regional=regional, stated_at=NOW)], stated, [])


@pytest.mark.parametrize(
    ("typed", "number", "day"),
    [
        ("940", "940", TODAY),
        ("1 240 fin octobre", "1240", OCTOBER),
        ("octobre : 940", "940", OCTOBER),
        ("1,2 million de prêts en septembre", "1200000", date(2026, 9, 30)),
        ("on est à 940 prêts", "940", TODAY),
        ("3,5 t CO2 en octobre", "3.5", OCTOBER),
        ("12 12 mars", "12", date(2026, 3, 12)),
        ("940 yesterday", "940", date(2026, 11, 22)),
        ("T3 : 77", "77", date(2026, 9, 30)),
        ("940 le 15", "940", date(2026, 11, 15)),
    ],
)
def test_a_number_and_its_day(typed: str, number: str, day: date) -> None:
    value = parse_value(typed, TODAY)
    assert (value.number, value.day) == (Decimal(number), day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("novembre", TODAY),
        ("décembre", date(2025, 12, 31)),
        ("vendredi", date(2026, 11, 20)),
        ("lundi dernier", date(2026, 11, 16)),
        ("last october", OCTOBER),
        ("le mois dernier", OCTOBER),
        ("la semaine dernière", date(2026, 11, 22)),
        ("il y a 2 mois", date(2026, 9, 23)),
        ("two weeks ago", date(2026, 11, 9)),
        ("q4", TODAY),
        ("T4 2025", date(2025, 12, 31)),
        ("ce mois-ci", TODAY),
        ("l’année dernière", date(2025, 12, 31)),
        ("last year", date(2025, 12, 31)),
        ("fin 2024", date(2024, 12, 31)),
        ("en 2026", TODAY),
        ("as of 31 October", OCTOBER),
    ],
)
def test_a_day_that_has_been(typed: str, day: date) -> None:
    assert parse_past_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["30/06/2027", "fin décembre 2026", "31 décembre", "15/12", "30 novembre"])
def test_a_day_to_come_is_refused(typed: str) -> None:
    with pytest.raises(FutureDayError):
        parse_past_day(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "12 octobre",
        "fin octobre",
        "3/10",
        "beaucoup",
        "12.125 %",
        "2 fois plus",
        "-5",
        "–5 prêts",
        "octobre : -5",
    ],
)
def test_what_is_no_value_or_could_be_two_is_asked(typed: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_value(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "region"),
    [
        ("300 en Bretagne", "Bretagne"),
        ("Île-de-France 5", "Île-de-France"),
        ("12 Réunion", "La Réunion"),
        ("12 pommes", ""),
    ],
)
def test_a_region_by_its_name(typed: str, region: str) -> None:
    assert parse_value(typed, TODAY).region == region


def test_a_value_takes_the_metrics_unit() -> None:
    kept = fit_to(metric("prêts"), TypedValue(Decimal(940), TODAY)).number
    assert isinstance(kept, Quantity)
    assert kept.unit == "prêts"
    assert isinstance(fit_to(metric("%"), TypedValue(Decimal(12), TODAY)).number, Percentage)


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (metric("prêts"), "12 %"),
        (metric("prêts"), "12 tonnes"),
        (metric("%"), "12 prêts"),
        (metric("", Decimal(4)), "12 %"),
        (metric("prêts"), "300 en Bretagne"),
        (metric("", Decimal("1.2")), "1.310"),
    ],
)
def test_what_does_not_fit_the_metric_is_refused(known: Metric, typed: str) -> None:
    with pytest.raises(InvalidInputError):
        fit_to(known, parse_value(typed, TODAY))


def test_a_point_among_digits_is_thousands_where_that_is_near() -> None:
    assert fit_to(metric("", Decimal(1200)), parse_value("1.310", TODAY)).number == 1310


def test_a_table_that_was_exported_is_pasted_back() -> None:
    known = metric("prêts", Decimal(940), Decimal("12.5"), regional=True)
    written = as_file(Translator("fr"), known).decode("utf-8-sig")
    assert [(each.day, each.number) for each in parse_table(written, known, TODAY)] == [
        (date(2026, 1, 1), Decimal(940)),
        (date(2026, 1, 2), Decimal("12.5")),
    ]


@pytest.mark.parametrize(
    "typed", ["", "jour;valeur", "bientôt", "31/10/2026;beaucoup", "\n".join(["1/1/2026;1"] * 201)]
)
def test_a_table_with_a_wrong_line_is_refused_whole(typed: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_table(typed, metric(), TODAY)
    assert refused.value.text(Translator("fr"))


@pytest.mark.parametrize(
    "typed",
    [
        *("40 demain", "40 après-demain", "40 lundi prochain", "940 fin du mois", "1 200 fin novembre"),
        *("40 dans trois jours", "40 le mois prochain", "40 l'année prochaine", "40 demain matin"),
        *("40 next Monday", "40 in two weeks", "940 end of the month", "40 next year"),
    ],
)
def test_words_of_a_time_to_come_are_no_day_a_year_ago(typed: str) -> None:
    with pytest.raises(FutureDayError):
        parse_value(typed, TODAY)
