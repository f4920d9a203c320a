"""A startup of the programme, its phases, and the channel linked to it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Phase:
    """A phase as imported; names are kept as they come. No start where the source gives none."""

    name: str
    started_on: date | None


@dataclass(frozen=True)
class Startup:
    """removed_at: since when the imported file does not name it any more."""

    id: str
    name: str
    pitch: str
    incubator: str
    phases: tuple[Phase, ...]
    removed_at: datetime | None = None

    def phase_on(self, day: date) -> Phase | None:
        """The phase started last on or before that day; of those started the same day, the later listed."""
        started = [
            (phase.started_on, place, phase) for place, phase in enumerate(self.phases) if phase.started_on
        ]
        past = [entry for entry in started if entry[0] <= day]
        return max(past, key=lambda entry: entry[:2])[2] if past else None


@dataclass(frozen=True)
class Channel:
    """A channel linked to a startup."""

    platform: str
    channel: str
    startup_id: str
