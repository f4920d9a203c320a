"""Deliberate faults in the delivery: a trial that one of them passes would prove nothing.

Each is put into the real code of a worker's own process; the scenario that finds it is in trials.py.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, true, update
from sqlalchemy.orm import Session

from bot.clock import system_now
from gamma.chat import ChatError
from gamma.chat_platform import Chat
from gamma.outbox import Claimed
from jobs.context import JobContext
from jobs.delivery import failures, sending
from storage import outbox, outbox_claims
from storage.models import OutboxRow

NEVER_LOOKS = "never looks"
LOST_ANSWER_IS_SURE = "a lost answer is taken for sure"
FAILED_LOOK_IS_SURE = "a failed look is taken for sure"
NO_ROW_LOCK = "no row lock"
LOOKS_SINCE_LAST_CLAIM = "looks since the last claim"
NO_WAIT_FOR_LEASE = "the lease's end is not awaited"
HELD_UP_SENDS = "sends however late it is"
POST_NOT_KEPT = "the post is not kept"
CALLED_OFF_IS_SENT = "called off, and sent"
TOKEN_IGNORED = "the claim's token is ignored"
TWO_TO_ONE_RECIPIENT = "two at once to a recipient"


def _patch(owner: Any, name: str, value: Any) -> None:
    setattr(owner, name, value)


def _never_looks(chat: Chat, _lease: float) -> None:
    _patch(chat, "find", lambda *_: None)


def _lost_answer_is_sure(_chat: Chat, _lease: float) -> None:
    def handle_unsent(job: JobContext, chat: Chat, claimed: Claimed, error: ChatError) -> None:
        error.unsure = False
        failures.handle_unsent(job, chat, claimed, error)

    _patch(sending, "handle_unsent", handle_unsent)


def _failed_look_is_sure(chat: Chat, _lease: float) -> None:
    find = chat.find

    def found(channel: str, key: str, since: datetime) -> str | None:
        try:
            return find(channel, key, since)
        except ChatError:
            return None

    _patch(chat, "find", found)


def _no_row_lock(_chat: Chat, _lease: float) -> None:
    """Nor the lock by which those that claim take turns, which alone would do here."""
    _patch(outbox_claims, "_take_turns", lambda *_: None)
    _patch(Select, "with_for_update", lambda query, **_: query)


def _claimed_as(change: Callable[[Claimed], Claimed]) -> None:
    claim_due = outbox_claims.claim_due

    def claimed(*arguments: Any) -> list[Claimed]:
        return [change(found) for found in claim_due(*arguments)]

    _patch(outbox_claims, "claim_due", claimed)


def _looks_since_last_claim(_chat: Chat, _lease: float) -> None:
    _claimed_as(lambda claimed: replace(claimed, first_claimed_at=claimed.claimed_at))


def _no_wait_for_lease(_chat: Chat, lease: float) -> None:
    hold = outbox.hold

    def held(session: Session, claimed: Claimed, until: datetime, reason: str, *, unsure: bool) -> None:
        hold(session, claimed, min(until, system_now() + timedelta(seconds=lease / 8)), reason, unsure=unsure)

    _patch(outbox, "hold", held)


def _held_up_sends(_chat: Chat, _lease: float) -> None:
    """The time that is left is a number in the worker's orders."""


def _post_not_kept(_chat: Chat, _lease: float) -> None:
    record_post = outbox.record_post

    def recorded(session: Session, claimed: Claimed, *rest: Any) -> Claimed | None:
        renewed = record_post(session, claimed, *rest)
        session.execute(update(OutboxRow).where(OutboxRow.id == claimed.id).values(post=None))
        return renewed

    _patch(outbox, "record_post", recorded)


def _called_off_is_sent(_chat: Chat, _lease: float) -> None:
    _claimed_as(lambda claimed: replace(claimed, withdrawn=""))


def _token_ignored(_chat: Chat, _lease: float) -> None:
    def ours(claimed: Claimed) -> Any:
        return and_(OutboxRow.id == claimed.id, OutboxRow.state == "claimed")

    _patch(outbox, "_ours", ours)
    _patch(outbox, "is_ours", lambda _claimed, lease_token: lease_token is not None)


def _two_to_one_recipient(_chat: Chat, _lease: float) -> None:
    """Neither by what is claimed already, nor among what is claimed together."""
    _patch(outbox_claims, "_is_next_in_line", true)
    claim_due = outbox_claims.claim_due

    def claimed(*arguments: Any) -> list[Claimed]:
        return [each for _ in range(arguments[-1]) for each in claim_due(*arguments[:-1])]

    _patch(outbox_claims, "claim_due", claimed)


BREAKS: dict[str, Callable[[Chat, float], None]] = {
    NEVER_LOOKS: _never_looks,
    LOST_ANSWER_IS_SURE: _lost_answer_is_sure,
    FAILED_LOOK_IS_SURE: _failed_look_is_sure,
    NO_ROW_LOCK: _no_row_lock,
    LOOKS_SINCE_LAST_CLAIM: _looks_since_last_claim,
    NO_WAIT_FOR_LEASE: _no_wait_for_lease,
    HELD_UP_SENDS: _held_up_sends,
    POST_NOT_KEPT: _post_not_kept,
    CALLED_OFF_IS_SENT: _called_off_is_sent,
    TOKEN_IGNORED: _token_ignored,
    TWO_TO_ONE_RECIPIENT: _two_to_one_recipient,
}
