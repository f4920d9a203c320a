"""The points that teams add to the agenda of their next checkpoint."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.checkpoints.agenda import AgendaPoint
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.people.person import Person
from storage.models import AgendaPointRow


def add_point(
    session: Session, startup_id: str, text: str, section: str, by: Person | None, now: datetime
) -> AgendaPoint:
    """The open point with these very words, if there is one, else a new one. by: None where nobody asked."""
    existing = next((point for point in open_points(session, startup_id) if point.text == text), None)
    if existing:
        return existing
    author = by.id if by else None
    row = AgendaPointRow(startup_id=startup_id, section=section, text=text, added_by=author, added_at=now)
    session.add(row)
    session.flush()
    return _point(row)


def open_points(session: Session, startup_id: str) -> list[AgendaPoint]:
    """Those still to be talked about, the first added first."""
    rows = select(AgendaPointRow).filter_by(startup_id=startup_id).where(AgendaPointRow.closed_at.is_(None))
    return [_point(row) for row in session.scalars(rows.order_by(AgendaPointRow.id))]


def with_open_points(session: Session, startup_ids: Iterable[str]) -> set[str]:
    """Those of these startups that have some."""
    rows = select(AgendaPointRow.startup_id).where(AgendaPointRow.startup_id.in_(list(startup_ids)))
    return set(session.scalars(rows.where(AgendaPointRow.closed_at.is_(None))))


def points_of_checkpoint(session: Session, checkpoint: Checkpoint) -> list[AgendaPoint]:
    """The open ones that stood on its agenda when it began."""
    rows = select(AgendaPointRow).filter_by(startup_id=checkpoint.startup_id)
    standing = rows.where(AgendaPointRow.closed_at.is_(None), AgendaPointRow.added_at <= checkpoint.starts_at)
    return [_point(row) for row in session.scalars(standing.order_by(AgendaPointRow.id))]


def count_added(session: Session, startup_id: str, since: datetime | None) -> int:
    """Open ones that people put there; since: after the checkpoint before."""
    added = (AgendaPointRow.closed_at.is_(None), AgendaPointRow.added_by.is_not(None))
    rows = select(func.count()).select_from(AgendaPointRow).filter_by(startup_id=startup_id).where(*added)
    rows = rows.where(AgendaPointRow.added_at > since) if since else rows
    return session.scalar(rows) or 0


def load_point(session: Session, point_id: int) -> tuple[AgendaPoint, bool] | None:
    """The point, and whether it is still open."""
    row = session.get(AgendaPointRow, point_id)
    return (_point(row), row.closed_at is None) if row else None


def close_point(session: Session, point_id: int, now: datetime) -> None:
    session.get_one(AgendaPointRow, point_id).closed_at = now
    session.flush()


def reopen_point(session: Session, point_id: int, now: datetime) -> None:
    """Somebody wants it on the next agenda: from now on it counts as put there anew."""
    row = session.get_one(AgendaPointRow, point_id)
    row.closed_at, row.added_at = None, now
    session.flush()


def _point(row: AgendaPointRow) -> AgendaPoint:
    return AgendaPoint(row.id, row.startup_id, row.text, row.section, row.added_by is not None)
