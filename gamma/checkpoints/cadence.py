"""How often a startup sees its sponsor, and the dates that follow from it."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gamma.calendar import Region, next_working_day
from gamma.dates import LocalMoment

LAST = -1
MOST_WEEKS, MOST_MONTHS = 52, 12

_CODE = re.compile(r"(?P<every>\d+)(?P<unit>[wm])(?:@(?P<day>\d+)|@(?P<nth>-?\d)/(?P<weekday>\d))?")
_SLOT_HOURS = (time(10), time(14, 30), time(11), time(16), time(9, 30), time(15))
_FIRST_SLOT, _LAST_SLOT = time(9, 30), time(17)
_APART = timedelta(hours=1)


@dataclass(frozen=True)
class Cadence:
    """Every so many weeks or months; in months perhaps on a fixed day, or on the nth weekday.

    day: 1 to 31, in a shorter month its last day. nth: 1 to 4 or LAST, of weekday (Monday 0).
    """

    every: int
    unit: str = "weeks"
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        if not self._is_possible():
            raise ValueError(f"no cadence: {self}")

    def _is_possible(self) -> bool:
        if self.unit == "weeks":
            return 1 <= self.every <= MOST_WEEKS and (self.day, self.nth, self.weekday) == (None, None, None)
        in_months = self.unit == "months" and 1 <= self.every <= MOST_MONTHS
        if self.day is not None:
            return in_months and 1 <= self.day <= 31 and (self.nth, self.weekday) == (None, None)
        if self.nth is None or self.weekday is None:
            return in_months and self.nth == self.weekday
        return in_months and self.nth in (LAST, 1, 2, 3, 4) and 0 <= self.weekday <= 6

    @property
    def may_fall_short(self) -> bool:
        """Whether some months are too short for its day, and have their last one instead."""
        return self.day is not None and self.day > 28

    @property
    def longest(self) -> timedelta:
        """The longest time between two of its dates."""
        if self.unit == "weeks":
            return timedelta(weeks=self.every)
        return timedelta(days=31 * self.every + (7 if self.nth else 0))

    @property
    def code(self) -> str:
        """As it is stored: "6w", "1m", "1m@31", "2m@-1/3" (every two months, the last Thursday)."""
        fixed = f"@{self.day}" if self.day else f"@{self.nth}/{self.weekday}" if self.nth else ""
        return f"{self.every}{self.unit[0]}{fixed}"

    @classmethod
    def of_code(cls, code: str) -> "Cadence":
        """Raises ValueError."""
        match = _CODE.fullmatch(code)
        if not match:
            raise ValueError(f"no cadence: {code}")
        day, nth, weekday = (int(match[part]) if match[part] else None for part in ("day", "nth", "weekday"))
        return cls(int(match["every"]), {"w": "weeks", "m": "months"}[match["unit"]], day, nth, weekday)


DEFAULT_CADENCE = Cadence(6)


def cadence_or_default(code: str) -> Cadence:
    """The one that is written so, or where nothing is, the programme's. Raises ValueError."""
    return Cadence.of_code(code) if code else DEFAULT_CADENCE


def next_date(cadence: Cadence, last: LocalMoment) -> LocalMoment:
    """The date after the one that `last` was held for, at the same time on the wall clock.

    A checkpoint that was moved to another day stands for the nearest date of the cadence, so that one moved
    ahead is not followed by another at once, and one moved past the end of a month shifts nothing.
    """
    if cadence.unit == "weeks":
        return last.days_later(7 * cadence.every)
    around = (_date_in(cadence, _month(last.day, months), last.day.day) for months in (-1, 0, 1))
    held_for = min(around, key=lambda day: abs(day - last.day))
    return last.on(_date_in(cadence, _month(held_for, cadence.every), last.day.day))


def first_date(cadence: Cadence, start: LocalMoment) -> LocalMoment:
    """The first date where there was none yet: the next its day names, else one period after the start."""
    if cadence.day is None and cadence.nth is None:
        return next_date(cadence, start)
    this, following = (_date_in(cadence, _month(start.day, months), start.day.day) for months in (0, 1))
    return start.on(this if this > start.day else following)


def free_slots(
    preferred: LocalMoment, region: Region, now: datetime, taken: Collection[datetime] = ()
) -> list[LocalMoment]:
    """Three slots between 9:30 and 17:00 on three working days from the wanted day on; none before tomorrow.

    The first at the wanted time where it is such an hour. None less than an hour from what is taken.
    """
    tomorrow = LocalMoment.of(now, preferred.zone).day + timedelta(days=1)
    day = max(preferred.day, tomorrow) - timedelta(days=1)
    chosen: list[LocalMoment] = []
    while len(chosen) < 3:
        day = next_working_day(day, region)
        slots = (LocalMoment(day, hour, preferred.zone) for hour in _hours(preferred.time, len(chosen)))
        chosen += [slot for slot in slots if _is_free(slot.instant, taken)][:1]
    return chosen


def _hours(preferred: time, day_number: int) -> tuple[time, ...]:
    """Another hour first on each day, so that there is a choice."""
    turned = (*_SLOT_HOURS[day_number:], *_SLOT_HOURS[:day_number])
    return (preferred, *turned) if not day_number and _FIRST_SLOT <= preferred <= _LAST_SLOT else turned


def _is_free(instant: datetime, taken: Collection[datetime]) -> bool:
    return all(abs(instant - other) >= _APART for other in taken)


def _date_in(cadence: Cadence, month: date, day: int) -> date:
    """The date of the cadence in the month of that date. day: for a cadence that names none."""
    last = monthrange(month.year, month.month)[1]
    if cadence.nth is None or cadence.weekday is None:
        return month.replace(day=min(cadence.day or day, last))
    first = 1 + (cadence.weekday - month.weekday()) % 7
    if cadence.nth == LAST:
        return month.replace(day=first + (last - first) // 7 * 7)
    return month.replace(day=first + 7 * (cadence.nth - 1))


def _month(day: date, later: int) -> date:
    """The first of the month, so many months later."""
    years, month = divmod(day.month - 1 + later, 12)
    return date(day.year + years, month + 1, 1)
