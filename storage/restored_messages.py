"""After a backup was put back: what may have been said since is held, until whoever runs the bot decides."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, literal, select, text, true, update
from sqlalchemy.orm import Session

from gamma.outbox import HELD_BACK, shorten_key
from storage import outbox
from storage.models import OUTBOX_OPEN, Instant, OutboxRow, RestoreRow

_BY_A_RESTORE = "held: due before the database was restored"
_NOT_WANTED = "dropped after the database was restored"


def record_restore(session: Session, made_at: datetime, now: datetime) -> int:
    """What was due by now may have been said since the backup: it is held. How many these are.

    What is planned anew though it was due by now is looked for before it is said: outbox_claims.FROM_BEFORE.
    """
    session.add(RestoreRow(restored_at=now, made_at=made_at))
    doubtful = and_(text(OUTBOX_OPEN), OutboxRow.due_at <= now, OutboxRow.platform != "sandbox")
    values: dict[str, Any] = {
        "state": "claimed",
        "lease_token": None,
        "hold_until": HELD_BACK,
        "first_claimed_at": func.coalesce(OutboxRow.first_claimed_at, literal(made_at, Instant())),
        "reason": _BY_A_RESTORE,
    }
    held = session.execute(update(OutboxRow).where(doubtful).values(values).returning(OutboxRow.id))
    return len(held.all())


def count_held_back(session: Session) -> int:
    held = and_(text(OUTBOX_OPEN), OutboxRow.hold_until == HELD_BACK)
    return session.scalar(select(func.count()).select_from(OutboxRow).where(held)) or 0


def release(session: Session, keys: Collection[str] | None = None) -> list[str]:
    """The keys of those let go, without keys all: each is looked for, and said where it is not there."""
    named = true() if keys is None else OutboxRow.key.in_([shorten_key(key) for key in keys])
    held = and_(text(OUTBOX_OPEN), OutboxRow.hold_until == HELD_BACK, named)
    values = {"hold_until": None, "reason": "", "attempts": 0}
    return sorted(session.scalars(update(OutboxRow).where(held).values(values).returning(OutboxRow.key)))


def drop(session: Session, now: datetime, keys: Collection[str] | None = None) -> list[str]:
    """As release, but what is not there is not said any more."""
    dropped = release(session, keys)
    outbox.cancel_keys(session, dropped, _NOT_WANTED, now)
    return dropped
