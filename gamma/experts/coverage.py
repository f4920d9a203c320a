"""When the programme team is told who helps in what: on Monday morning, or the first working day after."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.calendar.working_days import OPENS, is_working_day, later_working_instant, next_working_day
from gamma.dates import day_in
from gamma.local_time import LocalMoment

_AHEAD = timedelta(hours=7)
"""How long before it is said it may be looked at: longer than a job waits for its turn."""


def week_of(now: datetime, zone: ZoneInfo) -> date | None:
    """The Monday of the week whose news may be looked at now; None before its opening is near."""
    day = day_in(now + _AHEAD, zone)
    monday = day - timedelta(days=day.weekday())
    return monday if now + _AHEAD >= _opening(monday, zone) else None


def told_at(monday: date, now: datetime, zone: ZoneInfo) -> datetime:
    """At 9:00 of the week's first working day; where that has passed, in the next working hours."""
    return max(_opening(monday, zone), later_working_instant(now, zone, region_of_zone(zone) or METROPOLE))


def _opening(monday: date, zone: ZoneInfo) -> datetime:
    region = region_of_zone(zone) or METROPOLE
    day = monday if is_working_day(monday, region) else next_working_day(monday, region)
    return LocalMoment(day, OPENS, zone).instant
