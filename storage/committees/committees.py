"""Committees: their dates, and what they decided."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gamma.committees.committee import Committee, OutcomeId, StatedOutcome
from gamma.committees.parsing import Dates
from gamma.people.person import Person
from storage.models import CommitteeRow


def load(session: Session, committee_id: int) -> Committee | None:
    row = session.get(CommitteeRow, committee_id)
    return from_row(row) if row else None


def by_id(session: Session, committee_id: int) -> Committee:
    """One that is known to be there: none is ever deleted."""
    return from_row(session.get_one(CommitteeRow, committee_id))


def ahead(session: Session, startup_id: str) -> Committee | None:
    """The one whose outcome is not known yet."""
    row = session.scalar(_of_startup(startup_id).where(CommitteeRow.outcome == "").limit(1))
    return from_row(row) if row else None


def with_one_ahead(session: Session, startup_ids: Iterable[str]) -> set[str]:
    """Those of these startups that have one."""
    chosen = CommitteeRow.startup_id.in_(list(startup_ids)), CommitteeRow.outcome == ""
    return set(session.scalars(select(CommitteeRow.startup_id).where(*chosen).distinct()))


def all_ahead(session: Session) -> list[Committee]:
    """Those of all startups whose outcome is not known yet."""
    rows = select(CommitteeRow).where(CommitteeRow.outcome == "").order_by(CommitteeRow.id)
    return [from_row(row) for row in session.scalars(rows)]


def ended(session: Session, startup_id: str) -> list[Committee]:
    """Those whose outcome is known, the latest first."""
    rows = _of_startup(startup_id).where(CommitteeRow.outcome != "")
    latest_first = rows.order_by(None).order_by(CommitteeRow.meets_on.desc(), CommitteeRow.id.desc())
    return [from_row(row) for row in session.scalars(latest_first)]


def last(session: Session, startup_id: str) -> Committee | None:
    """The latest whose outcome is known."""
    return next(iter(ended(session, startup_id)), None)


def due_by(session: Session, startup_ids: Iterable[str], until: date) -> list[Committee]:
    """Those without an outcome whose date, or whose envelope's end where there is none, comes by then."""
    day = func.coalesce(CommitteeRow.meets_on, CommitteeRow.envelope_ends_on)
    rows = select(CommitteeRow).where(
        CommitteeRow.startup_id.in_(list(startup_ids)), CommitteeRow.outcome == "", day <= until
    )
    return [from_row(row) for row in session.scalars(rows.order_by(day, CommitteeRow.id))]


def set_dates(session: Session, startup_id: str, dates: Dates, by: Person, now: datetime) -> Committee | None:
    """Change the dates that are said. None if they were so already."""
    committee = ahead(session, startup_id)
    row = session.get_one(CommitteeRow, committee.id) if committee else CommitteeRow(startup_id=startup_id)
    if all(getattr(row, which) == day for which, day in dates.items()):
        return None
    for which, day in dates.items():
        setattr(row, which, day)
    row.set_by, row.set_at = by.id, now
    return _save(session, row)


def record(
    session: Session, startup_id: str, stated: StatedOutcome, met_on: date, by: Person, now: datetime
) -> Committee:
    """The outcome of the committee ahead, or of one that nobody had announced."""
    committee = ahead(session, startup_id)
    if committee:
        row = session.get_one(CommitteeRow, committee.id)
    else:
        row = CommitteeRow(startup_id=startup_id, set_by=by.id, set_at=now)
    row.meets_on = met_on
    return _set_outcome(session, row, stated, by, now)


def correct(
    session: Session, committee: Committee, stated: StatedOutcome, by: Person, now: datetime
) -> Committee:
    """Another outcome in place of the one that was noted."""
    return _set_outcome(session, session.get_one(CommitteeRow, committee.id), stated, by, now)


def _set_outcome(
    session: Session, row: CommitteeRow, stated: StatedOutcome, by: Person, now: datetime
) -> Committee:
    row.outcome, row.months, row.conditions = stated.outcome, stated.months, stated.conditions
    row.recorded_by, row.recorded_at = by.id, now
    return _save(session, row)


def _save(session: Session, row: CommitteeRow) -> Committee:
    session.add(row)
    session.flush()
    return from_row(row)


def _of_startup(startup_id: str) -> Select[CommitteeRow]:
    return select(CommitteeRow).filter_by(startup_id=startup_id).order_by(CommitteeRow.id)


def from_row(row: CommitteeRow) -> Committee:
    outcome: OutcomeId = row.outcome  # type: ignore[assignment]  # the column holds nothing else
    return Committee(
        id=row.id,
        startup_id=row.startup_id,
        meets_on=row.meets_on,
        envelope_ends_on=row.envelope_ends_on,
        outcome=outcome,
        months=row.months,
        conditions=row.conditions,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )
