"""Days and moments: quarters, months on, what day it is where people are, and an hour on their wall clock."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> "Quarter":
        """The calendar quarter of a moment, by the date in that zone."""
        return cls.of_day(day_in(moment, zone))

    @classmethod
    def of_day(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def starts(self, zone: ZoneInfo) -> datetime:
        return datetime(self.year, self.number * 3 - 2, 1, tzinfo=zone)

    def following(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    def preceding(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def day_in(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def months_later(day: date, months: int) -> date:
    """The same day of a later month; in a shorter month its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to the other."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


# --- a moment as people plan it: a day and an hour on the wall clock of a place, and the instant it makes --


@dataclass(frozen=True)
class LocalMoment:
    """Whole minutes. The day and the time stay as planned, also where that day's clock skips them."""

    day: date
    time: time
    zone: ZoneInfo

    @classmethod
    def of(cls, instant: datetime, zone: ZoneInfo) -> "LocalMoment":
        """The minute of an instant. In the hour that autumn repeats, the first of both."""
        local = instant.astimezone(zone)
        return cls(local.date(), time(local.hour, local.minute), zone)

    @classmethod
    def of_code(cls, code: str, zone: ZoneInfo) -> "LocalMoment":
        """Raises ValueError."""
        day, clock = code.split(" ")
        return cls(date.fromisoformat(day), time.fromisoformat(clock), zone)

    @property
    def code(self) -> str:
        """As it is stored, and as a command says it in both languages: "2026-12-08 14:30"."""
        return f"{self.day} {self.time:%H:%M}"

    @property
    def instant(self) -> datetime:
        """In UTC. A time that spring skips is the first instant after; one that autumn repeats, the first."""
        wall = datetime.combine(self.day, self.time, self.zone)
        early, late = (wall.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
        skipped = early < late
        return clock_change_between(self.zone, early, late) if skipped else late

    @property
    def picked(self) -> str:
        """The instant as a picker has it: "2026-12-08T13:30:00Z"."""
        return f"{self.instant:%Y-%m-%dT%H:%M:%SZ}"

    @property
    def local(self) -> datetime:
        """What the clock there really shows at the instant."""
        return self.instant.astimezone(self.zone)

    def on(self, day: date) -> "LocalMoment":
        """The same time of another day."""
        return LocalMoment(day, self.time, self.zone)

    def days_later(self, days: int) -> "LocalMoment":
        return self.on(self.day + timedelta(days=days))


def clock_change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second at which the clock changes, between two instants in UTC around one change."""
    changed = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == changed:
            after = middle
        else:
            before = middle
    return after
