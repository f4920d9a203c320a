"""What becomes of a message that could not be sent: it waits, enters its channel first, or has failed."""

import logging
from datetime import timedelta

from sqlalchemy.orm import Session

from gamma.chat import ChatError
from gamma.chat_platform import Chat
from gamma.dates import day_in
from gamma.outbox import UNEXPECTED, UNFORESEEN, Claimed, Notification
from jobs.context import JobContext
from storage import outbox, overdue
from storage.experts import experts
from storage.people import people
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

MAX_UNEXPECTED_ERRORS = 8
"""Tries of a message after which errors that nobody foresaw end it, and the programme team is told."""

_TRIED_FOR, _TRIES_AT_LEAST = timedelta(days=7), 5
"""After so long and so many tries a message ends that no try brought there; the programme team is told.

A refused token has no such end: who runs the bot mends that, and nothing is lost for it.
"""

UNINVITED = "the bot is not in the channel: invite it"
"""Why such a message waits, as the outbox shows it."""

_INVITED_WITHIN = timedelta(days=7)
"""How long a message waits for somebody to invite the bot to its channel."""
_SOON = timedelta(hours=1)
"""In which an invitation is likely: who linked the channel has just been asked for it."""
_LOOK_SECONDS, _LOOK_LATER_SECONDS = 20.0, 300.0
"""How often to look for it, then and later."""
_ASKED_AGAIN_AFTER = timedelta(minutes=10)
"""The answer to the link asked for it: that may have been lost, or forgotten."""


def handle_unready(job: JobContext, claimed: Claimed, error: ChatError) -> None:
    """The recipient was not found, or the look for an earlier try failed: that one is never given up."""
    if error.permanent and not (claimed.unsure or error.token_refused):
        give_up(job, claimed, error.reason)
        return
    _wait(job, claimed, error, unsure=claimed.unsure)
    if error.permanent and not error.token_refused:
        _tell_unsure(job, claimed, error.reason)


def handle_unsent(job: JobContext, chat: Chat, claimed: Claimed, error: ChatError) -> None:
    if not error.permanent or error.token_refused:
        _wait(job, claimed, error, unsure=error.unsure)
    elif not _enter_channel(job, chat, claimed):
        give_up(job, claimed, error.reason)


def _wait(job: JobContext, claimed: Claimed, error: ChatError, *, unsure: bool) -> None:
    """It may pass; where it does not for days, that is told. One in doubt goes on being looked for."""
    late = job.real_now() - claimed.first_claimed_at > _TRIED_FOR and claimed.attempts >= _TRIES_AT_LEAST
    if not late or error.token_refused:
        hold(job, claimed, error.retry_after, error.reason, unsure=unsure)
    elif unsure:
        hold(job, claimed, error.retry_after, error.reason, unsure=True)
        _tell_unsure(job, claimed, error.reason)
    else:
        _give_up_late(job, claimed, error.reason)


def _give_up_late(job: JobContext, claimed: Claimed, reason: str) -> None:
    """Of many that end together the programme team is told once a day."""
    notification = claimed.notification
    with job.store.write(JOB_PATIENCE) as session:
        ended = outbox.record_failed(session, claimed, reason, job.real_now())
        if ended and not notification.kind.startswith("delivery_"):
            subject = {"platform": notification.platform, "reason": reason, "days": _TRIED_FOR.days}
            key = f"delivery_late:{notification.platform}:{day_in(job.now(), job.zone)}"
            job.notify_programme_team(session, "delivery_late", key, subject)


def _tell_unsure(job: JobContext, claimed: Claimed, reason: str) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        notify_programme_team(session, job, claimed, "delivery_unsure", reason)


def _enter_channel(job: JobContext, chat: Chat, claimed: Claimed) -> bool:
    """A channel that refuses may only be one the bot is not in yet: enter, or wait to be invited."""
    notification = claimed.notification
    if notification.channel is None:
        return False
    try:
        inside = chat.join(notification.channel)
    except ChatError:
        inside = False
    if inside:
        if claimed.attempts > MAX_UNEXPECTED_ERRORS:
            return False
        hold(job, claimed, 0, "entered the channel", unsure=False)
        return True
    return _wait_for_invitation(job, claimed)


def _wait_for_invitation(job: JobContext, claimed: Claimed) -> bool:
    """The person behind the message is asked once more, after a while, to invite the bot."""
    notification = claimed.notification
    waited = job.now() - notification.due_at
    if "person" not in notification.subject or waited > _INVITED_WITHIN:
        return False
    hold(job, claimed, _LOOK_SECONDS if waited < _SOON else _LOOK_LATER_SECONDS, UNINVITED, unsure=False)
    if waited < _ASKED_AGAIN_AFTER:
        return True
    with job.store.write(JOB_PATIENCE) as session:
        key = f"invite-me:{notification.platform}:{notification.channel}:{claimed.id}"
        person = people.by_id(session, notification.subject["person"])
        invitation = Notification(key, "invite_me", {}, person.platform, job.now(), person_id=person.id)
        outbox.plan(session, invitation)
    return True


def hold(job: JobContext, claimed: Claimed, retry_after: float | None, reason: str, *, unsure: bool) -> None:
    """Try again later; after an unknown outcome not before the lease would have ended."""
    until = job.real_now() + job.timing.wait_before_retry(claimed.attempts, retry_after)
    if unsure:
        until = max(until, claimed.claimed_at + job.timing.lease)
    with job.store.write(JOB_PATIENCE) as session:
        outbox.hold(session, claimed, until, reason, unsure=unsure)
        if retry_after is not None:
            overdue.hold_recipient(session, claimed, until)


def fail(job: JobContext, claimed: Claimed) -> None:
    """After an error that nobody foresaw, while that is being handled."""
    log.exception("message %s was not sent", claimed.id)
    if claimed.attempts < MAX_UNEXPECTED_ERRORS:
        hold(job, claimed, None, UNFORESEEN, unsure=True)
    else:
        give_up(job, claimed, UNEXPECTED)


def give_up(job: JobContext, claimed: Claimed, reason: str) -> None:
    """A refusal for good is recorded, and told."""
    with job.store.write(JOB_PATIENCE) as session:
        if outbox.record_failed(session, claimed, reason, job.real_now()):
            notify_programme_team(session, job, claimed, "delivery_failed", reason)
            if job.kinds[claimed.notification.kind].is_offer:
                experts.mark_unreachable(session, claimed.notification.person_id or 0, job.now())


def notify_programme_team(
    session: Session, job: JobContext, claimed: Claimed, kind: str, reason: str
) -> None:
    """Told once; never about such a telling itself."""
    if claimed.notification.kind.startswith("delivery_"):
        return
    subject = {"key": claimed.notification.key, "platform": claimed.notification.platform, "reason": reason}
    job.notify_programme_team(session, kind, f"{kind}:{claimed.id}", subject)


def notify_lacking(session: Session, job: JobContext, claimed: Claimed, lacking: str) -> None:
    """The programme team, and who waits for it in private."""
    notify_programme_team(session, job, claimed, "delivery_incomplete", lacking)
    notification = claimed.notification
    if notification.person_id is not None:
        key, subject = f"not-followed:{claimed.id}", {"kind": notification.kind}
        not_followed = Notification(
            key, "not_followed", subject, notification.platform, job.now(), person_id=notification.person_id
        )
        outbox.plan(session, not_followed)
