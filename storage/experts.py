"""Who helps in what: the experts' own settings."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gamma.questions import Expert
from storage.models import ExpertiseRow, ExpertRow


def load(session: Session, person_id: int) -> Expert | None:
    row = session.get(ExpertRow, person_id)
    return _expert(session, row) if row else None


def join(
    session: Session, person_id: int, domains: Mapping[str, int], capacity: int, now: datetime
) -> Expert:
    """Help in these domains, by level, besides those already helped in.

    capacity is that of who joins for the first time.
    """
    row = session.get(ExpertRow, person_id, with_for_update=True)
    if row is None:
        row = ExpertRow(person_id=person_id, capacity=capacity, joined_at=now)
        session.add(row)
        session.flush()
    for domain, level in domains.items():
        session.merge(ExpertiseRow(person_id=person_id, domain=domain, level=level))
    session.flush()
    return _expert(session, row)


def leave(session: Session, person_id: int, domains: Mapping[str, int] | None = None) -> None:
    """Out of these domains, or of the network; without a domain nobody is an expert."""
    gone = delete(ExpertiseRow).where(ExpertiseRow.person_id == person_id)
    session.execute(gone.where(ExpertiseRow.domain.in_(list(domains))) if domains else gone)
    left = select(ExpertiseRow.domain).filter_by(person_id=person_id).limit(1)
    if session.scalar(left) is None:
        session.execute(delete(ExpertRow).where(ExpertRow.person_id == person_id))


def keep_capacity(session: Session, person_id: int, capacity: int) -> None:
    session.get_one(ExpertRow, person_id, with_for_update=True).capacity = capacity
    session.flush()


def keep_pause(session: Session, person_id: int, until: datetime | None) -> None:
    session.get_one(ExpertRow, person_id, with_for_update=True).paused_until = until
    session.flush()


def in_domain(session: Session, domain: str) -> list[Expert]:
    chosen = select(ExpertRow).join(ExpertiseRow, ExpertiseRow.person_id == ExpertRow.person_id)
    rows = session.scalars(chosen.where(ExpertiseRow.domain == domain).order_by(ExpertRow.person_id))
    return [_expert(session, row) for row in rows]


def every(session: Session) -> list[Expert]:
    rows = session.scalars(select(ExpertRow).order_by(ExpertRow.person_id))
    return [_expert(session, row) for row in rows]


def _expert(session: Session, row: ExpertRow) -> Expert:
    known = select(ExpertiseRow).filter_by(person_id=row.person_id).order_by(ExpertiseRow.domain)
    return Expert(
        person_id=row.person_id,
        domains={each.domain: each.level for each in session.scalars(known)},
        capacity=row.capacity,
        paused_until=row.paused_until,
        joined_at=row.joined_at,
    )
