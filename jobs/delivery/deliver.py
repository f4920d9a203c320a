"""Says what is due in the outbox: claim, look if in doubt, send, record; never lost, no words twice.

Several messages are under way at once, each to another recipient; claimed, and recorded, several at a time.
What is not said just now is in unsaid.py, what cannot be sent in failures.py.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from queue import Empty, SimpleQueue
from time import monotonic

from sqlalchemy.orm import Session

from gamma.chat import ChatError, Message
from gamma.chat_platform import Chat
from gamma.outbox import LATE, Claimed
from jobs.context import JobContext
from jobs.delivery import failures, recording, repetition
from jobs.delivery.catch_up import gather_for_each
from jobs.delivery.edits import edit_posts
from jobs.delivery.failures import handle_unready, handle_unsent
from jobs.delivery.recipients import (
    message_context_for,
    next_opening,
    note_language,
    reminder_kinds,
    render_in,
    teams_left,
)
from jobs.delivery.under_way import Claim, Prepared, Said
from jobs.delivery.unsaid import end_erased, leave_unsaid, resolve_missing_post, wait_for_hours
from jobs.message_context import FactMessage, MessageKind
from storage import living_posts, outbox, outbox_claims
from storage.people import people
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)

_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the platform's clock may be from ours when we look for a post."""

_LOOK_SECONDS = 0.3
"""How long to wait for what is under way before looking whether anything else became due."""
_TOGETHER_SECONDS = 0.02
"""How long what was sent waits for others to be recorded with."""


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
    if recipients:
        gather_for_each(job, recipients, due_before)


class Senders:
    """One run of a delivery: until nothing is due any more, or the bot is to stop.

    is_due: a look, which takes no lock.
    """

    def __init__(self, job: JobContext, is_due: Callable[[], bool]) -> None:
        self._job = job
        self._is_due = is_due
        self._ended: SimpleQueue[Said | BaseException | None] = SimpleQueue()
        self._under_way = 0
        self._error: BaseException | None = None

    def run(self) -> None:
        """What was sent is recorded in any case. Raises what kept it from going on, once all have ended."""
        size = self._job.senders
        with ThreadPoolExecutor(size, "sender") if size > 1 else nullcontext() as pool:
            while self._turn(pool):
                pass
        if self._error:
            raise self._error

    def _turn(self, pool: Executor | None) -> bool:
        """Whether there is another one."""
        said = self._collect()
        room = 0 if self._error or self._job.is_stopping() else self._job.senders - self._under_way
        if not said and self._under_way and not (room and self._looks_due()):
            return True
        for claim in self._record_and_claim(said, room):
            self._under_way += 1
            if pool:
                pool.submit(self._send, claim)
            else:
                self._send(claim)
        return self._under_way > 0

    def _looks_due(self) -> bool:
        try:
            return self._is_due()
        except Exception as error:
            self._error = self._error or error
            return False

    def _send(self, claim: Claim) -> None:
        """It ends with an outcome whatever happens: nobody waits for it for ever."""
        try:
            self._ended.put(_send_one(self._job, claim))
        except BaseException as error:
            self._ended.put(error)

    def _collect(self) -> list[Said]:
        """What was sent: the first that ends, and what ends soon after."""
        ended: list[Said | BaseException | None] = []
        until = monotonic() + _LOOK_SECONDS
        while len(ended) < self._under_way:
            try:
                ended.append(self._ended.get(timeout=max(0.0, until - monotonic())))
            except Empty:
                break
            if len(ended) == 1:
                until = monotonic() + _TOGETHER_SECONDS
        self._under_way -= len(ended)
        errors = [each for each in ended if isinstance(each, BaseException)]
        self._error = self._error or next(iter(errors), None)
        return [each for each in ended if isinstance(each, Said)]

    def _record_and_claim(self, said: Sequence[Said], room: int) -> list[Claim]:
        """In one transaction, as far as that goes: whose message is recorded may be written to again."""
        self._job.beat()
        left, claims = said, []
        try:
            with self._job.store.write(JOB_PATIENCE) as session:
                apart = _record_together(self._job, session, said)
                claims = _claim(self._job, session, room) if room else []
            left = apart
        except Exception as error:
            if not said or isinstance(error, StoreBusyError):
                self._error = self._error or error
                return []
            log.exception("%s messages were not recorded together: each is by itself", len(said))
            claims = []  # they went with the transaction: who sent them all the same would say them twice
        try:
            for each in left:
                recording.record(self._job, each)
        except StoreBusyError as error:
            self._error = self._error or error
        return claims


