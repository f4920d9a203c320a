"""Says what is due in the outbox: claim, look if in doubt, send, record; never lost, no words twice.

What becomes of one message is in sending.py, how several are under way at once in senders.py.
"""

import logging

from gamma.outbox import LATE
from jobs.context import JobContext
from jobs.delivery.catch_up import gather
from jobs.delivery.edits import edit_posts
from jobs.delivery.recipients import reminder_kinds
from jobs.delivery.senders import Senders
from storage import outbox
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)


def deliver(job: JobContext) -> None:
    """Send everything due now, or until the bot is to stop. Safe to run in several processes at once."""
    is_due, is_old = _look(job)
    if is_due:
        _gather_late(job)
        Senders(job, lambda: _look(job)[0]).run()
        _, is_old = _look(job)
    if is_old:
        edit_posts(job)


def _look(job: JobContext) -> tuple[bool, bool]:
    """Nearly always there is nothing: a look takes no lock, as a claim does."""
    with job.store.read(JOB_PATIENCE) as session:
        return outbox.look(session, job.now(), job.real_now(), job.chats)


def _gather_late(job: JobContext) -> None:
    """Before anything late is sent: reminders that were not said in time, in one message to each reader."""
    due_before = job.now() - LATE
    kinds = reminder_kinds(job.kinds)
    with job.store.read(JOB_PATIENCE) as session:
        recipients = outbox.late_recipients(session, kinds, due_before, job.real_now(), job.chats)
    for recipient in recipients:
        job.beat()
        try:
            gather(job, recipient, due_before)
        except StoreBusyError:
            raise
        except Exception:
            log.exception("what waits for a reader was not gathered; the others are told all the same")
