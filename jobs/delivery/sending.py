"""One message on its way: look if in doubt, word it, send it; what stands is handed back to be recorded."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gamma.chat import ChatError, Message
from gamma.chat_platform import Chat
from gamma.outbox import LATE, UNEXPECTED, Claimed, Recipient
from gamma.people.person import Person
from jobs.context import JobContext
from jobs.delivery import repetition
from jobs.delivery.catch_up import gather
from jobs.delivery.catch_up_messages import CATCH_UP
from jobs.delivery.failures import MAX_UNEXPECTED_ERRORS, give_up, handle_unready, handle_unsent, hold
from jobs.delivery.recipients import (
    message_context_for,
    next_opening,
    note_language,
    render_in,
    render_message,
    teams_left,
)
from jobs.delivery.repetition import Spared, Telling
from jobs.message_context import Timing
from storage import living_posts, outbox
from storage.people import people
from storage.privacy import erasure
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

NOTHING_LEFT = "nothing left to say"

_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the platform's clock may be from ours when we look for a post."""

WITHOUT_ATTACHMENT = "posted without its picture or file: "
"""How the outbox shows what became of it."""

_MOST_UPLOADS = 12
"""Tries, within an hour or so, of a picture or a file whose message stands already."""


@dataclass(frozen=True)
class Claim:
    """What a sender is given. reader: the person it is for, None where it is for a channel."""

    claimed: Claimed
    reader: Person | None


@dataclass(frozen=True)
class Said:
    """Its words stand in this post: to be recorded before its reader is told anything else.

    lacking: what did not follow it, and why.
    """

    claimed: Claimed
    post: str
    told: Telling = field(default_factory=Telling)
    lacking: str = ""


@dataclass(frozen=True)
class _Prepared:
    """What is to be sent, or why nothing is at this moment. shown: the revision its words show, 0 of most."""

    opens: datetime | None = None
    message: Message | None = None
    shown: int = 0
    told: Telling = field(default_factory=Telling)
    spared: Spared | None = None


def send(job: JobContext, claim: Claim) -> Said | None:
    """Every other way out records what became of it, or leaves it to be looked for."""
    try:
        return _process(job, claim)
    except Exception:
        fail(job, claim.claimed)
    return None


def fail(job: JobContext, claimed: Claimed) -> None:
    """After an error that nobody foresaw, while that is being handled."""
    log.exception("message %s was not sent", claimed.id)
    if claimed.attempts < MAX_UNEXPECTED_ERRORS:
        hold(job, claimed, None, "unexpected error, see the log", unsure=True)
    else:
        give_up(job, claimed, UNEXPECTED)


def _process(job: JobContext, claim: Claim) -> Said | None:
    claimed, reader = claim.claimed, claim.reader
    chat = job.chats[claimed.notification.platform]
    if reader and reader.erased:
        # Planned for somebody who was erased, be it long ago: the cause of a message may outlive them.
        with job.store.write(JOB_PATIENCE) as session:
            outbox.record_failed(session, claimed, erasure.REASON, job.real_now())
        return None
    try:
        channel = _address(job, chat, claim)
        post = claimed.post or _find_post(chat, channel, claimed)
        team_left = teams_left(job, chat, claimed.notification)
    except ChatError as error:
        handle_unready(job, claimed, error)
        return None
    if post:
        return _take_up(job, chat, claimed, channel, post, team_left)
    if claimed.unsure and _resolve_missing_post(job, claimed):
        return None
    return _say(job, chat, claim, channel, team_left)


def _address(job: JobContext, chat: Chat, claim: Claim) -> str:
    """The channel to post in; a direct one is known and stored before anything is sent there."""
    if claim.reader is None:
        return claim.claimed.notification.channel or ""
    note_language(job, chat, claim.reader)
    if claim.reader.direct_channel:
        return claim.reader.direct_channel
    channel = chat.direct_channel(claim.reader.account)
    with job.store.write(JOB_PATIENCE) as session:
        people.set_direct_channel(session, claim.reader.id, channel)
    return channel


def _find_post(chat: Chat, channel: str, claimed: Claimed) -> str | None:
    """After a try whose outcome is unknown: the post it made, if it did."""
    if not claimed.unsure:
        return None
    return chat.find(channel, claimed.notification.key, claimed.first_claimed_at - _CLOCKS_DIFFER)


