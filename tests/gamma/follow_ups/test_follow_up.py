"""On which mornings an action is spoken of: once before, then once a week, on working days only."""

from datetime import date, timedelta

import pytest

from gamma.calendar import METROPOLE, region_by_id
from gamma.follow_ups.follow_up import is_reminder_day

LONG_AGO = date(2026, 1, 1)


def mornings(due: date, until: date, known_since: date = LONG_AGO, region: str = "metropole") -> list[date]:
    days = (
        date(2026, 11, 1) + timedelta(days=count) for count in range((until - date(2026, 11, 1)).days + 1)
    )
    return [day for day in days if is_reminder_day(due, known_since, day, region_by_id(region))]


def test_the_working_day_before_the_next_one_after_then_every_week() -> None:
    due = date(2026, 12, 8)  # a Tuesday
    assert mornings(due, date(2026, 12, 23)) == [
        date(2026, 12, 7),
        date(2026, 12, 9),
        date(2026, 12, 16),
        date(2026, 12, 23),
    ]


def test_weekends_and_holidays_are_no_such_days() -> None:
    due = date(2026, 12, 28)  # a Monday, after Christmas on a Friday
    assert mornings(due, date(2026, 12, 31)) == [date(2026, 12, 24), date(2026, 12, 29)]
    assert mornings(due, date(2026, 12, 31), region="alsace-moselle") == [
        date(2026, 12, 24),
        date(2026, 12, 29),
    ]
    sunday = date(2026, 12, 13)
    assert mornings(sunday, date(2026, 12, 15)) == [date(2026, 12, 11), date(2026, 12, 14)]


def test_holidays_are_those_of_the_region() -> None:
    due = date(2027, 6, 9)  # the day before the abolition of slavery is kept in French Guiana
    assert mornings(due, date(2027, 6, 11))[-1] == date(2027, 6, 10)
    assert mornings(due, date(2027, 6, 11), region="guyane")[-1] == date(2027, 6, 11)


@pytest.mark.parametrize(
    ("known_since", "first"),
    [
        (date(2026, 12, 7), date(2026, 12, 7)),
        (date(2026, 12, 8), date(2026, 12, 8)),
        (date(2026, 12, 9), date(2026, 12, 9)),
        (date(2026, 12, 10), date(2026, 12, 16)),
    ],
)
def test_one_that_came_late_is_spoken_of_on_its_own_day_or_after(known_since: date, first: date) -> None:
    assert mornings(date(2026, 12, 8), date(2026, 12, 31), known_since)[0] == first


def test_after_a_month_it_comes_once_a_month() -> None:
    due = date(2026, 12, 8)
    assert [day for day in mornings(due, date(2027, 3, 31)) if day > due] == [
        *(date(2026, 12, day) for day in (9, 16, 23, 31)),
        date(2027, 1, 8),
        date(2027, 2, 5),
        date(2027, 3, 5),
    ]
    days = [date(2026, 11, 2) + timedelta(days=count) for count in range(91)]
    told = [day for day in days if is_reminder_day(date(2023, 5, 2), LONG_AGO, day, METROPOLE)]
    assert 3 <= len(told) <= 4
