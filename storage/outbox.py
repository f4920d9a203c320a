"""The outbox: messages planned with the fact that caused them, claimed by one worker at a time."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gamma.outbox import TYPED, Claimed, Entry, Notice, State
from storage.models import OUTBOX_OPEN, OutboxRow

_OPEN = text(OUTBOX_OPEN)


def plan(session: Session, notice: Notice) -> bool:
    """Plan a message; False if it is planned or sent already. One that failed is planned once more."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {
        "kind": notice.kind,
        "subject": dict(notice.subject),
        "platform": notice.platform,
        "channel": notice.channel,
        "person_id": notice.person_id,
        "due_at": notice.due_at,
        "state": "planned",
        "attempts": 0,
        "reason": "",
        "ended_at": None,
    }
    row = insert(OutboxRow).values(key=notice.key, **values)
    planned = row.on_conflict_do_update(
        index_elements=["key"], set_=values, where=OutboxRow.state == "failed"
    )
    return session.execute(planned.returning(OutboxRow.id)).first() is not None


def claim_next(
    session: Session, now: datetime, real_now: datetime, lease: timedelta, platforms: Iterable[str]
) -> Claimed | None:
    """Take the message longest due on these platforms, for the time of the lease.

    A row left claimed by a worker that never told its outcome comes back unsure once its lease is over.
    """
    free = or_(OutboxRow.hold_until.is_(None), OutboxRow.hold_until <= real_now)
    due = and_(_OPEN, OutboxRow.due_at <= now, free, OutboxRow.platform.in_(list(platforms)))
    query = select(OutboxRow).where(due).order_by(OutboxRow.due_at, OutboxRow.id).limit(1)
    row = session.scalar(query.with_for_update(skip_locked=True))
    if row is None:
        return None
    unsure = row.state == "claimed"
    row.state, row.claim = "claimed", secrets.token_hex(8)
    row.hold_until = real_now + lease
    row.first_claimed_at = row.first_claimed_at or real_now
    row.attempts += 1
    session.flush()
    return Claimed(
        id=row.id,
        claim=row.claim,
        notice=_notice(row),
        unsure=unsure,
        attempts=row.attempts,
        claimed_at=real_now,
        first_claimed_at=row.first_claimed_at,
        post=row.post or "",
    )


def record_sent(session: Session, claimed: Claimed, post: str, real_now: datetime, lacking: str = "") -> bool:
    """False when the claim is no longer ours: somebody else is seeing to it.

    lacking: what did not follow it, and why.
    """
    return _end(session, claimed, "sent", real_now, post=post, reason=lacking)


def record_failed(session: Session, claimed: Claimed, reason: str, real_now: datetime) -> bool:
    return _end(session, claimed, "failed", real_now, reason=reason)


def hold(session: Session, claimed: Claimed, until: datetime, reason: str, *, unsure: bool) -> None:
    """Leave a message alone until then; unsure ones are looked for before they are sent again."""
    state = "claimed" if unsure else "planned"
    values = {"state": state, "claim": None, "hold_until": until, "reason": reason}
    session.execute(update(OutboxRow).where(_ours(claimed)).values(values))


def hold_recipient(session: Session, claimed: Claimed, until: datetime) -> None:
    """The platform asked to wait: its other messages to this recipient wait at least as long."""
    notice = claimed.notice
    same = and_(
        OutboxRow.state == "planned",
        or_(OutboxRow.hold_until.is_(None), OutboxRow.hold_until < until),
        OutboxRow.platform == notice.platform,
        OutboxRow.channel == notice.channel if notice.channel else OutboxRow.person_id == notice.person_id,
    )
    session.execute(update(OutboxRow).where(same).values(hold_until=until))


def keep_post(
    session: Session, claimed: Claimed, post: str, real_now: datetime, lease: timedelta
) -> Claimed | None:
    """The words stand: claim what follows them for the time of a lease, with tries of its own.

    None when the claim is no longer ours.
    """
    attempts = claimed.attempts if claimed.post else 1
    values = {"post": post, "attempts": attempts, "hold_until": real_now + lease}
    kept = session.execute(update(OutboxRow).where(_ours(claimed)).values(values).returning(OutboxRow.id))
    return replace(claimed, post=post, attempts=attempts, claimed_at=real_now) if kept.first() else None


def entries(session: Session, state: State | Literal["open"], at_most: int = 200) -> list[Entry]:
    """Rows in this state: those still open by due time, those ended the latest first."""
    if state in ("open", "planned", "claimed"):
        chosen = _OPEN if state == "open" else OutboxRow.state == state
        query = select(OutboxRow).where(chosen).order_by(OutboxRow.due_at, OutboxRow.id)
    else:
        query = select(OutboxRow).where(OutboxRow.state == state).order_by(OutboxRow.ended_at.desc())
    return [_entry(row) for row in session.scalars(query.limit(at_most))]


def counts(session: Session) -> dict[str, int]:
    rows = session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return dict(iter(rows))


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    """The first instant in that time at which something open becomes due."""
    between = and_(_OPEN, OutboxRow.due_at > after, OutboxRow.due_at <= until)
    return session.scalar(select(func.min(OutboxRow.due_at)).where(between))


def _end(
    session: Session,
    claimed: Claimed,
    state: State,
    real_now: datetime,
    *,
    reason: str,
    post: str | None = None,
) -> bool:
    values: dict[str, Any] = {
        "state": state,
        "post": post,
        "reason": reason,
        "ended_at": real_now,
        "hold_until": None,
    }
    if TYPED in claimed.notice.subject:
        values["subject"] = {}
    ended = session.execute(update(OutboxRow).where(_ours(claimed)).values(values).returning(OutboxRow.id))
    return ended.first() is not None


def _ours(claimed: Claimed) -> ColumnElement[bool]:
    return and_(OutboxRow.id == claimed.id, OutboxRow.state == "claimed", OutboxRow.claim == claimed.claim)


def _notice(row: OutboxRow) -> Notice:
    return Notice(
        key=row.key,
        kind=row.kind,
        subject=row.subject,
        platform=row.platform,
        due_at=row.due_at,
        channel=row.channel,
        person_id=row.person_id,
    )


def _entry(row: OutboxRow) -> Entry:
    state: State = row.state  # type: ignore[assignment]  # the column holds nothing else
    return Entry(_notice(row), state, row.attempts, row.reason, row.ended_at, row.hold_until)
