"""A question that finds nobody for a month: its asker is warned, then it closes by itself."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.experts.question import Question
from gamma.outbox import Notification
from jobs.context import JobContext
from storage import outbox
from storage.experts import offers, questions
from storage.people import people


def expire_unanswered(job: JobContext, session: Session, question: Question) -> datetime | None:
    """Of a question without an open offer. The next instant to say or do something; None once it is closed.

    Counted since somebody was last there for it, and never closed before the warning had its time.
    """
    offers_made, times, now = offers.of_question(session, question.id), job.programme.experts, job.now()
    instants = [at for offer in offers_made for at in (offer.offered_at, offer.ended_at) if at]
    warned_at = max([question.asked_at, *instants]) + timedelta(days=times.warned_after)
    if now < warned_at:
        return warned_at
    remaining = timedelta(days=times.closed_after - times.warned_after)
    closes_at = _warn(job, session, question, len(offers_made), remaining.days) + remaining
    if now < closes_at:
        return closes_at
    _notify(job, session, question, "question_unanswered", len(offers_made), {})
    ended = {"state": "closed", "resolution": "expired", "closed_at": now, "next_at": None}
    questions.change(session, question.id, **ended)
    return None


def _warn(job: JobContext, session: Session, question: Question, offers_made: int, days: int) -> datetime:
    """When the asker was told, or is now."""
    warning = _notify(job, session, question, "question_unanswered_soon", offers_made, {"days": days})
    (entry,) = outbox.entries_of(session, [warning.key])
    return entry.notification.due_at


def _notify(
    job: JobContext, session: Session, question: Question, kind: str, offers_made: int, more: dict[str, int]
) -> Notification:
    """In their hours, once for as many offers as were made. In another domain it is asked anew."""
    asker = people.by_id(session, question.asker_id)
    notification = Notification(
        key=f"{kind.replace('_', '-')}:{question.id}:{offers_made}:{question.asked_at.date()}",
        kind=kind,
        subject={"question": question.id, **more},
        platform=asker.platform,
        due_at=job.now(),
        person_id=asker.id,
        group_key=question.group_key,
    )
    outbox.plan(session, notification)
    return notification
