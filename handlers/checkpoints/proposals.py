"""The three slots proposed for a startup's next checkpoint."""

from datetime import time

from gamma.checkpoints.cadence import first_after, kept_cadence, next_after, proposals
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.settings import CheckpointSettings, region_for, zone_for
from gamma.local_time import LocalMoment
from gamma.startups.startup import Startup
from handlers.context import Context
from storage.checkpoints import checkpoints

_USUAL = time(14, 30)


def slots(context: Context, startup: Startup, moved: Checkpoint | None) -> list[LocalMoment]:
    """Around the date of the cadence; for one that is moved, on the days after it."""
    session = context.session
    rhythm = checkpoints.rhythm_of(session, startup.id)
    zone = moved.moment.zone if moved else zone_for(rhythm, context.zone)
    region = region_for(rhythm, zone)
    others = [each for each in checkpoints.planned(session, startup.id) if each != moved]
    taken = [each.starts_at for each in checkpoints.planned(session, startup.id)]
    wanted = moved.moment.days_later(1) if moved else _wanted(context, startup, others, rhythm)
    return proposals(LocalMoment(wanted.day, wanted.time, zone), region, context.now, taken)


def _wanted(
    context: Context, startup: Startup, planned: list[Checkpoint], rhythm: CheckpointSettings
) -> LocalMoment:
    last = planned[-1] if planned else checkpoints.last_held(context.session, startup.id)
    cadence = kept_cadence(rhythm.cadence)
    if last:
        return next_after(cadence, last.moment)
    zone = zone_for(rhythm, context.zone)
    today = LocalMoment(LocalMoment.of(context.now, zone).day, _USUAL, zone)
    return first_after(cadence, today) if rhythm.cadence else today.days_later(7)
