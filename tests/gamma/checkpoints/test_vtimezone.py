"""Zones in calendar files say what the zones themselves say, as another library reads them."""

import io
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from gamma.checkpoints.vtimezone import vtimezone

OF_THE_PROGRAMME = [
    "Europe/Paris",
    "America/Miquelon",
    "America/Cayenne",
    "America/Guadeloupe",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
]
UNLIKE_THEM = [
    "Africa/Casablanca",
    "Europe/Dublin",
    "Pacific/Norfolk",
    "Australia/Lord_Howe",
    "Asia/Jerusalem",
]
YEAR = 2026


def read_back(zone: str, first: int, last: int) -> tzinfo:
    """As dateutil understands it."""
    text = f"BEGIN:VCALENDAR\r\n{vtimezone(ZoneInfo(zone), first, last).to_ical().decode()}END:VCALENDAR\r\n"
    zone_read = tzical(io.StringIO(text)).get()
    assert zone_read is not None
    return zone_read


@pytest.mark.many
@pytest.mark.parametrize("zone", OF_THE_PROGRAMME + UNLIKE_THEM)
def test_every_hour_of_the_year_is_the_same(zone: str) -> None:
    theirs = read_back(zone, YEAR, YEAR)
    ours = ZoneInfo(zone)
    for hour in range(366 * 24):
        wall = datetime(YEAR, 1, 1, tzinfo=ours) + timedelta(hours=hour, minutes=30)
        if wall.year == YEAR and not ambiguous_or_skipped(wall):
            assert wall.replace(tzinfo=theirs).utcoffset() == wall.utcoffset(), wall


def ambiguous_or_skipped(wall: datetime) -> bool:
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@given(
    year=st.integers(2024, 2036), zone=st.sampled_from(OF_THE_PROGRAMME), second=st.integers(0, 365 * 86400)
)
def test_any_moment_of_any_year(year: int, zone: str, second: int) -> None:
    ours, theirs = ZoneInfo(zone), read_back(zone, year, year)
    wall = datetime(year, 1, 1, tzinfo=ours) + timedelta(seconds=second)
    if not ambiguous_or_skipped(wall):
        assert wall.replace(tzinfo=theirs).utcoffset() == wall.utcoffset()


def test_the_clocks_of_paris_change_at_their_minute() -> None:
    theirs = read_back("Europe/Paris", YEAR, YEAR)
    before, after = (datetime(YEAR, 3, 29, *at, tzinfo=theirs) for at in ((1, 59), (3, 0)))
    assert (before.utcoffset(), after.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))
    written = vtimezone(ZoneInfo("Europe/Paris"), YEAR, YEAR).to_ical().decode()
    assert "DTSTART:20200329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in written
    assert "DTSTART:20201025T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n" in written


def test_a_zone_that_keeps_its_clocks_has_one_observance() -> None:
    assert len(vtimezone(ZoneInfo("America/Cayenne"), YEAR, YEAR).subcomponents) == 1


def test_each_change_begins_with_the_offset_before_it() -> None:
    """In every observance the start is on the clock that is changed: RFC 5545, 3.6.5."""
    for zone in map(ZoneInfo, OF_THE_PROGRAMME + UNLIKE_THEM):
        for part in vtimezone(zone, YEAR, YEAR).subcomponents:
            written: Any = part
            before, after = written["TZOFFSETFROM"].td, written["TZOFFSETTO"].td
            start = written["DTSTART"].dt.replace(tzinfo=UTC) - before
            around = [(start - timedelta(seconds=1)).astimezone(zone), start.astimezone(zone)]
            assert [local.utcoffset() for local in around] == [before, after], (zone, start)
