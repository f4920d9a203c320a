"""What sponsors promised at checkpoints."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.follow_ups.follow_up import Commitment, CommitmentKind, Resolution
from storage.follow_ups.origin import Origin
from storage.models import CommitmentRow


def add(session: Session, origin: Origin, kind: CommitmentKind, text: str, due_on: date | None) -> Commitment:
    """Looks for no other like it: asked twice, it is two."""
    row = CommitmentRow(**origin.columns(), kind=kind, text=text, due_on=due_on)
    session.add(row)
    session.flush()
    return _commitment(row)


def correct(
    session: Session, commitment_id: int, kind: CommitmentKind, text: str, due_on: date | None
) -> None:
    row = session.get_one(CommitmentRow, commitment_id)
    row.kind, row.text, row.due_on = kind, text, due_on
    session.flush()


def end(session: Session, commitment_id: int, ended_as: Resolution, now: datetime) -> None:
    row = session.get_one(CommitmentRow, commitment_id)
    row.ended_at, row.resolution = now, ended_as
    session.flush()


def reopen(session: Session, commitment_id: int) -> None:
    """Does nothing to one that is open."""
    row = session.get_one(CommitmentRow, commitment_id)
    row.ended_at, row.resolution = None, ""
    session.flush()


def load(session: Session, commitment_id: int) -> Commitment | None:
    row = session.get(CommitmentRow, commitment_id)
    return _commitment(row) if row else None


def open_in_startup(session: Session, startup_id: str) -> list[Commitment]:
    """In the order in which they were written down."""
    rows = select(CommitmentRow).filter_by(startup_id=startup_id).where(CommitmentRow.ended_at.is_(None))
    return [_commitment(row) for row in session.scalars(rows.order_by(CommitmentRow.id))]


def of_checkpoint(session: Session, checkpoint_id: int) -> list[Commitment]:
    """In the order in which they were written down, without those that were dropped."""
    rows = select(CommitmentRow).filter_by(checkpoint_id=checkpoint_id)
    standing = rows.where(CommitmentRow.resolution != "dropped").order_by(CommitmentRow.id)
    return [_commitment(row) for row in session.scalars(standing)]


def _commitment(row: CommitmentRow) -> Commitment:
    kind: CommitmentKind = row.kind  # type: ignore[assignment]  # the column holds nothing else
    return Commitment(row.id, row.startup_id, kind, row.text, row.due_on, row.resolution, row.recorded_at)
