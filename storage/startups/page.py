"""What people said of a startup for its page, and its coach."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.people.person import Person
from gamma.startups.public_pages import PublicPages
from storage.models import CoachRow, DetailRow, StartupRow
from storage.people import people


def details_of(session: Session, startup_id: str) -> dict[str, str]:
    """By field."""
    known = select(DetailRow.field, DetailRow.value).filter_by(startup_id=startup_id)
    return dict(iter(session.execute(known.where(DetailRow.value != ""))))


def stated_at(session: Session, startup_id: str) -> dict[str, datetime]:
    """By field, when it was last said or taken off."""
    rows = session.execute(select(DetailRow.field, DetailRow.stated_at).filter_by(startup_id=startup_id))
    return dict(iter(rows))


def save_details(
    session: Session, startup_id: str, values: Mapping[str, str], by: Person, now: datetime
) -> None:
    """Keep what was said by field; "" takes it off, and when is kept."""
    for field, value in values.items():
        row = DetailRow(startup_id=startup_id, field=field, value=value, stated_by=by.id, stated_at=now)
        session.merge(row)
    session.flush()


def public_pages(session: Session, startup_id: str) -> PublicPages:
    """As imported last."""
    row = session.get(StartupRow, startup_id)
    return PublicPages(row.stats_url, row.impact_url) if row else PublicPages()


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
