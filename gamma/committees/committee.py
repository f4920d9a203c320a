"""The sponsor's committee on a startup's future: its dates, its outcome, and when people are prompted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.calendar import (
    OPENS,
    Region,
    earlier_working_instant,
    is_working_day,
    later_working_instant,
    next_working_day,
)
from gamma.dates import LocalMoment, months_later

OutcomeId = Literal["", "granted", "provisional", "stop", "permanent", "not_permanent"]
OUTCOMES: tuple[OutcomeId, ...] = ("granted", "provisional", "stop", "permanent", "not_permanent")

GRANTED_MONTHS = 6
MOST_GRANTED_MONTHS = 24
PROVISIONAL_MONTHS = (1, 2)
PREPARED_FROM = timedelta(days=45)
"""From when on a committee, or the end of an envelope without one, is worth being thought of."""

PromptId = Literal["45d", "30d", "file", "outcome"]
"""What people are told: it comes closer (twice), the file, whether the outcome is known."""

_PROMPT_OFFSETS: dict[PromptId, timedelta] = {
    "45d": PREPARED_FROM,
    "30d": timedelta(days=30),
    "file": timedelta(days=7),
}
_ASKED_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class StatedOutcome:
    """An outcome as somebody states it."""

    outcome: OutcomeId
    months: int | None = None
    conditions: str = ""

    @property
    def is_complete(self) -> bool:
        """A provisional outcome tells for how long, and what has to be proved."""
        return self.outcome != "provisional" or (self.months is not None and bool(self.conditions))


@dataclass(frozen=True)
class Committee:
    """One committee; without a date as long as only the end of the envelope is known.

    outcome: "" until it is known. months: granted, or until the next committee. recorded_by: a person's id.
    """

    id: int
    startup_id: str
    meets_on: date | None
    envelope_ends_on: date | None
    outcome: OutcomeId = ""
    months: int | None = None
    conditions: str = ""
    recorded_by: int | None = None
    recorded_at: datetime | None = None

    @property
    def reference_day(self) -> date | None:
        """The date that prompts count back from."""
        return self.meets_on or self.envelope_ends_on

    @property
    def is_final(self) -> bool:
        """No committee is expected after it."""
        return self.outcome in ("stop", "permanent", "not_permanent")

    @property
    def stamp(self) -> str:
        """Another one as soon as anything of it is changed."""
        return f"{self.meets_on}/{self.envelope_ends_on}/{self.outcome}/{self.months}/{self.conditions[:40]}"

    @property
    def group_key(self) -> str:
        """What its planned messages are filed under in the outbox."""
        return f"committee:{self.id}"

    @property
    def stated(self) -> StatedOutcome:
        return StatedOutcome(self.outcome, self.months, self.conditions)


@dataclass(frozen=True)
class Prompt:
    id: PromptId
    due: datetime


def prompts(committee: Committee, zone: ZoneInfo, region: Region) -> list[Prompt]:
    """All of them, past ones too, in the hours of a reader in that zone, on working days of the region."""
    return list(_prompts(committee, zone, region))


def _prompts(committee: Committee, zone: ZoneInfo, region: Region) -> Iterator[Prompt]:
    if committee.reference_day is None or committee.outcome:
        return
    for prompt, before in _PROMPT_OFFSETS.items():
        if prompt != "file" or committee.meets_on:
            opening = LocalMoment(committee.reference_day - before, OPENS, zone).instant
            yield Prompt(prompt, earlier_working_instant(opening, zone, region))
    if committee.meets_on:
        yield Prompt("outcome", outcome_asked_at(committee.meets_on, zone, region))


def outcome_asked_at(meets_on: date, zone: ZoneInfo, region: Region) -> datetime:
    """When a committee without an outcome is asked after."""
    return later_working_instant(LocalMoment(meets_on + _ASKED_AFTER, OPENS, zone).instant, zone, region)


def next_date(committee: Committee, region: Region, today: date) -> date | None:
    """After a provisional outcome: the working day on which the next one would meet. None if that is past."""
    if committee.outcome != "provisional" or not committee.meets_on or not committee.months:
        return None
    day = months_later(committee.meets_on, committee.months)
    day = day if is_working_day(day, region) else next_working_day(day, region)
    return day if day >= today else None


def next_envelope_end(committee: Committee, today: date) -> date | None:
    """After months were granted: so long after the envelope that ends, or after the committee."""
    start = committee.envelope_ends_on or committee.meets_on
    if committee.outcome != "granted" or not start or not committee.months:
        return None
    end = months_later(start, committee.months)
    return end if end >= today else None
