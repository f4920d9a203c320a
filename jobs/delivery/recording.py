"""What stands: found after a doubt, followed by a picture or a file, recorded by itself."""

from gamma.chat import ChatError, Message
from gamma.chat_platform import Chat
from gamma.outbox import Claimed
from jobs.context import JobContext
from jobs.delivery import repetition
from jobs.delivery.failures import fail, hold, notify_lacking
from jobs.delivery.recipients import message_context_for, render_in
from jobs.delivery.repetition import Telling
from jobs.delivery.under_way import Said
from storage import outbox
from storage.store import JOB_PATIENCE, StoreBusyError

_MOST_UPLOADS = 12
"""Tries, within an hour or so, of a picture or a file whose message stands already."""

WITHOUT_ATTACHMENT = "posted without its picture or file: "
"""How the outbox shows what became of it."""


def record(job: JobContext, said: Said) -> None:
    """What nobody foresaw leaves it to be looked for. Raises StoreBusyError."""
    try:
        _record(job, said)
    except StoreBusyError:
        raise
    except Exception:
        fail(job, said.claimed)


def _record(job: JobContext, said: Said) -> None:
    claimed = said.claimed
    with job.store.write(JOB_PATIENCE) as session:
        lacking = f"{WITHOUT_ATTACHMENT}{said.lacking}" if said.lacking else ""
        if outbox.record_sent(session, claimed, said.post, job.real_now(), lacking):
            if said.told:
                repetition.record(job, session, claimed.notification, said.told)
            if said.lacking:
                notify_lacking(session, job, claimed, said.lacking)


def take_up(
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
    return follow(job, chat, Said(claimed, post, Telling(week=week)), channel, message)


def follow(job: JobContext, chat: Chat, said: Said, channel: str, message: Message | None) -> Said | None:
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
