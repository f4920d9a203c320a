"""Asked of each message right before it is posted: is it news to its reader, and has their week room?"""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.chat import Message
from gamma.dates import day_in
from gamma.outbox import Claimed, Notification
from gamma.repetition import digest, next_week_opening
from jobs.context import JobContext
from jobs.delivery.recipients import message_context_for, region_of_reader
from jobs.message_context import FactMessage, MessageContext
from storage import outbox, overdue, told
from storage.store import JOB_PATIENCE

SAID_BEFORE = "said before, and nothing changed"


def spare(job: JobContext, claimed: Claimed, message: Message) -> bool:
    """It is not wanted or says nothing new; or its reader had enough for a week: then it waits."""
    if reason := reason_to_leave_unsaid(job, claimed.notification, message):
        with job.store.write(JOB_PATIENCE) as session:
            outbox.record_cancelled(session, claimed, reason, job.real_now())
        return True
    if later := next_week_with_room(job, claimed):
        with job.store.write(JOB_PATIENCE) as session:
            outbox.reschedule(session, claimed, later)
        return True
    return False


def reason_to_leave_unsaid(job: JobContext, notification: Notification, message: Message) -> str:
    """Empty unless its reader wants none of these, or knows all of it as it stands, and lately."""
    facts = _facts(job, notification, message)
    with job.store.read(JOB_PATIENCE) as session:
        context = message_context_for(job, session, notification)
        if not context.wants(job.kinds[notification.kind]):
            return "switched off by its reader"
        if not facts or (isinstance(message, FactMessage) and message.needed) or context.find_news(facts):
            return ""
    return SAID_BEFORE


def record(
    job: JobContext, session: Session, notification: Notification, message: Message, *, found: bool
) -> None:
    """In the transaction that records it as sent.

    found: what its post says is not known any more. It may be told once more, and nothing stays untold.
    """
    if not found:
        told.record(session, notification, _facts(job, notification, message), job.now())
    if job.kinds[notification.kind].is_budgeted:
        context = message_context_for(job, session, notification)
        told.add_to_week(session, notification, _week(context), job.now())


def next_week_with_room(job: JobContext, claimed: Claimed) -> datetime | None:
    """When it may leave, where its reader's week is full; None where it is not.

    What waits for longer goes before what is new: else it would wait for ever, with new ones every Monday.
    """
    notification = claimed.notification
    if not job.kinds[notification.kind].is_budgeted:
        return None
    limits = job.programme.messages
    most = limits.channel_a_week if notification.channel else limits.person_a_week
    with job.store.read(JOB_PATIENCE) as session:
        context = message_context_for(job, session, notification)
        opens = next_week_opening(context.now, context.reader_zone, region_of_reader(context))
        taken = told.count_in_week(session, notification, _week(context))
        if not job.kinds[notification.kind].cannot_wait:
            taken += _count_ahead(job, session, claimed, opens)
        return opens if taken >= most else None


def _count_ahead(job: JobContext, session: Session, claimed: Claimed, opens: datetime) -> int:
    """Of those that this week has to have room for first."""
    budgeted = {kind for kind, each in job.kinds.items() if each.is_budgeted}
    urgent = {kind for kind in budgeted if job.kinds[kind].cannot_wait}
    longer = overdue.count_waiting_longer(session, claimed, budgeted - urgent, due_before=opens)
    return longer + overdue.count_due(session, claimed.notification, urgent, job.now())


def _facts(job: JobContext, notification: Notification, message: Message) -> Mapping[str, str]:
    """Those it tells; of what only recurs, for its subject: its very words, and where its buttons lead."""
    if isinstance(message, FactMessage):
        return message.facts
    if not job.kinds[notification.kind].recurs:
        return {}
    buttons = [f"{button.says} {button.about}" for button in message.buttons]
    about = digest(json.dumps(dict(notification.subject), sort_keys=True))
    return {f"{notification.kind}:{about}": digest("\n".join([str(message), *buttons]))}


def _week(context: MessageContext) -> str:
    year, week, _ = day_in(context.now, context.reader_zone).isocalendar()
    return f"{year}-W{week:02}"
