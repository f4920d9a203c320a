"""What imports said of startups, by their day: a startup has a row only for the days on which it changed."""

from collections import defaultdict
from dataclasses import fields
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from gamma.startups.import_state import ImportState, state_on
from gamma.startups.public_pages import PublicPages
from gamma.startups.startup import Phase, Startup
from storage.models import ImportDayRow, ImportStateRow, PhaseRow, StartupRow


def keep(session: Session, day: date) -> None:
    """What stands after an import of that day, in place of what an earlier one of the same day left."""
    before = states_on(session, day - timedelta(days=1))
    changed = {id_: state for id_, state in _imported(session, day).items() if before.get(id_) != state}
    if changed != _states(session, ImportStateRow.day == day):
        session.execute(delete(ImportStateRow).filter_by(day=day))
        rows = [{"startup_id": id_, "day": day, **vars(state)} for id_, state in changed.items()]
        if rows:
            session.execute(insert(ImportStateRow), rows)
    session.merge(ImportDayRow(day=day))
    session.flush()


def days(session: Session) -> list[date]:
    """On which something was imported, in order."""
    return list(session.scalars(select(ImportDayRow.day).order_by(ImportDayRow.day)))


def states_on(session: Session, day: date) -> dict[str, ImportState]:
    """By startup, as the last import until that day had it."""
    return _states(session, ImportStateRow.day <= day)


def _states(session: Session, condition: ColumnElement[bool]) -> dict[str, ImportState]:
    names = [field.name for field in fields(ImportState)]
    columns = [getattr(ImportStateRow, name) for name in ("startup_id", *names)]
    rows = session.execute(select(*columns).where(condition).order_by(ImportStateRow.day))
    return {startup_id: ImportState(*state) for startup_id, *state in rows}


def _imported(session: Session, day: date) -> dict[str, ImportState]:
    phases: dict[str, list[Phase]] = defaultdict(list)
    columns = select(PhaseRow.startup_id, PhaseRow.name, PhaseRow.started_on).order_by(PhaseRow.position)
    for startup_id, name, started_on in session.execute(columns):
        phases[startup_id].append(Phase(name, started_on))
    found = {}
    kept = select(StartupRow.id, StartupRow.removed_at, StartupRow.stats_url, StartupRow.impact_url)
    for id_, removed_at, stats, impact in session.execute(kept):
        startup = Startup(id_, "", "", "", tuple(phases[id_]), removed_at)
        found[id_] = state_on(startup, PublicPages(stats, impact), day)
    return found
