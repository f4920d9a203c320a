"""To whom a question was offered, and what they said."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from gamma.experts.question import Offer, OfferState, Question
from gamma.outbox import Notification
from storage import outbox
from storage.models import OfferRow, QuestionRow


def make(session: Session, question_id: int, person_id: int, now: datetime) -> Offer:
    """Never twice to the same person: the database refuses it."""
    row = OfferRow(question_id=question_id, person_id=person_id, state="open", offered_at=now)
    session.add(row)
    session.flush()
    return _offer(row)


def load(session: Session, offer_id: int) -> Offer | None:
    row = session.get(OfferRow, offer_id)
    return _offer(row) if row else None


def of_question(session: Session, question_id: int) -> list[Offer]:
    """In the order in which they were made."""
    rows = session.scalars(select(OfferRow).filter_by(question_id=question_id).order_by(OfferRow.id))
    return [_offer(row) for row in rows]


def to_person(session: Session, question_id: int, person_id: int) -> Offer | None:
    row = session.scalar(select(OfferRow).filter_by(question_id=question_id, person_id=person_id))
    return _offer(row) if row else None


def open_to(session: Session, person_id: int) -> list[Offer]:
    rows = select(OfferRow).filter_by(person_id=person_id, state="open").order_by(OfferRow.id)
    return [_offer(row) for row in session.scalars(rows)]


def give_back(session: Session, question_id: int, person_id: int, now: datetime) -> None:
    """What they had accepted."""
    taken = and_(OfferRow.question_id == question_id, OfferRow.person_id == person_id)
    session.execute(update(OfferRow).where(taken).values(state="declined", ended_at=now))
    session.expire_all()


def end(session: Session, offer_id: int, state: OfferState, now: datetime) -> None:
    row = session.get_one(OfferRow, offer_id)
    row.state, row.ended_at = state, now
    session.flush()


def end_open(session: Session, question: Question, now: datetime) -> None:
    """It was taken or withdrawn: nobody else need answer, and who read an offer is told."""
    still = and_(OfferRow.question_id == question.id, OfferRow.state == "open")
    ended = update(OfferRow).where(still).values(state="over", ended_at=now).returning(OfferRow.id)
    for offer_id in list(session.scalars(ended)):
        _tell_over(session, question, offer_id, now)
    session.expire_all()


def _tell_over(session: Session, question: Question, offer_id: int, now: datetime) -> None:
    """What was not said yet says nothing any more."""
    offered = outbox.entries_of(session, [f"expert-offer:{offer_id}"])
    if any(entry.state in ("sent", "claimed") for entry in offered):
        told = offered[0].notice
        key, subject = f"expert-offer-over:{offer_id}", {"offer": offer_id}
        over = Notification(key, "expert_offer_over", subject, told.platform, now, person_id=told.person_id)
        outbox.plan(session, replace(over, about=question.about))


def put_off(session: Session, offer_id: int, until: datetime, now: datetime) -> None:
    """In place of a reminder that was planned and has not come."""
    row = session.get_one(OfferRow, offer_id)
    row.later_until = until
    row.reminded_at = row.reminded_at if row.reminded_at and row.reminded_at <= now else None
    session.flush()


def keep_reminded(session: Session, offer_id: int, now: datetime) -> None:
    session.get_one(OfferRow, offer_id).reminded_at = now
    session.flush()


def asked_since(session: Session, since: datetime) -> dict[int, int]:
    """How many offers each person had since then."""
    counted = select(OfferRow.person_id, func.count()).where(OfferRow.offered_at >= since)
    return dict(iter(session.execute(counted.group_by(OfferRow.person_id))))


def open_now(session: Session) -> dict[int, int]:
    """How many offers each person has not answered yet."""
    counted = select(OfferRow.person_id, func.count()).where(OfferRow.state == "open")
    return dict(iter(session.execute(counted.group_by(OfferRow.person_id))))


def last_asked(session: Session) -> dict[int, datetime]:
    latest = select(OfferRow.person_id, func.max(OfferRow.offered_at)).group_by(OfferRow.person_id)
    return dict(iter(session.execute(latest)))


def taken_since(session: Session, person_id: int, since: datetime) -> int:
    """How many questions the person took since then."""
    taken = and_(QuestionRow.expert_id == person_id, QuestionRow.taken_at >= since)
    return session.scalar(select(func.count()).select_from(QuestionRow).where(taken)) or 0


def takings(session: Session, since: datetime) -> dict[int, list[datetime]]:
    """When each person took a question, since then."""
    rows = select(QuestionRow.expert_id, QuestionRow.taken_at).where(QuestionRow.taken_at >= since)
    found: dict[int, list[datetime]] = {}
    for person_id, taken_at in session.execute(rows):
        if person_id is not None and taken_at is not None:
            found.setdefault(person_id, []).append(taken_at)
    return found


def _offer(row: OfferRow) -> Offer:
    names = Offer.__dataclass_fields__
    return Offer(**{name: getattr(row, name) for name in names})
