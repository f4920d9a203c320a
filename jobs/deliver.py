"""Says what is due in the outbox: claim, look if in doubt, send, record; never lost, never twice."""

import logging
from datetime import timedelta

from gamma.chat import Chat, ChatError, Message
from gamma.outbox import Claimed, Notice
from gamma.people import Person
from gamma.words import Words, nearest_locale
from jobs.context import Work
from jobs.notices import NOTICES, Facts
from storage import outbox, people
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)

_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the platform's clock may be from ours when we look for a post."""


def deliver(work: Work) -> None:
    """Send everything due now. Safe to run in several processes at once."""
    while claimed := _claim(work):
        try:
            _see_to(work, claimed)
        except Exception:
            log.exception("message %s was not sent", claimed.id)
            _hold(work, claimed, None, "unexpected error, see the log", unsure=True)


def _claim(work: Work) -> Claimed | None:
    with work.store.write(JOB_PATIENCE) as session:
        return outbox.claim_next(session, work.now(), work.real_now(), work.timing.lease, work.chats)


def _see_to(work: Work, claimed: Claimed) -> None:
    """One message: every way out records what became of it, or leaves it to be looked for."""
    chat = work.chats[claimed.notice.platform]
    try:
        channel, reader = _recipient(work, chat, claimed.notice)
        post = _found(chat, channel, claimed)
    except ChatError as error:
        _not_sent(work, claimed, error, unsure=claimed.unsure)
        return
    if post is None:
        post = _sent(work, chat, claimed, channel, reader)
    if post is not None:
        with work.store.write(JOB_PATIENCE) as session:
            outbox.record_sent(session, claimed, post, work.real_now())


def _recipient(work: Work, chat: Chat, notice: Notice) -> tuple[str, Person | None]:
    """The channel to post in; a direct one is known and stored before anything is sent there."""
    if notice.channel:
        return notice.channel, None
    with work.store.read(JOB_PATIENCE) as session:
        person = people.by_id(session, notice.person_id or 0)
    if person.direct_channel:
        return person.direct_channel, person
    channel = chat.direct_channel(person.account)
    with work.store.write(JOB_PATIENCE) as session:
        people.keep_direct_channel(session, person.id, channel)
    return channel, person


def _found(chat: Chat, channel: str, claimed: Claimed) -> str | None:
    """After a try whose outcome is unknown: the post it made, if it did."""
    if not claimed.unsure:
        return None
    return chat.find(channel, claimed.notice.key, claimed.first_claimed_at - _CLOCKS_DIFFER)


def _sent(work: Work, chat: Chat, claimed: Claimed, channel: str, reader: Person | None) -> str | None:
    message = _rendered(work, claimed.notice, reader)
    if message is None:
        with work.store.write(JOB_PATIENCE) as session:
            outbox.record_failed(session, claimed, "nothing left to say", work.real_now())
        return None
    if work.real_now() - claimed.claimed_at > work.timing.send_within:
        # The lease might end while this is sent. Nothing is in doubt: what came before was looked for.
        _hold(work, claimed, None, "held up before sending", unsure=False)
        return None
    try:
        return chat.post(channel, message, claimed.notice.key, reader.account if reader else "")
    except ChatError as error:
        _not_sent(work, claimed, error, unsure=error.unsure)
        return None


def _rendered(work: Work, notice: Notice, reader: Person | None) -> Message | None:
    """The message in its reader's language, from the facts of this moment."""
    locale = nearest_locale(reader.locale if reader else "") or work.locale
    with work.store.read(JOB_PATIENCE) as session:
        facts = Facts(session, work.programme, Words(locale), work.now(), work.zone, work.commands)
        return NOTICES[notice.kind](facts, notice.subject)


def _not_sent(work: Work, claimed: Claimed, error: ChatError, *, unsure: bool) -> None:
    if error.permanent:
        _give_up(work, claimed, error.reason)
        return
    _hold(work, claimed, error.retry_after, error.reason, unsure=unsure)


def _hold(work: Work, claimed: Claimed, asked: float | None, reason: str, *, unsure: bool) -> None:
    """Try again later; after an unknown outcome not before the lease would have ended."""
    until = work.real_now() + work.timing.wait_before_retry(claimed.attempts, asked)
    if unsure:
        until = max(until, claimed.claimed_at + work.timing.lease)
    with work.store.write(JOB_PATIENCE) as session:
        outbox.hold(session, claimed, until, reason, unsure=unsure)
        if asked is not None:
            outbox.hold_recipient(session, claimed, until)


def _give_up(work: Work, claimed: Claimed, reason: str) -> None:
    """A refusal for good is recorded and told to the programme team (but never about such a telling)."""
    with work.store.write(JOB_PATIENCE) as session:
        if not outbox.record_failed(session, claimed, reason, work.real_now()):
            return
        if claimed.notice.kind == "delivery_failed":
            return
        for platform, account in work.programme_team:
            person = people.meet(session, platform, account)
            subject = {"key": claimed.notice.key, "platform": claimed.notice.platform, "reason": reason}
            key = f"delivery-failed:{claimed.id}:{person.id}"
            notice = Notice(key, "delivery_failed", subject, platform, work.now(), person_id=person.id)
            outbox.plan(session, notice)
