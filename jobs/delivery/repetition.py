"""Asked of each message right before it is posted: is it news to its reader, and has their week room?"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, OPENS, later_working_instant, region_of_zone
from gamma.chat import Message
from gamma.checkpoints.settings import region_for
from gamma.dates import LocalMoment, day_in
from gamma.outbox import Notification
from gamma.repetition import digest
from jobs.context import JobContext
from jobs.delivery.recipients import message_context_for
from jobs.message_context import FactMessage, MessageContext
from storage import told
from storage.checkpoints import checkpoints
from storage.store import JOB_PATIENCE

SAID_BEFORE = "said before, and nothing changed"
_AFTER_THE_WEEKLY = timedelta(minutes=1)
"""What waited for another week leaves after the message that tells of that week."""


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


def next_week_with_room(job: JobContext, notification: Notification) -> datetime | None:
    """When it may leave, where its reader's week is full; None where it is not."""
    if not job.kinds[notification.kind].is_budgeted:
        return None
    limits = job.programme.messages
    most = limits.channel_a_week if notification.channel else limits.person_a_week
    with job.store.read(JOB_PATIENCE) as session:
        context = message_context_for(job, session, notification)
        if told.count_in_week(session, notification, _week(context)) < most:
            return None
        return _next_monday(context)


def _facts(job: JobContext, notification: Notification, message: Message) -> Mapping[str, str]:
    """Those it tells; of what only recurs, its very words and where its buttons lead."""
    if isinstance(message, FactMessage):
        return message.facts
    if not job.kinds[notification.kind].recurs:
        return {}
    buttons = [f"{button.says} {button.about}" for button in message.buttons]
    return {notification.kind: digest("\n".join([str(message), *buttons]))}


def _week(context: MessageContext) -> str:
    year, week, _ = day_in(context.now, context.reader_zone).isocalendar()
    return f"{year}-W{week:02}"


def _next_monday(context: MessageContext) -> datetime:
    """On the first working day of the reader's next week."""
    settings = checkpoints.settings_of(context.session, context.channel_of) if context.channel_of else None
    zone = context.reader_zone
    region = region_for(settings, zone) if settings else region_of_zone(zone) or METROPOLE
    today = day_in(context.now, zone)
    monday = LocalMoment(today + timedelta(days=7 - today.weekday()), OPENS, zone).instant
    return later_working_instant(monday, zone, region) + _AFTER_THE_WEEKLY
