"""What an import says of a startup that a season's report compares with another day's: links and phase."""

from dataclasses import dataclass
from datetime import date

from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Startup

ACCELERATION = "acceleration"


@dataclass(frozen=True)
class ImportState:
    """listed: whether the file names it. accelerated_on, left_on: when its acceleration began, and ended."""

    listed: bool
    has_stats: bool
    has_impact: bool
    in_acceleration: bool
    accelerated_on: date | None
    left_on: date | None


NOT_LISTED = ImportState(False, False, False, False, None, None)


def state_on(startup: Startup, pages: PublicPages, day: date) -> ImportState:
    """As the file has it on the day of the import; what it says of later days does not count yet."""
    if startup.removed_at is not None:
        return NOT_LISTED
    current = startup.phase_on(day)
    begun, left = _acceleration(startup, day)
    in_acceleration = current is not None and current.name == ACCELERATION
    return ImportState(True, bool(pages.stats), bool(pages.impact), in_acceleration, begun, left)


def _acceleration(startup: Startup, day: date) -> tuple[date | None, date | None]:
    """The first one; it ends where another phase begins."""
    started = sorted(
        (phase.started_on, place, phase.name)
        for place, phase in enumerate(startup.phases)
        if phase.started_on and phase.started_on <= day
    )
    begun: date | None = None
    for began, _, name in started:
        if begun is None and name == ACCELERATION:
            begun = began
        elif begun is not None and name != ACCELERATION:
            return begun, began
    return begun, None
