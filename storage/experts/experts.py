"""Who helps in what: the experts' own settings."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session

from gamma.experts.expert import UNTIL_BACK, Expert
from storage.experts import offers, questions
from storage.models import ExpertiseRow, ExpertRow

_REACHED = or_(ExpertRow.paused_until.is_(None), ExpertRow.paused_until < UNTIL_BACK)


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


def leave(session: Session, person_id: int, domains: Collection[str] = ()) -> None:
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


def pass_on(session: Session, person_id: int, now: datetime, domains: Collection[str] = ()) -> int:
    """Whatever waits for their answer, in these domains or at all, goes on to somebody else; how much."""
    passed = 0
    for offer in offers.open_to(session, person_id):
        question = questions.load_for_change(session, offer.question_id)
        if question and question.state == "open" and (not domains or question.domain in domains):
            offers.end(session, offer.id, "lapsed", now)
            questions.change(session, question.id, next_at=now)
            passed += 1
    return passed


def lose(session: Session, person_id: int, now: datetime) -> None:
    """Their account takes no messages: nothing is offered to them until they say that they are back."""
    if session.get(ExpertRow, person_id, with_for_update=True):
        keep_pause(session, person_id, UNTIL_BACK)
        pass_on(session, person_id, now)


def wake(session: Session, domains: Collection[str], now: datetime) -> None:
    """Somebody is there, or there again, for the questions of these domains that wait."""
    for domain in sorted(domains):
        questions.wake(session, domain, now)


def coverage(session: Session) -> dict[str, int]:
    """How many help in each domain; none of those that nobody helps in."""
    there = ExpertiseRow.person_id.in_(select(ExpertRow.person_id).where(_REACHED))
    counted = select(ExpertiseRow.domain, func.count()).where(there).group_by(ExpertiseRow.domain)
    return dict(iter(session.execute(counted)))


def in_domain(session: Session, domain: str) -> list[Expert]:
    """Without those whose account takes no messages."""
    helping = select(ExpertiseRow.person_id).where(ExpertiseRow.domain == domain)
    return _experts(session, select(ExpertRow).where(ExpertRow.person_id.in_(helping), _REACHED))


def _experts(session: Session, chosen: Select[ExpertRow]) -> list[Expert]:
    """However many they are, they are read at once."""
    rows = list(session.scalars(chosen.order_by(ExpertRow.person_id)))
    known: dict[int, dict[str, int]] = {row.person_id: {} for row in rows}
    helping = select(ExpertiseRow).where(
        ExpertiseRow.person_id.in_(chosen.with_only_columns(ExpertRow.person_id))
    )
    for each in session.scalars(helping.order_by(ExpertiseRow.domain)):
        known[each.person_id][each.domain] = each.level
    return [_made(row, known[row.person_id]) for row in rows]


def _expert(session: Session, row: ExpertRow) -> Expert:
    known = select(ExpertiseRow).filter_by(person_id=row.person_id).order_by(ExpertiseRow.domain)
    return _made(row, {each.domain: each.level for each in session.scalars(known)})


def _made(row: ExpertRow, domains: dict[str, int]) -> Expert:
    return Expert(
        person_id=row.person_id,
        domains=domains,
        capacity=row.capacity,
        paused_until=row.paused_until,
    )
