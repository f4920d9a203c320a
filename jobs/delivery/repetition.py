"""Asked of each message right before it is posted: is it news to its reader, and has their week room?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.chat import Message
from gamma.dates import day_in
from gamma.outbox import Claimed, Notification
from gamma.repetition import digest, next_week_opening
from jobs.context import JobContext
from jobs.delivery.recipients import region_of_reader
from jobs.message_context import FactMessage, MessageContext
from storage import outbox, overdue, told
from storage.store import JOB_PATIENCE

SAID_BEFORE = "said before, and nothing changed"


@dataclass(frozen=True)
class Telling:
    """What is remembered of a message that was said. week: whose budget it takes from, "" for none."""

    facts: Mapping[str, str] = field(default_factory=dict)
    week: str = ""


@dataclass(frozen=True)
class Spared:
    """Why it is not said now: for good, or until later."""

    reason: str = ""
    later: datetime | None = None


def telling(
    job: JobContext, context: MessageContext, notification: Notification, message: Message
) -> Telling:
    """Most kinds answer what somebody did: nothing is remembered of those."""
    kind = job.kinds[notification.kind]
    return Telling(_facts(job, notification, message), _week(context) if kind.is_budgeted else "")


def find_spared(
    job: JobContext, context: MessageContext, claimed: Claimed, message: Message, told_: Telling
) -> Spared | None:
    """It is not wanted or says nothing new; or its reader had enough for a week: then it waits."""
    if not context.wants(job.kinds[claimed.notification.kind]):
        return Spared("switched off by its reader")
    is_needed = isinstance(message, FactMessage) and message.needed
    if told_.facts and not is_needed and not context.find_news(told_.facts):
        return Spared(SAID_BEFORE)
    later = _next_week_with_room(job, context, claimed, told_)
    return Spared(later=later) if later else None


def spare(job: JobContext, claimed: Claimed, spared: Spared) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        if spared.later:
            outbox.reschedule(session, claimed, spared.later)
        else:
            outbox.record_cancelled(session, claimed, spared.reason, job.real_now())


def record(job: JobContext, session: Session, notification: Notification, told_: Telling) -> None:
    """In the transaction that records it as sent."""
    told.record(session, notification, told_.facts, job.now())
    if told_.week:
        told.add_to_week(session, notification, told_.week, job.now())


def _next_week_with_room(
    job: JobContext, context: MessageContext, claimed: Claimed, told_: Telling
) -> datetime | None:
    """When it may leave, where its reader's week is full; None where it is not.

    What waits for longer goes before what is new: else it would wait for ever, with new ones every Monday.
    """
    notification = claimed.notification
    if not told_.week:
        return None
    limits = job.programme.messages
    most = limits.channel_a_week if notification.channel else limits.person_a_week
    opens = next_week_opening(context.now, context.reader_zone, region_of_reader(context))
    taken = told.count_in_week(context.session, notification, told_.week)
    if not job.kinds[notification.kind].cannot_wait:
        taken += _count_ahead(job, context.session, claimed, opens)
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
