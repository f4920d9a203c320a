"""Whom a question is offered to next: somebody free, in their hours, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar.regions import Region
from gamma.calendar.working_days import later_working_instant
from gamma.dates import day_in
from gamma.local_time import LocalMoment

LATELY = timedelta(days=30)
"""Who was asked less often in that time is asked first."""

_LOOK_AGAIN = timedelta(hours=1)
"""Nobody has two offers on their table. Who has one may answer any time: when they are looked at again."""


@dataclass(frozen=True)
class Candidate:
    """An expert in the question's domain, neither its asker nor offered it before.

    taken: questions taken this calendar month, by their clock. waiting: offers not answered yet.
    lately: offers in the last 30 days.
    """

    person_id: int
    level: int
    capacity: int
    zone: ZoneInfo
    region: Region
    paused_until: datetime | None = None
    taken: int = 0
    waiting: int = 0
    lately: int = 0
    last_asked: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """Offer it to this person now, or look again then; neither where nobody is left.

    all_away: all that are left are paused, or took their share of the month.
    """

    person_id: int | None = None
    look_at: datetime | None = None
    all_away: bool = False


def choose(candidates: Sequence[Candidate], now: datetime) -> Choice:
    if not candidates:
        return Choice()
    free = {candidate: free_from(candidate, now) for candidate in candidates}
    at_hand = [candidate for candidate in candidates if free[candidate] <= now]
    if at_hand:
        return Choice(min(at_hand, key=_turn).person_id)
    away = all(_away_until(candidate, now) > now for candidate in candidates)
    return Choice(look_at=min(free.values()), all_away=away)


def free_from(candidate: Candidate, now: datetime) -> datetime:
    """The first instant, as far as is known now, at which they may be asked: within their hours."""
    earliest = _away_until(candidate, now)
    if earliest <= now and candidate.waiting:
        earliest = now + _LOOK_AGAIN
    return later_working_instant(earliest, candidate.zone, candidate.region)


def month_begun(now: datetime, zone: ZoneInfo) -> datetime:
    """When the calendar month of that place began."""
    return LocalMoment(day_in(now, zone).replace(day=1), time(0), zone).instant


def _turn(candidate: Candidate) -> tuple[int, int, datetime, int]:
    """The least asked first; of those asked as often, who knows best, then who was not asked for longest."""
    last = candidate.last_asked or datetime.min.replace(tzinfo=UTC)
    return candidate.lately, -candidate.level, last, candidate.person_id


def _away_until(candidate: Candidate, now: datetime) -> datetime:
    """When their pause ends and their month has room; now, where neither stands in the way."""
    pause = max(candidate.paused_until or now, now)
    if candidate.taken < candidate.capacity:
        return pause
    return max(pause, _next_month(now, candidate.zone))


def _next_month(now: datetime, zone: ZoneInfo) -> datetime:
    day = day_in(now, zone)
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return LocalMoment(first, time(0), zone).instant
