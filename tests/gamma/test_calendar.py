"""Working days of the regions, and the hours in which people are written to."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamma.calendar import (
    METROPOLE,
    REGIONS,
    Region,
    add_working_days,
    add_working_hours,
    count_working_days,
    earlier_working_instant,
    holiday_on,
    is_waking_hour,
    is_working_day,
    later_working_instant,
    next_working_day,
    previous_working_day,
    region_by_id,
    region_by_name,
    region_of_zone,
)
from gamma.translator import Translator

PARIS = ZoneInfo("Europe/Paris")
FRENCH, ENGLISH = Translator("fr"), Translator("en")


def at(local: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=zone)


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",
        "2026-04-06",  # Easter Monday
        "2026-05-01",
        "2026-05-08",
        "2026-05-14",  # Ascension
        "2026-05-25",  # Whit Monday
        "2026-07-14",
        "2026-11-11",
        "2026-12-25",
        "2027-03-29",
        "2027-05-06",
        "2027-05-17",
        "2027-07-14",
        "2027-11-01",
        "2028-04-17",
        "2028-05-25",
        "2028-06-05",
        "2028-08-15",
    ],
)
def test_national_holidays_are_free_everywhere(day: str) -> None:
    assert [region.id for region in REGIONS if is_working_day(date.fromisoformat(day), region)] == []


@pytest.mark.parametrize(
    ("day", "free_in"),
    [
        ("2027-03-26", {"alsace-moselle", "guadeloupe", "polynesie-francaise"}),  # Good Friday
        ("2028-12-26", {"alsace-moselle", "alsace-moselle-sans-temple"}),
        ("2026-05-22", {"martinique"}),
        ("2026-05-27", {"guadeloupe"}),
        ("2026-05-28", {"saint-martin"}),
        ("2026-06-10", {"guyane"}),
        ("2027-04-27", {"mayotte"}),
        ("2027-12-20", {"la-reunion"}),
        ("2026-10-09", {"saint-barthelemy"}),
        ("2026-09-24", {"nouvelle-caledonie"}),
        ("2026-11-20", {"polynesie-francaise"}),
        ("2026-07-29", {"wallis-et-futuna"}),
        ("2026-12-08", set()),
        ("2026-12-24", set()),
    ],
)
def test_regions_have_holidays_of_their_own(day: str, free_in: set[str]) -> None:
    assert {r.id for r in REGIONS if not is_working_day(date.fromisoformat(day), r)} == free_in


def test_a_holiday_has_its_name_in_the_readers_language() -> None:
    assert holiday_on(date(2027, 7, 14), METROPOLE, FRENCH) == "Fête nationale"
    assert holiday_on(date(2027, 7, 14), METROPOLE, ENGLISH) == "National Day"
    assert holiday_on(date(2027, 1, 1), METROPOLE, FRENCH) == "Jour de l’an"
    assert holiday_on(date(2027, 7, 15), METROPOLE, FRENCH) is None


def test_neighbouring_working_days_jump_over_weekends_and_holidays() -> None:
    assert next_working_day(date(2026, 11, 10), METROPOLE) == date(2026, 11, 12)
    assert next_working_day(date(2026, 12, 24), METROPOLE) == date(2026, 12, 28)
    assert previous_working_day(date(2027, 3, 30), METROPOLE) == date(2027, 3, 26)
    assert previous_working_day(date(2027, 3, 30), region_by_id("alsace-moselle")) == date(2027, 3, 25)
    assert add_working_days(date(2026, 12, 4), 1, METROPOLE) == date(2026, 12, 7)
    assert add_working_days(date(2026, 12, 7), -1, METROPOLE) == date(2026, 12, 4)
    assert add_working_days(date(2026, 12, 6), 0, METROPOLE) == date(2026, 12, 6)
    assert add_working_days(date(2026, 12, 8), -2, METROPOLE) == date(2026, 12, 4)
    assert add_working_days(date(2026, 12, 4), 2, METROPOLE) == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-12-04 17:00", 2, "2026-12-07 10:00"),
        ("2026-12-04 17:00", 1, "2026-12-04 18:00"),
        ("2026-12-08 10:00", 4, "2026-12-08 14:00"),
        ("2026-12-08 07:00", 1, "2026-12-08 10:00"),
        ("2026-12-08 20:00", 1, "2026-12-09 10:00"),
        ("2026-12-05 12:00", 9, "2026-12-07 18:00"),
        ("2026-12-07 09:00", 18, "2026-12-08 18:00"),
        ("2026-10-23 17:30", 1, "2026-10-26 09:30"),  # clocks change on Sunday
        ("2026-11-10 17:30", 1.5, "2026-11-12 10:00"),
    ],
)
def test_working_hours_stand_still_outside_nine_to_six(start: str, hours: float, end: str) -> None:
    assert add_working_hours(at(start), hours, PARIS, METROPOLE) == at(end)


@pytest.mark.parametrize(
    ("instant", "earlier", "later"),
    [
        ("2026-12-08 14:30", "2026-12-08 14:30", "2026-12-08 14:30"),
        ("2026-12-08 09:00", "2026-12-08 09:00", "2026-12-08 09:00"),
        ("2026-12-08 18:00", "2026-12-08 18:00", "2026-12-08 18:00"),
        ("2026-12-08 08:59", "2026-12-07 18:00", "2026-12-08 09:00"),
        ("2026-12-08 18:01", "2026-12-08 18:00", "2026-12-09 09:00"),
        ("2026-12-06 10:00", "2026-12-04 18:00", "2026-12-07 09:00"),
        ("2026-11-11 10:00", "2026-11-10 18:00", "2026-11-12 09:00"),
        ("2027-03-29 10:00", "2027-03-26 18:00", "2027-03-30 09:00"),  # over a change of clocks
    ],
)
def test_outside_the_hours_an_instant_moves_to_their_nearer_end(
    instant: str, earlier: str, later: str
) -> None:
    assert earlier_working_instant(at(instant), PARIS, METROPOLE) == at(earlier)
    assert later_working_instant(at(instant), PARIS, METROPOLE) == at(later)


def test_the_hours_are_those_of_the_readers_clock_and_the_days_those_of_the_region() -> None:
    tahiti = ZoneInfo("Pacific/Tahiti")
    monday_in_paris = at("2026-12-07 09:00")
    assert earlier_working_instant(monday_in_paris, tahiti, METROPOLE) == at("2026-12-04 18:00", tahiti)
    assert later_working_instant(monday_in_paris, tahiti, METROPOLE) == at("2026-12-07 09:00", tahiti)
    abolition = at("2027-12-20 10:00")
    assert later_working_instant(abolition, PARIS, METROPOLE) == abolition
    assert later_working_instant(abolition, PARIS, region_by_id("la-reunion")) == at("2027-12-21 09:00")


def test_waking_hours_are_eight_to_eight_on_any_day() -> None:
    assert is_waking_hour(at("2026-12-06 08:00"), PARIS)
    assert is_waking_hour(at("2026-12-06 20:00"), PARIS)
    assert not is_waking_hour(at("2026-12-08 07:59"), PARIS)
    assert not is_waking_hour(at("2026-12-08 20:01"), PARIS)


instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
regions = st.sampled_from(REGIONS)


def is_office_hour(instant: datetime, zone: ZoneInfo, region: Region) -> bool:
    local = instant.astimezone(zone)
    return is_working_day(local.date(), region) and time(9) <= local.time() <= time(18)


@given(instants, regions, regions)
def test_a_moved_instant_is_in_the_hours_on_its_side_and_moves_no_more(
    instant: datetime, reader: Region, region: Region
) -> None:
    zone = reader.zone
    earlier, later = (
        earlier_working_instant(instant, zone, region),
        later_working_instant(instant, zone, region),
    )
    assert is_office_hour(earlier, zone, region)
    assert is_office_hour(later, zone, region)
    assert earlier <= instant <= later
    assert (earlier == later) == is_office_hour(instant, zone, region)
    assert earlier_working_instant(earlier, zone, region) == earlier
    assert later_working_instant(later, zone, region) == later


@given(instants, regions, st.integers(0, 60), st.integers(0, 60))
def test_working_hours_add_up(instant: datetime, region: Region, some: int, more: int) -> None:
    zone = region.zone
    at_once = add_working_hours(instant, some + more, zone, region)
    assert is_office_hour(at_once, zone, region)
    in_two = add_working_hours(add_working_hours(instant, some, zone, region), more, zone, region)
    assert in_two == at_once
    assert at_once >= instant + timedelta(hours=some + more)


def test_every_region_is_found_by_all_that_names_it() -> None:
    for region in REGIONS:
        assert region_by_id(region.id) == region
        assert {region_by_name(region.localized_name(words)) for words in (FRENCH, ENGLISH)} == {region}
        assert {region_by_name(town) for town in region.towns} <= {region}


def test_a_zone_has_its_region() -> None:
    assert region_of_zone(PARIS) == METROPOLE
    assert region_of_zone(ZoneInfo("Pacific/Tahiti")) == region_by_id("polynesie-francaise")
    assert region_of_zone(ZoneInfo("Asia/Tokyo")) is None


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 400),
    st.sampled_from([METROPOLE, REGIONS[5]]),
)
def test_working_days_are_counted_as_if_one_by_one(after: date, days: int, region: Region) -> None:
    each = [after + timedelta(days=count) for count in range(1, days + 1)]
    expected = sum(is_working_day(day, region) for day in each)
    assert count_working_days(after, after + timedelta(days=days), region) == expected
