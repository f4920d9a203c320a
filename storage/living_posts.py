"""Living posts: messages that stay where they are and are edited when what they say changes."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, and_, or_, select, update
from sqlalchemy.orm import Session

from gamma.outbox import ClaimedEdit, Notification, shorten_key
from storage import outbox, outbox_claims
from storage.models import LivingPostRow, OutboxRow
from storage.store import insert_for

_ANEW = {"wanted": LivingPostRow.wanted + 1, "attempts": 0, "reason": "", "ended_at": None}


def plan(session: Session, notification: Notification) -> bool:
    """As outbox.plan, for a message that will be edited in place."""
    planned = outbox.plan(session, notification)
    insert = insert_for(session)
    row = select(OutboxRow.id).where(OutboxRow.key == notification.key).scalar_subquery()
    values = {"outbox_id": row, "wanted": 1, "shown": 0, "attempts": 0, "reason": ""}
    fresh = insert(LivingPostRow).values(values)
    if planned:
        fresh = fresh.on_conflict_do_update(index_elements=["outbox_id"], set_=_ANEW)
    else:
        fresh = fresh.on_conflict_do_nothing(index_elements=["outbox_id"])
    session.execute(fresh)
    return planned


def revive(session: Session, outbox_ids: Collection[int]) -> None:
    """Those of these messages that lived do so again: they are to be posted once more."""
    session.execute(update(LivingPostRow).where(LivingPostRow.outbox_id.in_(outbox_ids)).values(_ANEW))


def revise(session: Session, key: str) -> bool:
    """What it says has changed: it is edited once this transaction is saved.

    False where no such post lives: it was never planned, or somebody took it away.
    """
    row = select(OutboxRow.id).where(OutboxRow.key == shorten_key(key)).scalar_subquery()
    living = and_(LivingPostRow.outbox_id == row, LivingPostRow.ended_at.is_(None))
    revised = update(LivingPostRow).where(living).values(wanted=LivingPostRow.wanted + 1)
    return session.execute(revised.returning(LivingPostRow.outbox_id)).first() is not None


def amend(session: Session, key: str, said: Mapping[str, Any]) -> None:
    """What is to be said of it beside what it is about; to be shown it has to be revised."""
    row = session.scalars(select(OutboxRow).filter_by(key=shorten_key(key))).one_or_none()
    if row is not None and row.subject:
        row.subject = {**row.subject, **said}


def revision(session: Session, outbox_id: int) -> int:
    """The revision that a message rendered from now on shows, if not a newer one."""
    row = session.get(LivingPostRow, outbox_id)
    return row.wanted if row else 0


def record_posted(session: Session, outbox_id: int, revision: int) -> None:
    """The words that were posted show at least this revision."""
    older = and_(LivingPostRow.outbox_id == outbox_id, LivingPostRow.shown < revision)
    session.execute(update(LivingPostRow).where(older).values(shown=revision))


def claim_next(
    session: Session,
    real_now: datetime,
    lease: timedelta,
    platforms: Iterable[str],
    is_abandoned: Callable[[str], bool] = lambda _lease_token: True,
) -> ClaimedEdit | None:
    """Take a post that shows something old, for the time of the lease: nobody else edits it meanwhile.

    One whose edit was left without an outcome comes back once that lease is over and is_abandoned says so.
    """
    query = select(LivingPostRow, OutboxRow).where(outbox_claims.is_edit_due(real_now, platforms))
    query = query.order_by(LivingPostRow.outbox_id).limit(1)
    others: list[int] = []
    while found := session.execute(
        query.where(OutboxRow.id.not_in(others)).with_for_update(skip_locked=True, of=LivingPostRow)
    ).first():
        living, row = found
        if not living.lease_token or is_abandoned(living.lease_token):
            break
        others.append(row.id)
    if found is None:
        return None
    living.lease_token, living.hold_until = secrets.token_hex(8), real_now + lease
    living.attempts += 1
    session.flush()
    return ClaimedEdit(
        id=row.id,
        lease_token=living.lease_token,
        notification=outbox_claims.notification_of(row),
        post=row.post or "",
        revision=living.wanted,
        attempts=living.attempts,
        claimed_at=real_now,
    )


def record_shown(session: Session, claimed: ClaimedEdit) -> None:
    """It shows the claimed revision now. A newer one that was wanted meanwhile is due at once."""
    values = {"shown": claimed.revision, "lease_token": None, "hold_until": None, "attempts": 0, "reason": ""}
    session.execute(_ours(claimed, values))


def hold(session: Session, claimed: ClaimedEdit, until: datetime, reason: str) -> None:
    session.execute(_ours(claimed, {"lease_token": None, "hold_until": until, "reason": reason}))


def hold_channel(session: Session, claimed: ClaimedEdit, until: datetime) -> None:
    """The platform asked to wait: its other edits there wait at least as long."""
    notice = claimed.notification
    to = OutboxRow.channel == notice.channel if notice.channel else OutboxRow.person_id == notice.person_id
    same = select(OutboxRow.id).where(OutboxRow.platform == notice.platform, to)
    unclaimed = and_(
        LivingPostRow.outbox_id.in_(same),
        LivingPostRow.lease_token.is_(None),
        or_(LivingPostRow.hold_until.is_(None), LivingPostRow.hold_until < until),
    )
    session.execute(update(LivingPostRow).where(unclaimed).values(hold_until=until))


def end(session: Session, claimed: ClaimedEdit, reason: str, real_now: datetime) -> bool:
    """It cannot be edited any more. False when the claim is no longer ours."""
    values = {"lease_token": None, "hold_until": None, "reason": reason, "ended_at": real_now}
    return session.execute(_ours(claimed, values).returning(LivingPostRow.outbox_id)).first() is not None


def _ours(claimed: ClaimedEdit, values: Mapping[str, object]) -> Update:
    mine = and_(LivingPostRow.outbox_id == claimed.id, LivingPostRow.lease_token == claimed.lease_token)
    return update(LivingPostRow).where(mine).values(values)
