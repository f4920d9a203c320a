"""Rounds of self-assessment: when a team is invited, reminded and told its result. No clock of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.calendar import (
    LocalCalendar,
    add_working_days,
    is_working_day,
    later_working_instant,
    next_working_day,
)
from gamma.dates import LocalMoment, Quarter, day_in
from gamma.programme.rounds import RoundTimes

Occasion = Literal["quarter", "entry", "middle", "exit", "follow_up"]
RoundState = Literal["planned", "open", "later", "skipped", "closed", "ended"]

NEVER = 0
"""The rhythm of a startup that wants no invitations. Rhythms are months."""
RHYTHMS = (3, 6, 12, NEVER)
PUBLISHED_FROM = 3
"""Shared answers of a round after which the team's result is shown before its close: from then on nobody's
answer shows through when one more is shared."""

_SETTLED_AFTER = timedelta(days=7)
"""A startup that has just enrolled was welcomed: it is not invited a few days later."""
_STILL_COUNTS = timedelta(days=14)
"""An answer given so shortly before a round of a season opens is one to it: nobody fills it in twice."""
MEMBERS_KNOWN_FOR = timedelta(hours=20)
MEMBERS_ASKED_AGAIN_AFTER = timedelta(hours=1)
"""Where the platform could not tell just now who is in the team."""
_QUARTERS_OF = {3: (1, 2, 3, 4), 6: (2, 4), 12: (4,)}


@dataclass(frozen=True)
class Round:
    """One time that a team is asked how it stands.

    planned: to be opened at opens_at, later: put off by the team until resumes_at, ended: it takes part no
    longer. opens_at: when it was opened, once it is.
    closes_at: of one that is planned, until when it waits for a channel.
    published_at: since when what was shared in it counts in the team's result.
    """

    id: int
    startup_id: str
    occasion: Occasion
    quarter: Quarter
    state: RoundState
    opens_at: datetime
    closes_at: datetime
    resumes_at: datetime | None
    published_at: datetime | None

    @property
    def key(self) -> str:
        """Of its invitation, and what its reminders are filed under."""
        return f"round:{self.id}"

    @property
    def is_open(self) -> bool:
        """Put off, it can be answered all the same."""
        return self.state in ("open", "later")

    def asks_at(self, now: datetime) -> bool:
        """Put off, it asks nobody until it is taken up, whether or not that was noted by then."""
        is_up = self.state == "later" and self.resumes_at is not None and self.resumes_at <= now
        return self.state == "open" or is_up

    def counts_from(self, zone: ZoneInfo) -> datetime:
        """Whoever sent an answer since then has answered.

        In a quarter's round all of that quarter, in one of a season from two weeks before it opened on. Never
        of another quarter: the team's result is that of one.
        """
        begin = self.quarter.starts(zone)
        return begin if self.occasion == "quarter" else max(begin, self.opens_at - _STILL_COUNTS)

    def quarter_at(self, opens_at: datetime, zone: ZoneInfo) -> Quarter | None:
        """Of which it is where it opens only then; None where it is too late for it.

        One of a season may wait into the following quarter, for a channel.
        """
        quarter = Quarter.of(opens_at, zone)
        if quarter == self.quarter:
            return quarter
        return quarter if self.occasion != "quarter" and quarter == self.quarter.following() else None


@dataclass(frozen=True)
class RoundCount:
    """answered, shared: people. of: how many are in the team, None where nobody can tell.

    earlier: those of answered whose answer is older than the round, and counts all the same.
    """

    answered: int
    shared: int
    of: int | None
    earlier: int = 0


def opening_of(times: RoundTimes, quarter: Quarter, where: LocalCalendar) -> datetime:
    """When teams are invited in this quarter, or on the first working day after."""
    month = quarter.number * 3 - 3 + times.month
    first = date(quarter.year, month, 1)
    day = first + timedelta(days=(times.weekday - first.weekday()) % 7 + 7 * (times.week - 1))
    if not is_working_day(day, where.region):
        day = next_working_day(day, where.region)
    return LocalMoment(day, times.clock, where.zone).instant


def next_opening(
    times: RoundTimes, every_months: int | None, after: datetime, where: LocalCalendar
) -> datetime | None:
    """The first invitation after that moment; None for who wants none. every_months: None as for all."""
    every = times.every_months if every_months is None else every_months
    if every == NEVER:
        return None
    openings = (opening_of(times, quarter, where) for quarter in _quarters(every, after, where.zone))
    return next(opening for opening in openings if opening > after)


def first_opening(
    times: RoundTimes, every_months: int | None, enrolled_at: datetime, now: datetime, where: LocalCalendar
) -> datetime | None:
    """Of a startup that has enrolled: the next regular one, however long ago that was.

    every_months: what it chose when it took part before.
    """
    return next_opening(times, every_months, max(now, enrolled_at + _SETTLED_AFTER), where)


def made_good(times: RoundTimes, due_at: datetime, now: datetime, where: LocalCalendar) -> datetime | None:
    """When a round that was due then opens now; None where it is too late for it.

    After an absence it opens as long as it can close in its own quarter, of missed ones the last alone.
    """
    opens = later_working_instant(now, where.zone, where.region)
    quarter = Quarter.of(opens, where.zone)
    if Quarter.of(due_at, where.zone) != quarter:
        # Of an earlier quarter: only this quarter's own opening may be what was missed.
        due_at = opening_of(times, quarter, where)
    if due_at > opens or closing(times, opens, where) > quarter.following().starts(where.zone):
        return None
    return opens


def closing(times: RoundTimes, opened_at: datetime, where: LocalCalendar) -> datetime:
    return _working_days_later(times, opened_at, times.closed_after, where)


def waits_until(quarter: Quarter, zone: ZoneInfo) -> datetime:
    """How long a round of a season waits for a channel: to the end of the following quarter."""
    return quarter.following().following().starts(zone)


def put_off(times: RoundTimes, now: datetime, where: LocalCalendar) -> datetime:
    """Until when a team that says "later" is left alone."""
    return _working_days_later(times, now, times.later_after, where)


def reminders(
    times: RoundTimes, opened_at: datetime, resumes_at: datetime | None, where: LocalCalendar
) -> list[datetime]:
    """When the missing are reminded, in the reader's own hours, on their own working days.

    A team that put it off saw its invitation long ago: its first reminder comes when it is taken up, or
    the working day after where that hour is past by then.
    """
    if resumes_at is None or resumes_at <= opened_at or not times.reminded_after:
        return [_working_days_later(times, opened_at, days, where) for days in times.reminded_after]
    first = times.reminded_after[0]
    if _working_days_later(times, resumes_at, 0, where) < resumes_at:
        first -= 1
    return [_working_days_later(times, resumes_at, days - first, where) for days in times.reminded_after]


def _working_days_later(times: RoundTimes, since: datetime, days: int, where: LocalCalendar) -> datetime:
    day = add_working_days(day_in(since, where.zone), days, where.region)
    return LocalMoment(day, times.clock, where.zone).instant


def _quarters(every: int, after: datetime, zone: ZoneInfo) -> Iterator[Quarter]:
    quarter = Quarter.of(after, zone)
    while True:
        if quarter.number in _QUARTERS_OF[every]:
            yield quarter
        quarter = quarter.following()
