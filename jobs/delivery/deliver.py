"""Says what is due in the outbox: claim, look if in doubt, send, record; never lost, no words twice."""

import logging
from datetime import datetime, timedelta

from gamma.chat import ChatError, Message
from gamma.chat_platform import Chat
from gamma.outbox import LATE, UNEXPECTED, Claimed, Notification, Recipient
from gamma.people.person import Person
from jobs.context import JobContext
from jobs.delivery import repetition
from jobs.delivery.catch_up import gather
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.edits import edit_posts
from jobs.delivery.failures import (
    MAX_UNEXPECTED_ERRORS,
    give_up,
    handle_unready,
    handle_unsent,
    hold,
    notify_lacking,
)
from jobs.delivery.recipients import next_opening, note_language, reminder_kinds, render_message, teams_left
from jobs.message_context import FactMessage, Timing
from storage import living_posts, outbox
from storage.people import people
from storage.privacy import erasure
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)

NOTHING_LEFT = "nothing left to say"

_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the platform's clock may be from ours when we look for a post."""

_MOST_UPLOADS = 12
"""Tries, within an hour or so, of a picture or a file whose message stands already."""

_WITHOUT_ATTACHMENT = "posted without its picture or file: "
"""How the outbox shows what became of it."""


def deliver(job: JobContext) -> None:
    """Send everything due now, or until the bot is to stop. Safe to run in several processes at once."""
    is_due, is_old = _look(job)
    if is_due:
        _send_due(job)
        _, is_old = _look(job)
    if is_old:
        edit_posts(job)


def _look(job: JobContext) -> tuple[bool, bool]:
    """Nearly always there is nothing: a look takes no lock, as a claim does."""
    with job.store.read(JOB_PATIENCE) as session:
        return outbox.look(session, job.now(), job.real_now(), job.chats)


def _send_due(job: JobContext) -> None:
    _gather_late(job)
    while not job.is_stopping() and (claimed := _claim(job)):
        job.beat()
        try:
            _process(job, claimed)
        except Exception:
            log.exception("message %s was not sent", claimed.id)
            if claimed.attempts < MAX_UNEXPECTED_ERRORS:
                hold(job, claimed, None, "unexpected error, see the log", unsure=True)
            else:
                give_up(job, claimed, UNEXPECTED)


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


def _claim(job: JobContext) -> Claimed | None:
    lease = job.timing.lease
    with job.store.write(JOB_PATIENCE) as session:
        return outbox.claim_next(session, job.now(), job.real_now(), lease, job.chats, job.is_abandoned)


def _process(job: JobContext, claimed: Claimed) -> None:
    """One message: every way out records what became of it, or leaves it to be looked for."""
    chat = job.chats[claimed.notification.platform]
    if _is_for_nobody(job, claimed.notification):
        with job.store.write(JOB_PATIENCE) as session:
            outbox.record_failed(session, claimed, erasure.REASON, job.real_now())
        return
    try:
        channel, reader = _recipient(job, chat, claimed.notification)
        post = claimed.post or _find_post(chat, channel, claimed)
        team_left = teams_left(job, chat, claimed.notification)
    except ChatError as error:
        handle_unready(job, claimed, error)
        return
    if post is None and claimed.unsure and _resolve_missing_post(job, claimed):
        return
    if post is None:
        sent = _send(job, chat, claimed, channel, reader, team_left)
        if sent:
            _complete(job, chat, claimed, channel, *sent)
    else:
        message = render_message(
            job, claimed.notification, job.kinds[claimed.notification.kind].render, team_left
        )
        _complete(job, chat, claimed, channel, post, message, found=True)


def _complete(
    job: JobContext,
    chat: Chat,
    claimed: Claimed,
    channel: str,
    post: str,
    message: Message | None,
    *,
    found: bool = False,
) -> None:
    """The words stand. What follows them is tried for a while, then they are recorded without it.

    found: somebody posted it before, so the message may say by now what the post does not.
    """
    lacking = ""
    if message and message.has_attachments:
        with job.store.write(JOB_PATIENCE) as session:
            renewed = outbox.record_post(session, claimed, post, job.real_now(), job.timing.lease)
        if renewed is None:
            return
        try:
            chat.attach(channel, post, message, claimed.notification.key)
        except ChatError as error:
            lacking = error.reason
            if error.token_refused or not (error.permanent or renewed.attempts >= _MOST_UPLOADS):
                hold(job, renewed, error.retry_after, _WITHOUT_ATTACHMENT + lacking, unsure=True)
                return
    with job.store.write(JOB_PATIENCE) as session:
        reason = _WITHOUT_ATTACHMENT + lacking if lacking else ""
        if not outbox.record_sent(session, claimed, post, job.real_now(), reason):
            return
        if message and _may_repeat(job, claimed, message):
            repetition.record(job, session, claimed.notification, message, found=found)
        if lacking:
            notify_lacking(session, job, claimed, lacking)


