"""Quarters of the year, by the date where the programme is, and months on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gamma.dates import Quarter, months_later

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_is_in_its_quarter(month: int) -> None:
    number = (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)[month - 1]
    assert Quarter.of(datetime(2026, month, 15, tzinfo=UTC), PARIS) == Quarter(2026, number)


@pytest.mark.parametrize(("number", "month"), [(1, 1), (2, 4), (3, 7), (4, 10)])
def test_a_quarter_starts_at_midnight_of_its_first_day(number: int, month: int) -> None:
    start = Quarter(2026, number).starts(PARIS)
    assert start == datetime(2026, month, 1, tzinfo=PARIS)
    assert Quarter.of(start, PARIS) == Quarter(2026, number)


def test_the_last_hour_of_a_year_in_paris_is_the_next_one_in_noumea() -> None:
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert Quarter.of(late, PARIS) == Quarter(2026, 4)
    assert Quarter.of(late, ZoneInfo("Pacific/Noumea")) == Quarter(2027, 1)


def test_quarters_follow_each_other_over_the_year() -> None:
    quarters = [Quarter(2026, 3)]
    for _ in range(3):
        quarters.append(quarters[-1].following())
    assert quarters == [Quarter(2026, 3), Quarter(2026, 4), Quarter(2027, 1), Quarter(2027, 2)]
    assert [quarter.preceding() for quarter in quarters[1:]] == quarters[:-1]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2027, 3, 31), 6, date(2027, 9, 30)),
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_months_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
