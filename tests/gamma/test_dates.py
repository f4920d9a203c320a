"""Quarters of the year, by the date where the programme is, and months on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.dates import LocalMoment, Quarter, months_later

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


# --- plans on the wall clock, and the instants they make ---


ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "America/Miquelon", "America/Cayenne", "Pacific/Noumea")]


def instant(day: str, clock: str, zone: str) -> str:
    moment = LocalMoment(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    return f"{moment.instant:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "clock", "zone", "utc"),
    [
        ("2026-12-08", "14:30", "Europe/Paris", "2026-12-08 13:30"),
        ("2026-10-24", "10:00", "Europe/Paris", "2026-10-24 08:00"),
        ("2026-10-25", "02:30", "Europe/Paris", "2026-10-25 00:30"),
        ("2026-10-26", "10:00", "Europe/Paris", "2026-10-26 09:00"),
        ("2027-03-28", "02:00", "Europe/Paris", "2027-03-28 01:00"),
        ("2027-03-28", "02:30", "Europe/Paris", "2027-03-28 01:00"),
        ("2027-03-28", "03:00", "Europe/Paris", "2027-03-28 01:00"),
        ("2026-10-26", "10:00", "America/Cayenne", "2026-10-26 13:00"),
        ("2027-07-26", "10:00", "America/Cayenne", "2027-07-26 13:00"),
        ("2027-07-26", "10:00", "Indian/Reunion", "2027-07-26 06:00"),
        ("2026-12-08", "14:30", "Pacific/Noumea", "2026-12-08 03:30"),
        ("2026-12-07", "09:00", "Pacific/Tahiti", "2026-12-07 19:00"),
        ("2026-10-30", "10:00", "America/Miquelon", "2026-10-30 12:00"),  # summer time ends as in the US
        ("2026-11-02", "10:00", "America/Miquelon", "2026-11-02 13:00"),
        ("2027-03-14", "02:30", "America/Miquelon", "2027-03-14 05:00"),
        ("2027-03-15", "10:00", "America/Miquelon", "2027-03-15 12:00"),
    ],
)
def test_a_wall_clock_makes_an_instant(day: str, clock: str, zone: str, utc: str) -> None:
    assert instant(day, clock, zone) == utc


def test_a_skipped_time_is_kept_as_planned_and_shown_as_the_clock_does() -> None:
    moment = LocalMoment(date(2027, 3, 28), time(2, 30), ZONES[0])
    assert moment.time == time(2, 30)
    assert f"{moment.local:%H:%M}" == "03:00"
    assert moment.days_later(1) == moment.on(date(2027, 3, 29))
    assert moment.days_later(1).local.time() == time(2, 30)


plans = st.builds(
    LocalMoment,
    st.one_of(
        st.dates(date(2024, 1, 1), date(2035, 12, 31)),
        st.sampled_from([date(2026, 10, 25), date(2026, 11, 1), date(2027, 3, 14), date(2027, 3, 28)]),
    ),
    st.integers(0, 287).map(lambda fives: time(fives // 12, fives % 12 * 5)),
    st.sampled_from(ZONES),
)


@given(plans)
def test_the_instant_is_the_first_at_which_the_clock_shows_that_time_or_more(plan: LocalMoment) -> None:
    wall = datetime.combine(plan.day, plan.time)
    around = plan.instant - timedelta(hours=3)
    clocks = (around + timedelta(minutes=5 * step) for step in range(100))
    shown = ((at, at.astimezone(plan.zone).replace(tzinfo=None)) for at in clocks)
    assert plan.instant == next(at for at, clock in shown if clock >= wall)


instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(instants, st.sampled_from(ZONES))
def test_the_minute_of_an_instant_is_found_again(at: datetime, zone: ZoneInfo) -> None:
    minute = at.replace(second=0, microsecond=0)
    found = LocalMoment.of(at, zone).instant
    assert found == (minute if minute.astimezone(zone).fold == 0 else minute - timedelta(hours=1))
