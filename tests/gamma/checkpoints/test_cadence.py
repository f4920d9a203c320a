"""Dates that follow from a cadence, against dateutil."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st

from gamma.calendar import METROPOLE, REGIONS, Region, is_working_day
from gamma.checkpoints.cadence import (
    LAST,
    Cadence,
    first_date,
    free_slots,
    next_date,
)
from gamma.dates import LocalMoment
from tests.gamma.checkpoints.cadences import rules

PARIS = ZoneInfo("Europe/Paris")
END = datetime(2036, 1, 1)  # noqa: DTZ001
ZONES = ("Europe/Paris", "America/Miquelon", "America/Cayenne", "Pacific/Noumea")
RULES = [
    *(Cadence(weeks) for weeks in (1, 2, 3, 4, 5, 6, 8, 12)),
    *(Cadence(months, "months") for months in (1, 3)),
    *(Cadence(months, "months", day) for months in (1, 2, 3) for day in (1, 15, 28, 29, 30, 31)),
    *(Cadence(1, "months", None, nth, day) for nth in (1, 2, 3, 4, LAST) for day in (1, 3)),
    *(Cadence(6, "months", None, nth, 4) for nth in (1, LAST)),
]


def on(day: str, clock: str = "14:30", zone: ZoneInfo = PARIS) -> LocalMoment:
    return LocalMoment(date.fromisoformat(day), time.fromisoformat(clock), zone)


def by_dateutil(cadence: Cadence, start: datetime) -> Iterator[datetime]:
    """The dates after a first one that is a date of the cadence."""
    if cadence.unit == "weeks":
        return islice(rrule(WEEKLY, start, cadence.every, until=END), 1, None)
    if cadence.nth is not None and cadence.weekday is not None:
        nth = weekday(cadence.weekday, cadence.nth)
        return islice(rrule(MONTHLY, start, cadence.every, until=END, byweekday=nth), 1, None)
    day = cadence.day or start.day
    months = range(cadence.every, 12 * 12, cadence.every)
    return (start + relativedelta(months=month, day=day) for month in months)


def dates(cadence: Cadence, first: LocalMoment) -> Iterator[LocalMoment]:
    moment = first
    while (moment := next_date(cadence, moment)).day.year < 2036:
        yield moment


def test_forty_rules_are_compared() -> None:
    assert len(RULES) == len(set(RULES)) == 40


@pytest.mark.many
@pytest.mark.parametrize("cadence", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("zone", ZONES)
def test_twelve_years_of_dates_are_those_of_dateutil(cadence: Cadence, zone: str) -> None:
    first = first_date(cadence, on("2023-12-31", "02:30", ZoneInfo(zone)))
    if cadence.unit == "months" and (cadence.day, cadence.nth) == (None, None):
        first = first.on(date(2024, 1, 15))
    expected = list(by_dateutil(cadence, datetime.combine(first.day, first.time)))
    found = list(dates(cadence, first))
    assert len(found) > 20
    assert [(moment.day, moment.time) for moment in found] == [
        (moment.date(), moment.time()) for moment in expected[: len(found)]
    ]
    assert all(moment.local.hour in (2, 3) for moment in found)


@pytest.mark.parametrize(
    ("code", "last", "following"),
    [
        ("6w", "2026-10-20", "2026-12-01"),
        ("1m", "2027-01-31", "2027-02-28"),
        ("1m@31", "2027-01-31", "2027-02-28"),
        ("1m@31", "2027-02-28", "2027-03-31"),
        ("1m@29", "2028-01-29", "2028-02-29"),
        ("1m@2/1", "2026-12-08", "2027-01-12"),
        ("1m@-1/3", "2026-12-31", "2027-01-28"),
        ("1m@2/1", "2026-12-04", "2027-01-12"),  # held four days ahead
        ("1m@2/1", "2026-12-15", "2027-01-12"),  # held a week late
        ("3m@31", "2027-02-01", "2027-04-30"),  # 31 January was a Sunday
        ("1m@1", "2027-01-29", "2027-03-01"),  # held for 1 February, three days ahead
        ("1m@31", "2027-02-02", "2027-02-28"),  # held for 31 January, two days late
    ],
)
def test_the_next_date_follows_the_one_that_was_held_for(code: str, last: str, following: str) -> None:
    assert next_date(Cadence.of_code(code), on(last)) == on(following)


def test_the_hour_on_the_wall_stays_over_a_change_of_clocks() -> None:
    last = on("2026-10-20")
    following = next_date(Cadence(6), last)
    assert last.instant == datetime(2026, 10, 20, 12, 30, tzinfo=UTC)
    assert following.instant == datetime(2026, 12, 1, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "start", "first"),
    [
        ("6w", "2026-11-23", "2027-01-04"),
        ("1m", "2026-11-23", "2026-12-23"),
        ("1m@2/1", "2026-11-23", "2026-12-08"),
        ("1m@2/1", "2026-11-02", "2026-11-10"),
        ("3m@15", "2026-11-15", "2026-12-15"),
    ],
)
def test_the_first_date_is_the_next_that_its_day_names(code: str, start: str, first: str) -> None:
    assert first_date(Cadence.of_code(code), on(start)) == on(first)


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_three_slots_are_proposed_on_three_working_days_from_the_wanted_one() -> None:
    assert free_slots(on("2026-12-24", "14:00"), METROPOLE, NOW) == [
        on("2026-12-24", "14:00"),
        on("2026-12-28", "14:30"),
        on("2026-12-29", "11:00"),
    ]


def test_a_wanted_hour_in_the_evening_and_what_is_taken_are_not_proposed() -> None:
    taken = [on("2026-12-08", "10:30").instant]
    assert free_slots(on("2026-12-08", "19:00"), METROPOLE, NOW, taken)[0] == on("2026-12-08", "14:30")


@pytest.mark.parametrize(
    ("wanted", "first"),
    [("09:29", "10:00"), ("09:30", "09:30"), ("17:00", "17:00"), ("17:01", "10:00")],
)
def test_office_hours_are_kept_to_the_minute(wanted: str, first: str) -> None:
    assert free_slots(on("2026-12-08", wanted), METROPOLE, NOW)[0] == on("2026-12-08", first)


def test_what_is_an_hour_away_is_free() -> None:
    an_hour_before, sooner = on("2026-12-08", "09:00").instant, on("2026-12-08", "09:01").instant
    wanted = on("2026-12-08", "10:00")
    assert free_slots(wanted, METROPOLE, NOW, [an_hour_before])[0] == wanted
    assert free_slots(wanted, METROPOLE, NOW, [sooner])[0] == on("2026-12-08", "14:30")


def test_nothing_is_proposed_for_today_or_before() -> None:
    assert free_slots(on("2026-10-01"), METROPOLE, NOW)[0] == on("2026-11-24")


moments = st.builds(
    LocalMoment,
    st.dates(date(2024, 1, 1), date(2035, 1, 1)),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0, tzinfo=None)),
    st.sampled_from([ZoneInfo(zone) for zone in ZONES]),
)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.sampled_from(REGIONS), instants, st.lists(instants, max_size=5))
def test_slots_are_always_on_working_days_in_office_hours_and_free(
    wanted: LocalMoment, region: Region, now: datetime, taken: list[datetime]
) -> None:
    slots = free_slots(wanted, region, now, taken)
    assert len({slot.day for slot in slots}) == len(slots) == 3
    for slot in slots:
        assert is_working_day(slot.day, region)
        assert time(9, 30) <= slot.time <= time(17)
        assert slot.instant > now
        assert all(abs(slot.instant - other) >= timedelta(hours=1) for other in taken)


@given(rules, moments)
def test_the_next_date_is_always_later_and_never_too_late(cadence: Cadence, last: LocalMoment) -> None:
    following = next_date(cadence, last)
    assert last.day < following.day
    assert following.day - last.day <= cadence.longest + timedelta(days=16)
    assert following.time == last.time
    regular = next_date(cadence, following)
    assert regular.day - following.day <= cadence.longest


@given(rules)
def test_a_cadence_is_kept_as_its_code(cadence: Cadence) -> None:
    assert Cadence.of_code(cadence.code) == cadence


@pytest.mark.parametrize("code", ["1w", "52w", "1m", "12m", "1m@1", "1m@31", "1m@1/0", "1m@4/6", "1m@-1/6"])
def test_the_borders_of_a_cadence_are_possible(code: str) -> None:
    assert Cadence.of_code(code).code == code


@pytest.mark.parametrize(("nth", "day"), [(1, None), (None, 1), (1, -1), (0, 1)])
def test_a_weekday_of_a_month_has_its_place_in_it(nth: int | None, day: int | None) -> None:
    with pytest.raises(ValueError, match="no cadence"):
        Cadence(1, "months", None, nth, day)


def test_only_days_that_february_may_lack_fall_short() -> None:
    assert [Cadence(1, "months", day).may_fall_short for day in (None, 28, 29)] == [False, False, True]


@pytest.mark.parametrize(("code", "days"), [("6w", 42), ("1m", 31), ("3m@15", 93), ("1m@2/1", 38)])
def test_the_longest_time_between_two_dates(code: str, days: int) -> None:
    assert Cadence.of_code(code).longest == timedelta(days=days)


@pytest.mark.parametrize("code", ["", "6", "0w", "53w", "13m", "1m@32", "1m@0", "1m@5/1", "1m@2/7", "1w@3"])
def test_an_impossible_cadence_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no cadence"):
        Cadence.of_code(code)
