"""When teams are invited, reminded and told their result, by the programme's rules."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from gamma.assessments.rounds import (
    NEVER,
    closing,
    first_opening,
    made_good,
    next_opening,
    opening_of,
    put_off,
    reminders,
)
from gamma.calendar import METROPOLE, LocalCalendar, region_by_id
from gamma.dates import Quarter
from gamma.programme.rounds import RoundTimes

PARIS = LocalCalendar(METROPOLE.zone, METROPOLE)
REUNION = LocalCalendar(ZoneInfo("Indian/Reunion"), region_by_id("la-reunion"))
TIMES = RoundTimes.model_validate({})


def paris(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=METROPOLE.zone)


def test_it_is_the_second_tuesday_of_the_second_month_at_ten() -> None:
    opened = [opening_of(TIMES, Quarter(2027, number), PARIS) for number in (1, 2, 3, 4)]
    assert opened == [
        paris(2027, 2, 9),
        paris(2027, 5, 11),
        paris(2027, 8, 10),
        paris(2027, 11, 9),
    ]


def test_by_the_startups_own_clock() -> None:
    assert opening_of(TIMES, Quarter(2027, 1), REUNION) == paris(2027, 2, 9, 7)


def test_on_a_holiday_it_is_the_next_working_day() -> None:
    times = RoundTimes.model_validate({"month": 2, "week": 1, "day": "monday"})
    assert opening_of(times, Quarter(2028, 2), PARIS) == paris(2028, 5, 2), "1 May 2028 is a Monday"


@pytest.mark.parametrize(
    ("every", "following"),
    [
        (None, paris(2027, 2, 9)),
        (3, paris(2027, 2, 9)),
        (6, paris(2027, 5, 11)),
        (12, paris(2027, 11, 9)),
        (NEVER, None),
    ],
)
def test_each_rhythm_has_its_quarters(every: int | None, following: datetime | None) -> None:
    assert next_opening(TIMES, every, paris(2026, 11, 23), PARIS) == following


def test_at_the_very_moment_the_following_one_is_next() -> None:
    assert next_opening(TIMES, None, paris(2027, 2, 9), PARIS) == paris(2027, 5, 11)


def test_who_enrolled_long_ago_waits_for_the_next_regular_day() -> None:
    assert first_opening(TIMES, None, paris(2025, 1, 1), paris(2027, 2, 10), PARIS) == paris(2027, 5, 11)


def test_who_has_just_enrolled_is_not_invited_in_the_same_week() -> None:
    assert first_opening(TIMES, None, paris(2027, 2, 3), paris(2027, 2, 3), PARIS) == paris(2027, 5, 11)
    assert first_opening(TIMES, None, paris(2027, 2, 1), paris(2027, 2, 1), PARIS) == paris(2027, 2, 9)


@pytest.mark.parametrize(
    ("due", "now", "opens"),
    [
        (paris(2027, 2, 9), paris(2027, 2, 9), paris(2027, 2, 9)),
        (paris(2027, 2, 9), paris(2027, 2, 20), paris(2027, 2, 22, 9)),
        (paris(2027, 2, 9), paris(2027, 3, 16), paris(2027, 3, 16)),
        (paris(2027, 2, 9), paris(2027, 3, 25), None),
        (paris(2026, 11, 10), paris(2027, 1, 20), None),
        (paris(2026, 11, 10), paris(2027, 8, 16), paris(2027, 8, 16)),
    ],
    ids=["in time", "at a weekend", "late", "too late", "before this quarter's own", "three quarters later"],
)
def test_a_round_that_was_missed_opens_late_if_its_quarter_has_room(
    due: datetime, now: datetime, opens: datetime | None
) -> None:
    assert made_good(TIMES, due, now, PARIS) == opens


def test_it_closes_after_ten_working_days_and_later_is_a_week() -> None:
    assert closing(TIMES, paris(2027, 2, 9), PARIS) == paris(2027, 2, 23)
    assert closing(TIMES, paris(2026, 12, 15), PARIS) == paris(2026, 12, 30), "Christmas is no working day"
    assert put_off(TIMES, paris(2027, 2, 9, 16), PARIS) == paris(2027, 2, 16)


def test_reminders_come_in_their_readers_own_hours() -> None:
    opened = paris(2027, 2, 9)
    assert reminders(TIMES, opened, None, PARIS) == [paris(2027, 2, 12), paris(2027, 2, 16)]
    assert reminders(TIMES, opened, None, REUNION) == [paris(2027, 2, 12, 7), paris(2027, 2, 16, 7)]


@pytest.mark.parametrize(
    ("taken_up", "first", "last"),
    [
        (paris(2027, 2, 16), paris(2027, 2, 16), paris(2027, 2, 18)),
        (paris(2027, 2, 16, 9), paris(2027, 2, 16), paris(2027, 2, 18)),
        (paris(2027, 2, 16, 11), paris(2027, 2, 17), paris(2027, 2, 19)),
    ],
    ids=["at its hour", "before its hour", "after its hour"],
)
def test_taken_up_again_the_first_reminder_says_that_it_goes_on(
    taken_up: datetime, first: datetime, last: datetime
) -> None:
    assert reminders(TIMES, paris(2027, 2, 9), taken_up, PARIS) == [first, last]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": "8:00"},
        {"hour": "ten"},
        {"day": "sunday"},
        {"every_months": 4},
        {"reminded_after": [5, 3]},
        {"reminded_after": [3, 12]},
        {"reminded_after": [1, 2, 3]},
        {"month": 4},
    ],
    ids=str,
)
def test_a_mistake_in_the_programme_file_is_found(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RoundTimes.model_validate(wrong)
