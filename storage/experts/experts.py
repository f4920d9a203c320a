"""Who helps in what: the experts' own settings, and those whom a question may still be offered to."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, region_of_zone
from gamma.experts.question import (
    RECENTLY,
    UNTIL_BACK,
    Candidate,
    Expert,
    Outlook,
    Question,
    Workload,
    choose_candidate,
    month_start,
)
from storage.experts import offers, questions
from storage.models import (
    CoverageRow,
    ExpertiseRow,
    ExpertRow,
    OfferRow,
    PersonRow,
    PortfolioManagerRow,
    QuestionRow,
)
from storage.people import people
from storage.store import insert_for

_REACHED = or_(ExpertRow.paused_until.is_(None), ExpertRow.paused_until < UNTIL_BACK)
_LONGEST_MONTH = timedelta(days=32)


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
    stated = session.scalars(select(ExpertiseRow).filter_by(person_id=person_id))
    known = {each.domain: each for each in stated}
    for domain, level in domains.items():
        if domain in known:
            known[domain].level = level
        else:
            session.add(ExpertiseRow(person_id=person_id, domain=domain, level=level))
    session.flush()
    return _expert(session, row)


def leave(session: Session, person_id: int, domains: Collection[str] = ()) -> None:
    """Out of these domains, or of the network; without a domain nobody is an expert."""
    expertise = delete(ExpertiseRow).where(ExpertiseRow.person_id == person_id)
    session.execute(expertise.where(ExpertiseRow.domain.in_(list(domains))) if domains else expertise)
    remaining = select(ExpertiseRow.domain).filter_by(person_id=person_id).limit(1)
    if session.scalar(remaining) is None:
        session.execute(delete(ExpertRow).where(ExpertRow.person_id == person_id))


def set_capacity(session: Session, person_id: int, capacity: int) -> None:
    session.get_one(ExpertRow, person_id, with_for_update=True).capacity = capacity
    session.flush()


def set_pause(session: Session, person_id: int, until: datetime | None) -> None:
    """until: UNTIL_BACK for an open end, None to end it."""
    session.get_one(ExpertRow, person_id, with_for_update=True).paused_until = until
    session.flush()


def pass_on_offers(session: Session, person_id: int, now: datetime, domains: Collection[str] = ()) -> int:
    """Whatever waits for their answer, in these domains or at all, goes on to somebody else; how much."""
    passed = 0
    for offer in offers.open_to(session, person_id):
        question = questions.load_for_change(session, offer.question_id)
        if question and question.state == "open" and (not domains or question.domain in domains):
            offers.end(session, offer.id, "lapsed", now)
            questions.change(session, question.id, next_at=now)
            passed += 1
    return passed


def mark_unreachable(session: Session, person_id: int, now: datetime) -> None:
    """Their account takes no messages: nothing is offered to them until they say that they are back."""
    if session.get(ExpertRow, person_id, with_for_update=True):
        set_pause(session, person_id, UNTIL_BACK)
        pass_on_offers(session, person_id, now)


def requeue(session: Session, domains: Collection[str], now: datetime) -> None:
    """Somebody is there, or there again, for the questions of these domains that wait."""
    if domains:
        questions.requeue(session, domains, now)


def count_by_domain(session: Session) -> dict[str, int]:
    """How many help in each domain; none of those that nobody helps in."""
    reached = ExpertiseRow.person_id.in_(select(ExpertRow.person_id).where(_REACHED))
    counted = select(ExpertiseRow.domain, func.count()).where(reached).group_by(ExpertiseRow.domain)
    return dict(iter(session.execute(counted)))


def coverage_before(session: Session, monday: date) -> dict[str, int]:
    """As it was last looked at in an earlier week; nothing where it never was."""
    rows = select(CoverageRow.experts).where(CoverageRow.told_on < monday)
    return dict(session.scalar(rows.order_by(CoverageRow.told_on.desc()).limit(1)) or {})


def has_coverage(session: Session, monday: date) -> bool:
    """Whether that week was looked at."""
    return session.get(CoverageRow, monday) is not None


def add_coverage(session: Session, monday: date, counts: Mapping[str, int]) -> bool:
    """False where that week was looked at already, perhaps by another process."""
    insert = insert_for(session)
    row = insert(CoverageRow).values(told_on=monday, experts=dict(counts)).on_conflict_do_nothing()
    return session.scalar(row.returning(CoverageRow.told_on)) is not None


def workload(session: Session, person_id: int, now: datetime, zone: ZoneInfo) -> Workload:
    """How much an expert has on their table just now. In the month as their clock has it."""
    taken_this_month = offers.taken_since(session, person_id, month_start(now, zone))
    return Workload(taken_this_month, len(offers.open_to(session, person_id)))


def _expert(session: Session, row: ExpertRow) -> Expert:
    helping = select(ExpertiseRow).filter_by(person_id=row.person_id).order_by(ExpertiseRow.domain)
    domains = {each.domain: each.level for each in session.scalars(helping)}
    return Expert(row.person_id, domains, row.capacity, row.paused_until)


# --- whom a question may still be offered to ----------------------------------------------------


def candidates(
    session: Session, question: Question, now: datetime, default: ZoneInfo, team: Collection[int] = ()
) -> list[Candidate]:
    """Neither its asker, nor who follows the startup, nor anybody to whom it was offered before.

    Without those whose account takes no messages. default: the programme's zone.
    team: those known to be of the startup's team, who are not asked either.
    """
    rows = list(_helping(session, question, now, team))
    taken_by_person = _taken_by(session, [row.person_id for row in rows], now)
    return [_candidate(row, taken_by_person.get(row.person_id, []), now, default) for row in rows]


def outlook(session: Session, question: Question, now: datetime, default: ZoneInfo) -> Outlook:
    """Before anybody was asked; of one that was offered already there is nothing to foretell."""
    if offers.of_question(session, question.id):
        return Outlook()
    choice = choose_candidate(candidates(session, question, now, default), now)
    return Outlook(nobody=choice.person_id is None and choice.look_at is None, at=choice.look_at)


def next_offer_at(session: Session, question: Question, now: datetime, default: ZoneInfo) -> datetime | None:
    """When somebody else may be asked; None where somebody may be now, or nobody is left."""
    return choose_candidate(candidates(session, question, now, default), now).look_at


def _helping(
    session: Session, question: Question, now: datetime, team: Collection[int]
) -> Iterator[Row[Any]]:
    already_asked = select(OfferRow.person_id).where(OfferRow.question_id == question.id)
    managers = select(PortfolioManagerRow.person_id).where(
        PortfolioManagerRow.startup_id == question.startup_id
    )
    offers_made = (
        select(
            OfferRow.person_id,
            func.count().filter(OfferRow.state == "open").label("waiting"),
            func.count().filter(OfferRow.offered_at >= now - RECENTLY).label("recent"),
            func.max(OfferRow.offered_at).label("last_asked"),
        )
        .group_by(OfferRow.person_id)
        .subquery()
    )
    person = ExpertRow.person_id
    helping = (
        select(person, ExpertRow.capacity, ExpertRow.paused_until, ExpertiseRow.level, PersonRow.zone)
        .add_columns(offers_made.c.waiting, offers_made.c.recent, offers_made.c.last_asked)
        .join(ExpertiseRow, and_(ExpertiseRow.person_id == person, ExpertiseRow.domain == question.domain))
        .join(PersonRow, PersonRow.id == person)
        .outerjoin(offers_made, offers_made.c.person_id == person)
        .where(_REACHED, person.not_in([question.asker_id, *team]))
        .where(person.not_in(already_asked), person.not_in(managers))
    )
    return iter(session.execute(helping.order_by(person)))


def _taken_by(session: Session, people: Collection[int], now: datetime) -> dict[int, list[datetime]]:
    """When each of them took a question of late: in which month that was, their clock tells."""
    lately = and_(QuestionRow.expert_id.in_(people), QuestionRow.taken_at >= now - _LONGEST_MONTH)
    taken_by_person: dict[int, list[datetime]] = {}
    if not people:
        return taken_by_person
    for person_id, taken_at in session.execute(
        select(QuestionRow.expert_id, QuestionRow.taken_at).where(lately)
    ):
        if person_id is not None and taken_at is not None:
            taken_by_person.setdefault(person_id, []).append(taken_at)
    return taken_by_person


def _candidate(
    row: Row[Any], taken_at_times: Collection[datetime], now: datetime, default: ZoneInfo
) -> Candidate:
    zone = people.zone_named(row.zone) or default
    since = month_start(now, zone)
    return Candidate(
        person_id=row.person_id,
        level=row.level,
        capacity=row.capacity,
        zone=zone,
        region=region_of_zone(zone) or METROPOLE,
        paused_until=row.paused_until,
        taken=sum(taken_at >= since for taken_at in taken_at_times),
        waiting=row.waiting or 0,
        recent=row.recent or 0,
        last_asked=row.last_asked,
    )