def _is_for_nobody(job: JobContext, notification: Notification) -> bool:
    """Planned for somebody who was erased, be it long ago: the cause of a message may outlive them."""
    if notification.person_id is None:
        return False
    with job.store.read(JOB_PATIENCE) as session:
        return people.by_id(session, notification.person_id).erased


def _recipient(job: JobContext, chat: Chat, notification: Notification) -> tuple[str, Person | None]:
    """The channel to post in; a direct one is known and stored before anything is sent there."""
    if notification.channel:
        return notification.channel, None
    with job.store.read(JOB_PATIENCE) as session:
        person = people.by_id(session, notification.person_id or 0)
    note_language(job, chat, person)
    if person.direct_channel:
        return person.direct_channel, person
    channel = chat.direct_channel(person.account)
    with job.store.write(JOB_PATIENCE) as session:
        people.set_direct_channel(session, person.id, channel)
    return channel, person


def _find_post(chat: Chat, channel: str, claimed: Claimed) -> str | None:
    """After a try whose outcome is unknown: the post it made, if it did."""
    if not claimed.unsure:
        return None
    return chat.find(channel, claimed.notification.key, claimed.first_claimed_at - _CLOCKS_DIFFER)


def _resolve_missing_post(job: JobContext, claimed: Claimed) -> bool:
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


def _wait_for_hours(job: JobContext, claimed: Claimed, opens: datetime) -> None:
    """Until its reader's hours begin; reminders that begin to wait together become one message."""
    if (
        claimed.notification.kind == CATCH_UP
        or job.kinds[claimed.notification.kind].timing is Timing.REMINDER
    ):
        _gather_with_late(job, claimed, job.now(), closed=True)
        return
    with job.store.write(JOB_PATIENCE) as session:
        outbox.reschedule(session, claimed, opens)


def _send(
    job: JobContext,
    chat: Chat,
    claimed: Claimed,
    channel: str,
    reader: Person | None,
    team_left: frozenset[str],
) -> tuple[str, Message] | None:
    """The post that was made, and what of."""
    if opens := next_opening(job, claimed.notification):
        _wait_for_hours(job, claimed, opens)
        return None
    shown = _revision(job, claimed)
    message = render_message(
        job, claimed.notification, job.kinds[claimed.notification.kind].render, team_left
    )
    if message is None:
        _leave_unsaid(job, claimed, team_left)
        return None
    if _may_repeat(job, claimed, message) and repetition.spare(job, claimed, message):
        return None
    try:
        with job.time_limit(job.timing.send_within.total_seconds()):  # also where it is frozen from here on
            if job.real_now() - claimed.claimed_at > job.timing.send_within:
                # The lease might end while this is sent. What came before was looked for.
                raise ChatError("held up before sending")
            post = chat.post(channel, message, claimed.notification.key, reader.account if reader else "")
    except ChatError as error:
        handle_unsent(job, chat, claimed, error)
        return None
    if shown:
        with job.store.write(JOB_PATIENCE) as session:
            living_posts.record_posted(session, claimed.id, shown)
    return post, message


def _revision(job: JobContext, claimed: Claimed) -> int:
    """Of a living post what its words show once they are rendered after this; 0 of any other.

    Where this is not known any more, as after a crash, it is edited once more than it had to be.
    """
    if not job.kinds[claimed.notification.kind].living:
        return 0
    with job.store.read(JOB_PATIENCE) as session:
        return living_posts.revision(session, claimed.id)


def _may_repeat(job: JobContext, claimed: Claimed, message: Message) -> bool:
    """Most kinds answer what somebody did: nothing is remembered of those, nor asked before them."""
    kind = job.kinds[claimed.notification.kind]
    may_be_unwanted = kind.recurs or kind.is_budgeted or kind.family or kind.channel_family
    return bool(may_be_unwanted) or isinstance(message, FactMessage)


def _leave_unsaid(job: JobContext, claimed: Claimed, team_left: frozenset[str]) -> None:
    """There is nothing left to say; of a reminder that comes too late there may be that."""
    missed = job.kinds[claimed.notification.kind].missed
    if missed and render_message(job, claimed.notification, missed, team_left):
        _gather_with_missed(job, claimed)
        return
    with job.store.write(JOB_PATIENCE) as session:
        outbox.record_cancelled(session, claimed, NOTHING_LEFT, job.real_now())
