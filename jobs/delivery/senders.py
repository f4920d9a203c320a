"""Several messages under way at once, each to another recipient; claimed, and recorded, several at a time."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from queue import Empty, SimpleQueue
from time import monotonic

from sqlalchemy.orm import Session

from jobs.context import JobContext
from jobs.delivery import repetition, sending
from jobs.delivery.failures import notify_lacking
from jobs.delivery.sending import Claim, Said
from storage import outbox, outbox_claims
from storage.people import people
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.3
"""How long to wait for what is under way before looking whether anything else became due."""
_TOGETHER_SECONDS = 0.02
"""How long what was sent waits for others to be recorded with."""


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
            self._ended.put(sending.send(self._job, claim))
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
        for each in left:
            self._record_alone(each)
        return claims

    def _record_alone(self, said: Said) -> None:
        try:
            record(self._job, said)
        except StoreBusyError as error:
            self._error = self._error or error
        except Exception:
            sending.fail(self._job, said.claimed)


def _record_together(job: JobContext, session: Session, said: Sequence[Said]) -> list[Said]:
    """Gives back those that are to be recorded each by itself."""
    plain = {each.claimed.id: each for each in said if not each.lacking}
    posts = [(each.claimed, each.post) for each in plain.values()]
    left = {claimed.id for claimed, _ in outbox.record_all_sent(session, posts, job.real_now())}
    for each in plain.values():
        if each.claimed.id not in left:
            repetition.record(job, session, each.claimed.notification, each.told)
    return [each for each in said if each.lacking or each.claimed.id in left]


def record(job: JobContext, said: Said) -> None:
    claimed = said.claimed
    with job.store.write(JOB_PATIENCE) as session:
        lacking = f"{sending.WITHOUT_ATTACHMENT}{said.lacking}" if said.lacking else ""
        if outbox.record_sent(session, claimed, said.post, job.real_now(), lacking):
            repetition.record(job, session, claimed.notification, said.told)
            if said.lacking:
                notify_lacking(session, job, claimed, said.lacking)


def _claim(job: JobContext, session: Session, room: int) -> list[Claim]:
    """With the readers of private messages, as they are known now."""
    claims = outbox_claims.claim_due(
        session, job.now(), job.real_now(), job.timing.lease, list(job.chats), job.is_abandoned, room
    )
    readers = people.by_ids(session, [id_ for each in claims if (id_ := each.notification.person_id)])
    return [Claim(each, readers.get(each.notification.person_id or 0)) for each in claims]
