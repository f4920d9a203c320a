"""Edits living posts: claim, render, edit, record; one lost or in doubt is made again, on the same post."""

import logging

from gamma.chat import ChatError
from gamma.outbox import UNEXPECTED, ClaimedEdit
from gamma.people.person import Person
from jobs.context import JobContext
from jobs.delivery.failures import MAX_UNEXPECTED_ERRORS
from jobs.delivery.recipients import render_message
from storage import living_posts
from storage.people import people
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)


def edit_posts(job: JobContext) -> None:
    """Bring every post up to date that shows something old. Safe to run in several processes at once."""
    while not job.is_stopping() and (claimed := _claim(job)):
        job.beat()
        try:
            _process(job, claimed)
        except Exception:
            log.exception("post %s was not edited", claimed.id)
            if claimed.attempts < MAX_UNEXPECTED_ERRORS:
                _hold(job, claimed, None, "unexpected error, see the log", unsure=True)
            else:
                _end(job, claimed, UNEXPECTED)


def _claim(job: JobContext) -> ClaimedEdit | None:
    with job.store.write(JOB_PATIENCE) as session:
        now, lease = job.real_now(), job.timing.lease
        return living_posts.claim_next(session, now, lease, job.chats, job.is_abandoned)


def _process(job: JobContext, claimed: ClaimedEdit) -> None:
    """What has nothing to say any more stays as it stands: nothing is said of it in its place."""
    notice = claimed.notification
    chat = job.chats[notice.platform]
    reader = _reader(job, claimed)
    message = render_message(job, notice, job.kinds[notice.kind].render)
    if message is None:
        _record_shown(job, claimed)
        return
    if job.real_now() - claimed.claimed_at > job.timing.send_within:
        # The lease might end while this is on its way, and another's newer words be replaced by it.
        _hold(job, claimed, None, "held up before editing", unsure=False)
        return
    channel = notice.channel or (reader.direct_channel if reader else "") or ""
    try:
        chat.edit(channel, claimed.post, message, notice.key, reader.account if reader else "")
    except ChatError as error:
        _not_edited(job, claimed, error)
        return
    _record_shown(job, claimed)


def _reader(job: JobContext, claimed: ClaimedEdit) -> Person | None:
    person_id = claimed.notification.person_id
    if person_id is None:
        return None
    with job.store.read(JOB_PATIENCE) as session:
        return people.by_id(session, person_id)


def _record_shown(job: JobContext, claimed: ClaimedEdit) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        living_posts.record_shown(session, claimed)


def _not_edited(job: JobContext, claimed: ClaimedEdit, error: ChatError) -> None:
    if not error.permanent or error.token_refused:
        _hold(job, claimed, error.retry_after, error.reason, unsure=error.unsure)
    elif error.gone:
        # Somebody took it away, or the bot out of its channel: the thing is not said there a second time.
        with job.store.write(JOB_PATIENCE) as session:
            living_posts.end(session, claimed, error.reason, job.real_now())
    else:
        _end(job, claimed, error.reason)


def _hold(job: JobContext, claimed: ClaimedEdit, asked: float | None, reason: str, *, unsure: bool) -> None:
    """After an unknown outcome not before the lease would have ended: until then it may still take effect."""
    until = job.real_now() + job.timing.wait_before_retry(claimed.attempts, asked)
    if unsure:
        until = max(until, claimed.claimed_at + job.timing.lease)
    with job.store.write(JOB_PATIENCE) as session:
        living_posts.hold(session, claimed, until, reason)
        if asked is not None:
            living_posts.hold_channel(session, claimed, until)


def _end(job: JobContext, claimed: ClaimedEdit, reason: str) -> None:
    """A refusal for good that nobody decided on is told."""
    notice = claimed.notification
    with job.store.write(JOB_PATIENCE) as session:
        if living_posts.end(session, claimed, reason, job.real_now()):
            subject = {"key": notice.key, "platform": notice.platform, "reason": reason}
            job.notify_programme_team(
                session, "delivery_not_edited", f"delivery_not_edited:{claimed.id}", subject
            )
