"""What a portfolio manager is told of: a checkpoint put off twice, none for too long, no outcome."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar import Region, later_working_instant
from gamma.checkpoints.cadence import Cadence
from gamma.checkpoints.checkpoint import Checkpoint

REPEATED_POSTPONEMENTS = 2
"""From so many postponements of one checkpoint on."""
_PATIENCE = timedelta(weeks=2)
"""How much longer than its rhythm a startup may go without a checkpoint."""


def is_postponed_repeatedly(checkpoint: Checkpoint, now: datetime) -> bool:
    """Put off twice or more, and still to come."""
    is_ahead = checkpoint.state == "planned" and checkpoint.starts_at > now
    return is_ahead and checkpoint.postponements >= REPEATED_POSTPONEMENTS


def gap_start(enrolled_at: datetime, last: datetime | None) -> datetime:
    """Since when there was no checkpoint: the last one held, or the enrolment if it came later."""
    return max(enrolled_at, last) if last else enrolled_at


def silent_from(last_sign: datetime, weeks: int) -> datetime:
    """When a team that assessed, planned, held and asked nothing since then is silent."""
    return last_sign + timedelta(weeks=weeks)


def gap_too_long_at(since: datetime, cadence: Cadence) -> datetime:
    """From when on it has been longer than the rhythm allows."""
    return since + cadence.longest + _PATIENCE


def gap_notified_at(since: datetime, cadence: Cadence, zone: ZoneInfo, region: Region) -> datetime:
    """The first instant after that within a reader's hours."""
    return later_working_instant(gap_too_long_at(since, cadence), zone, region)
