"""To whom a question was offered, and what they said."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from gamma.experts.question import Offer, OfferState, Question
from gamma.outbox import Notification
from storage import outbox
from storage.experts import questions
from storage.models import OfferRow, QuestionRow
from storage.people import people

_RELEASED = "handed back"


def add(session: Session, question_id: int, person_id: int, now: datetime) -> Offer:
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
    """Those that wait for the person's answer, the first offered first."""
    rows = select(OfferRow).filter_by(person_id=person_id, state="open").order_by(OfferRow.id)
    return [_offer(row) for row in session.scalars(rows)]


def questions_open_to(session: Session, person_id: int) -> list[Question]:
    """The questions that wait for the person's answer, the first offered first."""
    waiting = and_(OfferRow.person_id == person_id, OfferRow.state == "open", QuestionRow.state == "open")
    rows = select(QuestionRow).join(OfferRow, OfferRow.question_id == QuestionRow.id).where(waiting)
    return [questions.from_row(row) for row in session.scalars(rows.order_by(OfferRow.id))]


def end(session: Session, offer_id: int, state: OfferState, now: datetime) -> None:
    row = session.get_one(OfferRow, offer_id)
    row.state, row.ended_at = state, now
    session.flush()


def end_open(session: Session, question: Question, now: datetime) -> None:
    """It was taken or withdrawn: nobody else need answer, and who read an offer is told."""
    still_open = and_(OfferRow.question_id == question.id, OfferRow.state == "open")
    ended = update(OfferRow).where(still_open).values(state="over", ended_at=now).returning(OfferRow.id)
    for offer_id in list(session.scalars(ended)):
        _notify_over(session, question, offer_id, now)
    session.expire_all()


def _notify_over(session: Session, question: Question, offer_id: int, now: datetime) -> None:
    """What was not said yet says nothing any more."""
    entries = outbox.entries_of(session, [f"expert-offer:{offer_id}"])
    if any(entry.state in ("sent", "claimed") for entry in entries):
        offer = entries[0].notification
        key, subject = f"expert-offer-over:{offer_id}", {"offer": offer_id}
        over = Notification(key, "expert_offer_over", subject, offer.platform, now, person_id=offer.person_id)
        outbox.plan(session, replace(over, group_key=question.group_key))


def snooze(session: Session, offer_id: int, until: datetime, now: datetime) -> None:
    """In place of a reminder that was planned and has not come."""
    row = session.get_one(OfferRow, offer_id)
    row.later_until = until
    row.reminded_at = row.reminded_at if row.reminded_at and row.reminded_at <= now else None
    session.flush()


def set_reminded(session: Session, offer_id: int, now: datetime) -> None:
    session.get_one(OfferRow, offer_id).reminded_at = now
    session.flush()


def taken_since(session: Session, person_id: int, since: datetime) -> int:
    """How many questions the person took since then."""
    taken_by_person = and_(QuestionRow.expert_id == person_id, QuestionRow.taken_at >= since)
    return session.scalar(select(func.count()).select_from(QuestionRow).where(taken_by_person)) or 0


def release(session: Session, question: Question, reader_id: int, now: datetime) -> None:
    """Its expert, or its asker, takes it away from the expert again: somebody else is asked.

    Of a question loaded for change, as it was while the expert had it. reader_id: the other of both, who is
    told.
    """
    if question.expert_id is None:
        return
    outbox.cancel(session, question.group_key, _RELEASED, now)
    accepted = and_(OfferRow.question_id == question.id, OfferRow.person_id == question.expert_id)
    session.execute(update(OfferRow).where(accepted).values(state="declined", ended_at=now))
    session.expire_all()
    questions.reopen(session, question.id, now)
    _notify_released(session, question, question.expert_id, reader_id, now)


def _notify_released(
    session: Session, question: Question, expert_id: int, reader_id: int, now: datetime
) -> None:
    kind = "question_handed_back" if reader_id == question.asker_id else "question_asked_elsewhere"
    reader = people.by_id(session, reader_id)
    key, subject = f"{kind.replace('_', '-')}:{question.id}:{expert_id}", {"question": question.id}
    group_key = question.group_key if kind == "question_handed_back" else ""
    notification = Notification(
        key,
        kind,
        {**subject, "expert": expert_id},
        reader.platform,
        now,
        person_id=reader.id,
        group_key=group_key,
    )
    outbox.plan(session, notification)


def _offer(row: OfferRow) -> Offer:
    names = Offer.__dataclass_fields__
    return Offer(**{name: getattr(row, name) for name in names})
