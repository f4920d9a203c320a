"""The programme's calendar: quarters, months on, and what day it is where people are."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
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
