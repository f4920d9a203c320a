"""Which startups take part in the programme, and who follows them as portfolio manager."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from gamma.people.person import Person
from storage.models import EnrolmentRow, PersonRow, PortfolioManagerRow
from storage.people import people


def enrol(session: Session, startup_id: str, by: Person, now: datetime) -> bool:
    """False if it takes part already."""
    if enrolled_at(session, startup_id):
        return False
    session.add(EnrolmentRow(startup_id=startup_id, enrolled_by=by.id, enrolled_at=now))
    session.flush()
    return True


def withdraw(session: Session, startup_id: str, now: datetime) -> None:
    """It takes part no longer; from when to when it did stays known."""
    going_on = update(EnrolmentRow).filter_by(startup_id=startup_id, withdrawn_at=None)
    session.execute(going_on.values(withdrawn_at=now))


def enrolled_at(session: Session, startup_id: str) -> datetime | None:
    """Since when it takes part; None if it does not, or no longer."""
    return session.scalar(
        select(EnrolmentRow.enrolled_at).filter_by(startup_id=startup_id, withdrawn_at=None)
    )


def select_enrolled_ids() -> Select[str]:
    """The ids of the startups that take part."""
    return select(EnrolmentRow.startup_id).filter_by(withdrawn_at=None)


def enrolled_ids(session: Session) -> list[str]:
    return sorted(session.scalars(select_enrolled_ids()))


def managers_of(session: Session, startup_id: str) -> list[Person]:
    """The startup's portfolio managers, the first known first."""
    rows = select(PortfolioManagerRow.person_id).filter_by(startup_id=startup_id)
    in_order = select(PersonRow.id).where(PersonRow.id.in_(rows)).order_by(PersonRow.id)
    return [people.by_id(session, person_id) for person_id in session.scalars(in_order)]


def managers_of_each(session: Session, ids: Collection[str] | Select[str]) -> dict[str, list[Person]]:
    """The same of each of these startups that has any."""
    rows: Select[str, PersonRow] = (
        select(PortfolioManagerRow.startup_id, PersonRow)
        .join(PersonRow, PersonRow.id == PortfolioManagerRow.person_id)
        .where(PortfolioManagerRow.startup_id.in_(ids))
        .order_by(PortfolioManagerRow.startup_id, PersonRow.id)
    )
    managers: dict[str, list[Person]] = {}
    for startup_id, row in session.execute(rows):
        managers.setdefault(startup_id, []).append(people.from_row(row))
    return managers


def managed_by(session: Session, person_id: int) -> set[str]:
    """The ids of the startups this person follows as portfolio manager."""
    rows = select(PortfolioManagerRow.startup_id).filter_by(person_id=person_id)
    return set(session.scalars(rows))


def assign_manager(session: Session, startup_id: str, person_id: int) -> None:
    """Assigned twice, they follow it once."""
    session.merge(PortfolioManagerRow(startup_id=startup_id, person_id=person_id))
    session.flush()


def remove_manager(session: Session, startup_id: str, person_id: int) -> None:
    """Does nothing where the person does not follow the startup."""
    session.execute(delete(PortfolioManagerRow).filter_by(startup_id=startup_id, person_id=person_id))
