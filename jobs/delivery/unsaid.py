"""What becomes of a message that is not said just now: called off, late, out of hours, nothing to say."""

from datetime import datetime

from gamma.outbox import LATE, Claimed, Recipient
from jobs.context import JobContext
from jobs.delivery.catch_up import gather
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.recipients import render_message
from jobs.message_context import Timing
from storage import outbox
from storage.privacy import erasure
from storage.store import JOB_PATIENCE

NOTHING_LEFT = "nothing left to say"


def end_erased(job: JobContext, claimed: Claimed) -> None:
    """Planned for somebody who was erased, be it long ago: the cause of a message may outlive them."""
    with job.store.write(JOB_PATIENCE) as session:
        outbox.record_failed(session, claimed, erasure.REASON, job.real_now())


def resolve_missing_post(job: JobContext, claimed: Claimed) -> bool:
    """It is not there. If it was called off it stays unsaid; if it is late it joins what is gathered."""
    if claimed.withdrawn:
        with job.store.write(JOB_PATIENCE) as session:
            outbox.record_cancelled(session, claimed, claimed.withdrawn, job.real_now())
        return True
    if (
        job.kinds[claimed.notification.kind].timing is not Timing.REMINDER
        or claimed.notification.due_at > job.now() - LATE
    ):
        return False
    _gather_with_missed(job, claimed)
    return True


def _gather_with_missed(job: JobContext, claimed: Claimed) -> None:
    _gather_with_late(job, claimed, max(claimed.notification.due_at, job.now() - LATE))


def _gather_with_late(
    job: JobContext, claimed: Claimed, due_before: datetime, *, closed: bool = False
) -> None:
    notification = claimed.notification
    with job.store.write(JOB_PATIENCE) as session:
        outbox.hold(session, claimed, job.real_now(), "not said in time", unsure=False)
    to = Recipient(notification.platform, notification.channel, notification.person_id)
    gather(job, to, due_before, closed=closed)


def wait_for_hours(job: JobContext, claimed: Claimed, opens: datetime) -> None:
    """Until its reader's hours begin; reminders that begin to wait together become one message."""
    if (
        claimed.notification.kind == CATCH_UP
        or job.kinds[claimed.notification.kind].timing is Timing.REMINDER
    ):
        _gather_with_late(job, claimed, job.now(), closed=True)
        return
    with job.store.write(JOB_PATIENCE) as session:
        outbox.reschedule(session, claimed, opens)


def leave_unsaid(job: JobContext, claimed: Claimed, team_left: frozenset[str]) -> None:
    """There is nothing left to say; of a reminder that comes too late there may be that."""
    missed = job.kinds[claimed.notification.kind].missed
    if missed and render_message(job, claimed.notification, missed, team_left):
        _gather_with_missed(job, claimed)
        return
    with job.store.write(JOB_PATIENCE) as session:
        outbox.record_cancelled(session, claimed, NOTHING_LEFT, job.real_now())
