"""What was said of workshops: one answer of each who had a place, which they may give anew."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.workshops.feedback import Feedback
from storage.models import WorkshopFeedbackRow, WorkshopRow


def give(session: Session, workshop_id: int, person_id: int, said: Feedback, now: datetime) -> None:
    """In place of what the person said before."""
    session.merge(
        WorkshopFeedbackRow(
            workshop_id=workshop_id,
            person_id=person_id,
            useful=said.useful,
            taken_along=said.taken_along,
            lacking=said.lacking,
            given_at=now,
        )
    )
    session.flush()


def of_person(session: Session, workshop_id: int, person_id: int) -> Feedback | None:
    row = session.get(WorkshopFeedbackRow, (workshop_id, person_id))
    return _from_row(row) if row else None


def of_workshop(session: Session, workshop_id: int) -> list[Feedback]:
    return [
        _from_row(row)
        for row in session.scalars(select(WorkshopFeedbackRow).filter_by(workshop_id=workshop_id))
    ]


def delete_of_ended(session: Session, before: datetime) -> int:
    """Of workshops that began before then; how many answers."""
    old = select(WorkshopRow.id).where(WorkshopRow.starts_at < before)
    mine = delete(WorkshopFeedbackRow).where(WorkshopFeedbackRow.workshop_id.in_(old))
    return len(session.scalars(mine.returning(WorkshopFeedbackRow.person_id)).all())


def _from_row(row: WorkshopFeedbackRow) -> Feedback:
    return Feedback(row.useful, row.taken_along, row.lacking)