def _take_up(
    job: JobContext, chat: Chat, claimed: Claimed, channel: str, post: str, team_left: frozenset[str]
) -> Said | None:
    """Somebody posted it before, so the message may say by now what the post does not.

    What its post says is not known any more: it may be told once more, and nothing stays untold.
    """
    notification = claimed.notification
    with job.store.read(JOB_PATIENCE) as session:
        context = message_context_for(job, session, notification, team_left)
        message = render_in(context, notification, job.kinds[notification.kind].render)
        week = repetition.telling(job, context, notification, message).week if message else ""
    return _follow(job, chat, Said(claimed, post, Telling(week=week)), channel, message)


def _say(job: JobContext, chat: Chat, claim: Claim, channel: str, team_left: frozenset[str]) -> Said | None:
    claimed = claim.claimed
    prepared = _prepare(job, claimed, team_left)
    if prepared.opens:
        _wait_for_hours(job, claimed, prepared.opens)
        return None
    if prepared.message is None:
        _leave_unsaid(job, claimed, team_left)
        return None
    if prepared.spared:
        repetition.spare(job, claimed, prepared.spared)
        return None
    account = claim.reader.account if claim.reader else ""
    try:
        post = _post(job, chat, claimed, channel, prepared.message, account)
    except ChatError as error:
        handle_unsent(job, chat, claimed, error)
        return None
    if prepared.shown:
        with job.store.write(JOB_PATIENCE) as session:
            living_posts.record_posted(session, claimed.id, prepared.shown)
    return _follow(job, chat, Said(claimed, post, prepared.told), channel, prepared.message)


def _prepare(job: JobContext, claimed: Claimed, team_left: frozenset[str]) -> _Prepared:
    """From one state of things: its reader's hours, its words, and whether they are news.

    Of a living post the revision is read with its words. Where it is not known any more, as after a crash,
    it is edited once more than it had to be.
    """
    notification = claimed.notification
    with job.store.read(JOB_PATIENCE) as session:
        kind = job.kinds[notification.kind]
        context = message_context_for(job, session, notification, team_left)
        if opens := next_opening(job, context, notification):
            return _Prepared(opens)
        shown = living_posts.revision(session, claimed.id) if kind.living else 0
        message = render_in(context, notification, kind.render)
        if message is None:
            return _Prepared()
        told = repetition.telling(job, context, notification, message)
        spared = repetition.find_spared(job, context, claimed, message, told)
    return _Prepared(None, message, shown, told, spared)


def _post(job: JobContext, chat: Chat, claimed: Claimed, channel: str, message: Message, account: str) -> str:
    """The claim is looked at again here, and by the time limit once more right before the words leave."""
    with job.time_limit(job.timing.send_within.total_seconds()):  # also where it is frozen from here on
        if job.real_now() - claimed.claimed_at > job.timing.send_within:
            # The lease might end while this is sent. What came before was looked for.
            raise ChatError("held up before sending")
        return chat.post(channel, message, claimed.notification.key, account)


def _follow(job: JobContext, chat: Chat, said: Said, channel: str, message: Message | None) -> Said | None:
    """The words stand. What follows them is tried for a while, then they are recorded without it."""
    if message is None or not message.has_attachments:
        return said
    with job.store.write(JOB_PATIENCE) as session:
        renewed = outbox.record_post(session, said.claimed, said.post, job.real_now(), job.timing.lease)
    if renewed is None:
        return None
    lacking = ""
    try:
        chat.attach(channel, said.post, message, said.claimed.notification.key)
    except ChatError as error:
        lacking = error.reason
        if error.token_refused or not (error.permanent or renewed.attempts >= _MOST_UPLOADS):
            hold(job, renewed, error.retry_after, WITHOUT_ATTACHMENT + lacking, unsure=True)
            return None
    return Said(renewed, said.post, said.told, lacking)


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


def _leave_unsaid(job: JobContext, claimed: Claimed, team_left: frozenset[str]) -> None:
    """There is nothing left to say; of a reminder that comes too late there may be that."""
    missed = job.kinds[claimed.notification.kind].missed
    if missed and render_message(job, claimed.notification, missed, team_left):
        _gather_with_missed(job, claimed)
        return
    with job.store.write(JOB_PATIENCE) as session:
        outbox.record_cancelled(session, claimed, NOTHING_LEFT, job.real_now())
