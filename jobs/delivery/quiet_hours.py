"""When a message may leave: what time asks for keeps to its reader's hours, also when it is late."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from gamma.calendar.working_days import CLOSES, OPENS, is_waking_hour
from gamma.checkpoints.reminders import HELD_QUESTION, Offset
from gamma.dates import day_in
from gamma.outbox import LATE, Notification
from jobs.context import JobContext
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.recipients import in_their_hours, message_context_for
from jobs.message_context import MessageContext, Timing
from storage.checkpoints.reminder_plan import SNOOZED
from storage.store import JOB_PATIENCE

_ON_TIME = timedelta(minutes=5)
"""What is due when hours end may leave so much later, as the watch would not call it late either."""

_WEEKEND = 5


class Due(Protocol):
    """A message of the outbox, as far as its hours go."""

    @property
    def subject(self) -> Mapping[str, Any]: ...
    @property
    def due_at(self) -> datetime: ...


def _keeps_hours(job: JobContext, notification: Notification) -> bool:
    """Reminders, what gathers them, and what others did. What answers an act just now is said at once."""
    kind = notification.kind
    timing = job.kinds[kind].timing
    if kind == CATCH_UP or timing in (Timing.REMINDER, Timing.IN_HOURS):
        return True
    told_at_once = notification.channel is not None and job.now() - notification.due_at <= LATE
    return timing is Timing.NEWS and not told_at_once


def next_opening(job: JobContext, notification: Notification) -> datetime | None:
    """When its reader's hours begin again; None where it may leave now."""
    if not _keeps_hours(job, notification):
        return None
    with job.store.read(JOB_PATIENCE) as session:
        context = message_context_for(job, session, notification)
        opens = context.now if may_leave(context, notification) else in_their_hours(context)
    return opens if opens > context.now else None


def may_leave(context: MessageContext, due: Due) -> bool:
    """On the day it was due the hours count alone: whose working days count was asked when it was planned."""
    zone = context.reader_zone
    said_at = due.due_at if context.now - due.due_at <= _ON_TIME else context.now
    if _comes_at_its_time(due):
        return is_waking_hour(said_at, zone)
    local = said_at.astimezone(zone)
    same_day = local.date() == day_in(due.due_at, zone)
    return same_day and local.weekday() < _WEEKEND and OPENS <= local.time() <= CLOSES


def _comes_at_its_time(due: Due) -> bool:
    offset = due.subject.get("offset", "")
    return offset not in ("", HELD_QUESTION, SNOOZED) and Offset.of_id(offset).is_at_its_time
