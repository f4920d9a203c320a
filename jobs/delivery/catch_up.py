"""Gathers the reminders that were not said in time into one message for each reader."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.outbox import LATE, Notification, Recipient, Waiting
from jobs.context import JobContext
from jobs.delivery import catch_up_messages
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.recipients import in_their_hours, may_leave, message_context_for, reminder_kinds
from jobs.message_context import MessageContext, NothingLeftToSay
from storage import outbox, overdue
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Gathering:
    """What waits for a reader, and when that may be said. alone: it is said as it is."""

    waiting: Sequence[Waiting]
    due_at: datetime
    now: datetime
    alone: bool


def gather_for_each(job: JobContext, recipients: Iterable[Recipient], due_before: datetime) -> None:
    for recipient in recipients:
        job.beat()
        try:
            gather(job, recipient, due_before)
        except StoreBusyError:
            raise
        except Exception:
            log.exception("what waits for a reader was not gathered; the others are told all the same")


def gather(job: JobContext, to: Recipient, due_before: datetime, *, closed: bool = False) -> None:
    """What waits for this reader since before then.

    closed: it is not their hour; what may be said at this very hour is left alone.
    """
    with job.store.read(JOB_PATIENCE) as session:
        gathering = _load_waiting(job, session, to, due_before, closed=closed)
    if gathering:
        with job.store.write(JOB_PATIENCE) as session:
            # Whatever somebody else saw to meanwhile is gathered at the next turn, if it still waits.
            if overdue.lock(session, gathering.waiting):
                _save(job, session, to, gathering)


def _load_waiting(
    job: JobContext, session: Session, to: Recipient, due_before: datetime, *, closed: bool
) -> _Gathering | None:
    waiting = overdue.waiting_for(session, to, reminder_kinds(job.kinds), due_before, gathered=CATCH_UP)
    context = message_context_for(job, session, to)
    if closed:
        waiting = [row for row in waiting if row.kind == CATCH_UP or not may_leave(context, row)]
    due_at = in_their_hours(context)
    alone = len(waiting) == 1 and _says_something(job, replace(context, now=due_at), waiting[0])
    return _Gathering(waiting, due_at, context.now, alone) if waiting else None


def _save(job: JobContext, session: Session, to: Recipient, gathering: _Gathering) -> None:
    """In one transaction: one new message, and the end of those that it names."""
    if gathering.alone:
        if gathering.due_at > gathering.now:
            overdue.reschedule(session, gathering.waiting[0], gathering.due_at)
        return
    key = _key(gathering.waiting)
    subject = catch_up_messages.collect(gathering.waiting, gathering.now)
    channel, person_id = to.channel, to.person_id
    # It goes before what has come due since: of what both ask, it asks with an apology.
    due_at = gathering.due_at if gathering.due_at > gathering.now else gathering.now - LATE
    planned = Notification(key, CATCH_UP, subject, to.platform, due_at, channel, person_id)
    outbox.plan(session, planned)
    overdue.mark_missed(session, gathering.waiting, f"not said in time; named in {key}", job.real_now())
    log.info("%s reminders were not said in time; they are named in %s", len(gathering.waiting), key)


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
