"""When people are reminded of a checkpoint: in their hours, on working days, never after it has begun."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.calendar import (
    OPENS,
    Region,
    earlier_working_instant,
    is_waking_hour,
    later_working_instant,
    next_working_day,
)
from gamma.dates import LocalMoment

Snooze = Literal["3h", "tomorrow", "working_day"]
"""In 3 hours; tomorrow morning; on the morning of the next working day."""

HELD_QUESTION = "held"
"""The offset id of "has it taken place?"."""
_ASKED_AFTER = timedelta(hours=2)
_AT_ITS_TIME = timedelta(hours=1)
SOON = timedelta(hours=3)


@dataclass(frozen=True)
class Offset:
    """How long before the checkpoint. Days are those of the wall clock, hours those that pass."""

    days: int = 0
    hours: int = 0

    @property
    def id(self) -> str:
        """As it is stored: "7d" or "1h"."""
        return f"{self.days}d" if self.days else f"{self.hours}h"

    @classmethod
    def of_id(cls, id: str) -> "Offset":
        """Raises ValueError."""
        match id[:-1], id[-1:]:
            case digits, "d":
                return cls(days=int(digits))
            case digits, "h":
                return cls(hours=int(digits))
        raise ValueError(f"no offset: {id}")

    @property
    def is_at_its_time(self) -> bool:
        """So short before that it comes at its time, within waking hours, or not at all."""
        return not self.days and timedelta(hours=self.hours) <= _AT_ITS_TIME

    def before(self, start: LocalMoment) -> datetime:
        return start.days_later(-self.days).instant - timedelta(hours=self.hours)


DEFAULT_OFFSETS = (Offset(days=7), Offset(days=1), Offset(hours=1))


@dataclass(frozen=True)
class Reminder:
    """For whom, which one (an offset's id, or ASKED), and when it is due, in UTC."""

    audience: str
    offset: str
    due: datetime


def plan_reminders(
    start: LocalMoment,
    region: Region,
    audiences: Mapping[str, ZoneInfo],
    offsets: Sequence[Offset] = DEFAULT_OFFSETS,
) -> list[Reminder]:
    """All those of a checkpoint, past ones too, each audience (a channel, a person) by its own clock.

    region: the startup's; its holidays are everybody's here. In order of audiences, then of time.
    """
    return [
        reminder
        for audience, zone in audiences.items()
        for reminder in _audience_reminders(start, region, audience, zone, offsets)
    ]


def snoozed_until(
    choice: Snooze, now: datetime, zone: ZoneInfo, region: Region, start: datetime
) -> datetime | None:
    """When a reminder comes again, in the reader's hours, in UTC. None if the checkpoint starts by then."""
    match choice:
        case "3h":
            due = later_working_instant(now + SOON, zone, region)
        case "tomorrow":
            tomorrow = LocalMoment.of(now, zone).days_later(1)
            due = later_working_instant(LocalMoment(tomorrow.day, OPENS, zone).instant, zone, region)
        case "working_day":
            day = next_working_day(LocalMoment.of(now, zone).day, region)
            due = LocalMoment(day, OPENS, zone).instant
    return due if due < start else None


def _audience_reminders(
    start: LocalMoment,
    region: Region,
    audience: str,
    zone: ZoneInfo,
    offsets: Iterable[Offset],
) -> Iterator[Reminder]:
    """Of two that land on one moment, the one nearer to the checkpoint."""
    question_due = later_working_instant(start.instant + _ASKED_AFTER, zone, region)
    by_due: dict[datetime, str] = {}
    for offset in sorted(offsets, key=lambda offset: offset.before(start)):
        due = _due(offset, start, region, zone)
        if due is not None:
            by_due[due] = offset.id
    by_due[question_due] = HELD_QUESTION
    return (Reminder(audience, id, due) for due, id in sorted(by_due.items()))


def _due(offset: Offset, start: LocalMoment, region: Region, zone: ZoneInfo) -> datetime | None:
    instant = offset.before(start).astimezone(UTC)
    if start.instant - instant > _AT_ITS_TIME:
        return earlier_working_instant(instant, zone, region)
    return instant if is_waking_hour(instant, zone) else None
