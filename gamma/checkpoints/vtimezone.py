"""A time zone as calendar files carry it (VTIMEZONE): when its clocks change around the years that matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from gamma.dates import clock_change_between

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)
"""No zone changes its clocks twice within a week."""
_SINCE = 2020
_YEARS_OF_A_RULE = 7
"""In as many years in a row, the fourth and the last Sunday of a month are told apart."""


@dataclass(frozen=True)
class _Change:
    """From one offset to another. `wall` is what the clocks show at that moment, before they are changed."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def spot(self) -> tuple[int, int, time]:
        return self.wall.month, self.wall.weekday(), self.wall.time()

    @property
    def nth(self) -> int:
        """Which one of the month's Sundays, say."""
        return (self.wall.day - 1) // 7 + 1

    @property
    def is_last(self) -> bool:
        return (self.wall + timedelta(days=7)).month != self.wall.month


@lru_cache(maxsize=64)
def vtimezone(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Valid from the beginning of the first year to the end of the last.

    As yearly rules where the zone has them, the form that all calendars write; else each change by itself.
    It is the same for nearly all years, since programs keep the first definition of a name that they meet.
    What is given is shared: nothing may be added to it.
    """
    since, until = min(first_year - 1, _SINCE), max(last_year, first_year + _YEARS_OF_A_RULE)
    changes = list(_changes(zone, since, until))
    component = Timezone()
    component.add("tzid", zone.key)
    rules = _yearly_rules(changes, since, until)
    if rules:
        for first, rule in rules:
            component.add_component(_observance(first, rule))
        return component
    component.add_component(_observance(_initial_change(zone, since)))
    for change in changes:
        if change.wall.year <= last_year:
            component.add_component(_observance(change))
    return component


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[_Change]:
    start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (first_year, last_year + 1))
    while start < end:
        following = start + _STEP
        before, after = (instant.astimezone(zone).utcoffset() for instant in (start, following))
        if before != after:
            yield _change(before, clock_change_between(zone, start, following).astimezone(zone))
        start = following


def _initial_change(zone: ZoneInfo, year: int) -> _Change:
    """What holds from then on, as a change that changes nothing."""
    local = datetime(year, 1, 1, tzinfo=UTC).astimezone(zone)
    return _change(local.utcoffset(), local)


def _change(before: timedelta | None, local: datetime) -> _Change:
    after = local.utcoffset() or timedelta()
    shown = local.astimezone(UTC).replace(tzinfo=None) + (before or timedelta())
    return _Change(shown, before or timedelta(), after, local.tzname() or "", bool(local.dst()))


def _yearly_rules(changes: Sequence[_Change], first: int, last: int) -> list[tuple[_Change, dict[str, Any]]]:
    """The first change of each yearly rule with the rule; none if not all of them follow one."""
    rules = []

    def kind(change: _Change) -> tuple[timedelta, timedelta]:
        return change.before, change.after

    for _, group in groupby(sorted(changes, key=kind), key=kind):
        same = sorted(group, key=lambda change: change.wall)
        rule = _rule(same) if [change.wall.year for change in same] == [*range(first, last + 1)] else None
        if rule is None:
            return []
        rules.append((same[0], rule))
    return rules


def _rule(changes: Sequence[_Change]) -> dict[str, Any] | None:
    """One that holds for all of them, a year apart each."""
    nths = {change.nth for change in changes}
    if len({change.spot for change in changes}) > 1:
        return None
    if all(change.is_last for change in changes):
        nths = {-1}
    first = changes[0].wall
    day = _DAYS[first.weekday()]
    return (
        {"freq": "yearly", "bymonth": first.month, "byday": f"{nths.pop()}{day}"} if len(nths) == 1 else None
    )


def _observance(change: _Change, rule: dict[str, Any] | None = None) -> TimezoneDaylight | TimezoneStandard:
    component = TimezoneDaylight() if change.daylight else TimezoneStandard()
    component.add("dtstart", change.wall)
    component.add("tzoffsetfrom", change.before)
    component.add("tzoffsetto", change.after)
    component.add("tzname", change.name)
    if rule:
        component.add("rrule", rule)
    return component
