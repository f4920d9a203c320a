"""What people said of a startup for its page, and its coach."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.people.person import Person
from storage.models import CoachRow, DetailRow
from storage.people import people


def details_of(session: Session, startup_id: str) -> dict[str, str]:
    """By field."""
    rows = session.execute(select(DetailRow.field, DetailRow.value).filter_by(startup_id=startup_id))
    return dict(iter(rows))


def save_details(
    session: Session, startup_id: str, values: Mapping[str, str], by: Person, now: datetime
) -> None:
    """Keep what was said by field; "" withdraws it."""
    for field, value in values.items():
        if value:
            row = DetailRow(startup_id=startup_id, field=field, value=value, stated_by=by.id, stated_at=now)
            session.merge(row)
        else:
            session.execute(delete(DetailRow).filter_by(startup_id=startup_id, field=field))
    session.flush()


def coach_of(session: Session, startup_id: str) -> Person | None:
    row = session.get(CoachRow, startup_id)
    return people.by_id(session, row.person_id) if row else None


def set_coach(session: Session, startup_id: str, person_id: int | None) -> None:
    """None: it has no coach any more."""
    if person_id is None:
        session.execute(delete(CoachRow).filter_by(startup_id=startup_id))
    else:
        session.merge(CoachRow(startup_id=startup_id, person_id=person_id))
    session.flush()
