"""Gathers the reminders that were not said in time into one message for each reader."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.outbox import LATE, Notice, Recipient, Waiting
from jobs import notices
from jobs.context import Work
from jobs.notices import Facts
from jobs.readers import facts_for, in_their_hours
from storage import late, outbox
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

KIND = notices.catch_up.catch_up.__name__


def catch_up(work: Work) -> None:
    """Before anything late is sent. Safe to run in several processes at once."""
    due_before = work.now() - LATE
    with work.store.read(JOB_PATIENCE) as session:
        found = late.recipients(session, work.reminders, due_before, work.real_now(), work.chats)
    for recipient in found:
        work.beat()
        gather(work, recipient, due_before)


def gather(work: Work, to: Recipient, due_before: datetime) -> None:
    """What waits for this reader since before then."""
    with work.store.write(JOB_PATIENCE) as session:
        _gather(work, session, to, due_before)


def _gather(work: Work, session: Session, to: Recipient, due_before: datetime) -> None:
    """In one transaction: one new message, and the end of those that it names."""
    waiting = late.waiting_for(session, to, work.reminders, due_before, gathered=KIND)
    if all(row.kind == KIND for row in waiting):
        return  # another process was here first
    facts = facts_for(work, session, to)
    due_at = in_their_hours(facts, to)
    if len(waiting) == 1 and _says_something(work, replace(facts, now=due_at), waiting[0]):
        if due_at > facts.now:
            late.put_off(session, waiting[0], due_at)
        return
    key = _key(waiting)
    subject = notices.catch_up.gathered(waiting, facts.now)
    planned = Notice(key, KIND, subject, to.platform, due_at, channel=to.channel, person_id=to.person_id)
    outbox.plan(session, planned)
    late.miss(session, waiting, f"not said in time; named in {key}", work.real_now())
    log.info("%s reminders were not said in time; they are named in %s", len(waiting), key)


def _says_something(work: Work, facts: Facts, waiting: Waiting) -> bool:
    """A single reminder that is still of use is only late."""
    return work.reminders[waiting.kind].render(facts, waiting.subject) is not None


def _key(waiting: Iterable[Waiting]) -> str:
    """The same for the same messages, whatever numbers the database gives."""
    keys = "\n".join(sorted(row.key for row in waiting))
    return f"catch-up:{hashlib.sha256(keys.encode()).hexdigest()[:32]}"
