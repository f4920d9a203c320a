"""What a checkpoint leads to: decisions, actions of the team, commitments of the sponsor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from gamma.calendar import Region, is_working_day, previous_working_day
from gamma.parsing.text import normalise

CommitmentKind = Literal["funding", "communication", "relays", "other"]
Resolution = Literal["done", "dropped"]
COMMITMENT_KINDS: tuple[CommitmentKind, ...] = ("funding", "communication", "relays", "other")

CORRECTED_WITHIN = timedelta(days=14)
"""What was written down wrongly may be put right so long: later, another decision takes its place."""

_AGAIN_AFTER = 5
_RARELY_AFTER = 20
"""Working days from one reminder of a late action to the next: once a week for a month, then once a month."""


@dataclass(frozen=True)
class Decision:
    """replaced_by: the number of the decision that took its place; holds_now: what the last of those says."""

    id: int
    startup_id: str
    text: str
    decided_on: date
    recorded_at: datetime
    replaced_by: int | None = None
    holds_now: str = ""

    def may_be_corrected(self, now: datetime) -> bool:
        return self.replaced_by is None and now - self.recorded_at <= CORRECTED_WITHIN


@dataclass(frozen=True)
class Action:
    """owner_id: somebody with an account here; owner_name: as they are called, "" where nobody was named.

    agreed: it stands in the minutes of a checkpoint, which the sponsor was at.
    """

    id: int
    startup_id: str
    text: str
    owner_id: int | None
    owner_name: str
    due_on: date | None
    recorded_at: datetime
    resolution: str = ""
    agreed: bool = False

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def says_the_same(self, text: str, owner_id: int | None, owner_name: str, due_on: date | None) -> bool:
        """In the same words, for the same person; a day that one of them leaves open makes no difference."""
        if normalise(text) != normalise(self.text):
            return False
        if due_on and self.due_on and due_on != self.due_on:
            return False
        if owner_id or self.owner_id:
            return owner_id == self.owner_id
        return normalise(owner_name) == normalise(self.owner_name)


@dataclass(frozen=True)
class Commitment:
    """recorded_at: when it was noted, None where that does not matter."""

    id: int
    startup_id: str
    kind: CommitmentKind
    text: str
    due_on: date | None
    resolution: str = ""
    recorded_at: datetime | None = None

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today


def is_reminder_day(due: date, known_since: date, day: date, region: Region) -> bool:
    """Whether its owner hears of an action on the morning of that day; only working days are such days.

    Once before: on the last working day before it is due, or on the day itself where it was not known by
    then. After: on the next working day, again every week, and after a month every month.
    known_since: the first day on whose morning it was known.
    """
    if not is_working_day(day, region) or day < known_since:
        return False
    if day <= due:
        before = previous_working_day(due, region)
        return day == before or (day == due and known_since > before)
    late = _working_days_after(due, day, region)
    return late % (_AGAIN_AFTER if late <= _RARELY_AFTER else _RARELY_AFTER) == 1


def _working_days_after(due: date, day: date, region: Region) -> int:
    """How many there are after the one, up to and with the other."""
    days = (due + timedelta(days=count) for count in range(1, (day - due).days + 1))
    return sum(is_working_day(each, region) for each in days)
