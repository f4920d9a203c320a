"""The nights on which the clock imported: one import each, whichever process does it."""

from datetime import date, datetime, timedelta

from sqlalchemy import and_, update
from sqlalchemy.orm import Session

from storage.models import ImportRunRow
from storage.store import insert_for

_ABANDONED_AFTER = timedelta(hours=1)
"""Real time after which an import that never told its end is taken for dead."""


def is_due(session: Session, night: date, real_now: datetime) -> bool:
    """Whether nobody has begun this night's import, or whoever began it never ended it."""
    row = session.get(ImportRunRow, night)
    return row is None or (row.ended_at is None and row.started_at <= real_now - _ABANDONED_AFTER)


def begin(session: Session, night: date, real_now: datetime) -> bool:
    """True for the one process that does this night's import."""
    dialect = insert_for(session)
    row = dialect(ImportRunRow).values(day=night, started_at=real_now, reason="")
    if session.scalar(row.on_conflict_do_nothing().returning(ImportRunRow.day)):
        return True
    abandoned = and_(ImportRunRow.ended_at.is_(None), ImportRunRow.started_at <= real_now - _ABANDONED_AFTER)
    taken = update(ImportRunRow).where(ImportRunRow.day == night, abandoned).values(started_at=real_now)
    return session.scalar(taken.returning(ImportRunRow.day)) is not None


def end(session: Session, night: date, real_now: datetime, reason: str = "") -> None:
    """reason: why nothing was taken, if so."""
    values = {"ended_at": real_now, "reason": reason}
    session.execute(update(ImportRunRow).where(ImportRunRow.day == night).values(values))


def reason_of(session: Session, night: date) -> str:
    """Why nothing was taken that night; "" if all was."""
    row = session.get(ImportRunRow, night)
    return row.reason if row else ""
