"""Gathers the reminders that were not said in time into one message for each reader."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.outbox import Notification, Recipient, Waiting
from jobs.context import JobContext
from jobs.delivery import catch_up_messages
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.recipients import in_their_hours, may_leave, message_context_for, reminder_kinds
from jobs.message_context import MessageContext, NothingLeftToSay
from storage import outbox, overdue
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    """What waits for a reader, and when that may be said. alone: it is said as it is."""

    waiting: Sequence[Waiting]
    due_at: datetime
    now: datetime
    alone: bool


def gather(job: JobContext, to: Recipient, due_before: datetime, *, closed: bool = False) -> None:
    """What waits for this reader since before then.

    closed: it is not their hour; what may be said at this very hour is left alone.
    """
    with job.store.read(JOB_PATIENCE) as session:
        found = _found(job, session, to, due_before, closed=closed)
    if found:
        with job.store.write(JOB_PATIENCE) as session:
            # Whatever somebody else saw to meanwhile is gathered at the next turn, if it still waits.
            if overdue.take(session, found.waiting):
                _keep(job, session, to, found)


def _found(
    job: JobContext, session: Session, to: Recipient, due_before: datetime, *, closed: bool
) -> _Found | None:
    waiting = overdue.waiting_for(session, to, reminder_kinds(job.kinds), due_before, gathered=CATCH_UP)
    context = message_context_for(job, session, to)
    if closed:
        waiting = [row for row in waiting if row.kind == CATCH_UP or not may_leave(context, row)]
    due_at = in_their_hours(context)
    alone = len(waiting) == 1 and _says_something(job, replace(context, now=due_at), waiting[0])
    return _Found(waiting, due_at, context.now, alone) if waiting else None


def _keep(job: JobContext, session: Session, to: Recipient, found: _Found) -> None:
    """In one transaction: one new message, and the end of those that it names."""
    if found.alone:
        if found.due_at > found.now:
            overdue.put_off(session, found.waiting[0], found.due_at)
        return
    key = _key(found.waiting)
    subject = catch_up_messages.collect(found.waiting, found.now)
    channel, person_id = to.channel, to.person_id
    planned = Notification(key, CATCH_UP, subject, to.platform, found.due_at, channel, person_id)
    outbox.plan(session, planned)
    overdue.miss(session, found.waiting, f"not said in time; named in {key}", job.real_now())
    log.info("%s reminders were not said in time; they are named in %s", len(found.waiting), key)


def _says_something(job: JobContext, context: MessageContext, waiting: Waiting) -> bool:
    """A single reminder that is still of use is only late; so is what gathers others already."""
    if waiting.kind == CATCH_UP:
        return True
    try:
        return job.kinds[waiting.kind].render(context, waiting.subject) is not None
    except NothingLeftToSay:
        return False
    except Exception:
        log.exception("a late reminder of kind %s cannot be worded", waiting.kind)
        return True  # it fails by itself, which is told


def _key(waiting: Iterable[Waiting]) -> str:
    """The same for the same messages, whatever numbers the database gives."""
    keys = "\n".join(sorted(row.key for row in waiting))
    return f"catch-up:{hashlib.sha256(keys.encode()).hexdigest()[:32]}"
