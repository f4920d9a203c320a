"""What imports said of startups, by their day: a startup has a row only for the days on which it changed."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.startups.import_state import ImportState, state_on
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Phase, Startup
from storage.models import ImportDayRow, ImportStateRow, PhaseRow, StartupRow


def keep(session: Session, day: date) -> None:
    """What stands after an import of that day, in place of what an earlier one of the same day left."""
    session.execute(delete(ImportStateRow).filter_by(day=day))
    before, now = states_on(session, day), _imported(session, day)
    session.add_all(
        ImportStateRow(startup_id=startup, day=day, **asdict(state))
        for startup, state in now.items()
        if before.get(startup) != state
    )
    session.merge(ImportDayRow(day=day))
    session.flush()


def days(session: Session) -> list[date]:
    """On which something was imported, in order."""
    return list(session.scalars(select(ImportDayRow.day).order_by(ImportDayRow.day)))


def states_on(session: Session, day: date) -> dict[str, ImportState]:
    """By startup, as the last import until that day had it."""
    rows = select(ImportStateRow).where(ImportStateRow.day <= day).order_by(ImportStateRow.day)
    return {
        row.startup_id: ImportState(
            row.listed, row.has_stats, row.has_impact, row.in_acceleration, row.accelerated_on, row.left_on
        )
        for row in session.scalars(rows)
    }


def _imported(session: Session, day: date) -> dict[str, ImportState]:
    phases: dict[str, list[Phase]] = defaultdict(list)
    columns = select(PhaseRow.startup_id, PhaseRow.name, PhaseRow.started_on).order_by(PhaseRow.position)
    for startup_id, name, started_on in session.execute(columns):
        phases[startup_id].append(Phase(name, started_on))
    found = {}
    for row in session.scalars(select(StartupRow)):
        startup = Startup(row.id, row.name, "", row.incubator, tuple(phases[row.id]), row.removed_at)
        found[row.id] = state_on(startup, PublicPages(row.stats_url, row.impact_url), day)
    return found
