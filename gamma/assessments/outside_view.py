"""The outside view: a portfolio manager's own verdicts beside the team's. It changes no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gamma.assessments.readiness import LEVELS
from gamma.calendar import METROPOLE, OPENS, is_working_day, next_working_day, previous_working_day
from gamma.dates import day_in
from gamma.programme.criteria import Verdict

FAR_APART_LEVELS = 2
"""Levels apart from which on a difference is pointed out: reached against not yet."""


@dataclass(frozen=True)
class OutsideView:
    """What one manager sees in a quarter, by criterion; no verdict is no opinion. name: "" if unknown.

    reason: why, in a line, for all of it; "" where none is given.
    """

    person_id: int
    name: str
    verdicts: Mapping[str, Verdict]
    reason: str = ""


def notification_days(now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The working day this instant counts as, and the next: each lasts from nine to the next one's nine.

    A channel hears of a view once in each at most.
    """
    today = day_in(now, zone)
    begun = is_working_day(today, METROPOLE) and now >= opening_of(today, zone)
    day = today if begun else previous_working_day(today, METROPOLE)
    return day, next_working_day(day, METROPOLE)


def opening_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, OPENS, tzinfo=zone)


def far_apart(one: Verdict, other: Verdict) -> bool:
    known = one in LEVELS and other in LEVELS
    return known and abs(LEVELS[one] - LEVELS[other]) >= FAR_APART_LEVELS