def _record_together(job: JobContext, session: Session, said: Sequence[Said]) -> list[Said]:
    """Gives back those that are to be recorded each by itself."""
    if not said:
        return []
    plain = {each.claimed.id: each for each in said if not each.lacking}
    posts = [(each.claimed, each.post) for each in plain.values()]
    left = {claimed.id for claimed, _ in outbox.record_all_sent(session, posts, job.real_now())}
    for each in plain.values():
        if each.told and each.claimed.id not in left:
            repetition.record(job, session, each.claimed.notification, each.told)
    return [each for each in said if each.lacking or each.claimed.id in left]


def _claim(job: JobContext, session: Session, room: int) -> list[Claim]:
    """With the readers of private messages, as they are known now."""
    claims = outbox_claims.claim_due(
        session, job.now(), job.real_now(), job.timing.lease, list(job.chats), job.is_abandoned, room
    )
    readers = people.by_ids(session, [id_ for each in claims if (id_ := each.notification.person_id)])
    return [Claim(each, readers.get(each.notification.person_id or 0)) for each in claims]


def _send_one(job: JobContext, claim: Claim) -> Said | None:
    """Every other way out records what became of it, or leaves it to be looked for."""
    try:
        return _process(job, claim)
    except Exception:
        failures.fail(job, claim.claimed)
    return None


def _process(job: JobContext, claim: Claim) -> Said | None:
    claimed, reader = claim.claimed, claim.reader
    chat = job.chats[claimed.notification.platform]
    if reader and reader.erased:
        end_erased(job, claimed)
        return None
    try:
        channel = _address(job, chat, claim)
        post = claimed.post or _find_post(chat, channel, claimed)
        team_left = teams_left(job, chat, claimed.notification)
    except ChatError as error:
        handle_unready(job, claimed, error)
        return None
    if post:
        return recording.take_up(job, chat, claimed, channel, post, team_left)
    if claimed.unsure and resolve_missing_post(job, claimed):
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


def _say(job: JobContext, chat: Chat, claim: Claim, channel: str, team_left: frozenset[str]) -> Said | None:
    claimed = claim.claimed
    prepared = _prepare(job, claimed, team_left)
    if prepared.opens:
        wait_for_hours(job, claimed, prepared.opens)
        return None
    if prepared.message is None:
        leave_unsaid(job, claimed, team_left)
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
    said = Said(claimed, post, prepared.told)
    if not prepared.message.has_attachments:
        return said
    return recording.follow(job, chat, said, channel, prepared.message)


def _prepare(job: JobContext, claimed: Claimed, team_left: frozenset[str]) -> Prepared:
    """From one state of things: its reader's hours, its words, and whether they are news.

    Of a living post the revision is read with its words. Where it is not known any more, as after a crash,
    it is edited once more than it had to be.
    """
    notification = claimed.notification
    with job.store.read(JOB_PATIENCE) as session:
        kind = job.kinds[notification.kind]
        context = message_context_for(job, session, notification, team_left)
        if opens := next_opening(job, context, notification):
            return Prepared(opens)
        shown = living_posts.revision(session, claimed.id) if kind.living else 0
        message = render_in(context, notification, kind.render)
        if message is None:
            return Prepared()
        if not _may_repeat(kind, message):
            return Prepared(None, message, shown)
        told = repetition.telling(job, context, notification, message)
        spared = repetition.find_spared(job, context, claimed, message, told)
    return Prepared(None, message, shown, told, spared)


def _may_repeat(kind: MessageKind, message: Message) -> bool:
    """Most kinds answer what somebody did: nothing is remembered of those, nor asked before them."""
    may_be_unwanted = kind.recurs or kind.is_budgeted or kind.family or kind.channel_family
    return bool(may_be_unwanted) or isinstance(message, FactMessage)


def _post(job: JobContext, chat: Chat, claimed: Claimed, channel: str, message: Message, account: str) -> str:
    """The claim is looked at again here, and by the time limit once more right before the words leave."""
    with job.time_limit(job.timing.send_within.total_seconds()):  # also where it is frozen from here on
        if job.real_now() - claimed.claimed_at > job.timing.send_within:
            # The lease might end while this is sent. What came before was looked for.
            raise ChatError("held up before sending")
        return chat.post(channel, message, claimed.notification.key, account)
