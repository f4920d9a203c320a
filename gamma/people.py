"""The people and startups of the programme, as the rules and texts know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

ERASED = "erased:"
"""How the account of somebody who was erased begins; no platform's accounts do."""


@dataclass(frozen=True)
class Person:
    """Somebody on a platform; account is the platform's own id."""

    id: int
    platform: str
    account: str
    name: str
    locale: str
    zone: str
    direct_channel: str | None

    @property
    def erased(self) -> bool:
        return self.account.startswith(ERASED)


@dataclass(frozen=True)
class Phase:
    """A phase as imported; names are kept as they come. No start where the source gives none."""

    name: str
    started_on: date | None


@dataclass(frozen=True)
class Startup:
    """gone_at: since when the imported file does not name it any more."""

    id: str
    name: str
    pitch: str
    incubator: str
    phases: tuple[Phase, ...]
    gone_at: datetime | None = None

    def phase_on(self, day: date) -> Phase | None:
        """The phase started last on or before that day; of those started the same day, the later listed."""
        return current_phase(self.phases, day)


def current_phase(phases: Sequence[Phase], day: date) -> Phase | None:
    started = [(phase.started_on, place, phase) for place, phase in enumerate(phases) if phase.started_on]
    past = [entry for entry in started if entry[0] <= day]
    return max(past, key=lambda entry: entry[:2])[2] if past else None


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to the other."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


@dataclass(frozen=True)
class Channel:
    """A channel linked to a startup."""

    platform: str
    channel: str
    startup_id: str
