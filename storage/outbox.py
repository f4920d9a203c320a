"""The outbox: messages planned with the fact that caused them, and what became of those that were claimed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, false, func, literal, null, select, text, true, update
from sqlalchemy.orm import Session

from gamma.outbox import REPLACED_TEXTS, Claimed, Entry, Notification, Recipient, State, shorten_key
from storage import outbox_claims
from storage.models import OUTBOX_ENDED, OUTBOX_OPEN, Instant, LivingPostRow, OutboxRow
from storage.store import insert_for, note_moved

_OPEN = text(OUTBOX_OPEN)
_ENDED = text(OUTBOX_ENDED)
_AS_PLANNED = ("kind", "platform", "channel", "person_id", "group_key", "due_at")


def plan(session: Session, notification: Notification) -> bool:
    """Plan a message; False if it is planned or sent already.

    One that failed or was cancelled, and so was not said, is planned once more.
    """
    insert = insert_for(session)
    values: dict[str, Any] = {name: getattr(notification, name) for name in _AS_PLANNED}
    values |= {"subject": dict(notification.subject), "state": "planned", "attempts": 0, "reason": ""}
    values |= {"withdrawn": "", "ended_at": None, "first_claimed_at": None}
    row = insert(OutboxRow).values(key=notification.key, **values)
    planned = row.on_conflict_do_update(
        index_elements=["key"], set_=values, where=OutboxRow.state.in_(("failed", "cancelled"))
    )
    if (id_ := session.scalar(planned.returning(OutboxRow.id))) is not None:
        note_moved(session, id_, notification, "planned")
        return True
    called_off = and_(
        OutboxRow.key == notification.key, OutboxRow.state == "claimed", OutboxRow.withdrawn != ""
    )
    wanted_again = update(OutboxRow).where(called_off).values(withdrawn="").returning(OutboxRow.id)
    return session.execute(wanted_again).first() is not None


def cancel(session: Session, group_key: str, reason: str, now: datetime, person_id: int | None = None) -> int:
    """End all that is open about a subject, or what of it is for this person; says how many.

    What is being sent at this moment cannot be recalled: it is marked, so that a try whose outcome is unknown
    is looked for and recorded, but never sent again.
    """
    whose = OutboxRow.person_id == person_id if person_id else true()
    return _cancel_where(session, and_(OutboxRow.group_key == group_key, whose), reason, now)


def cancel_keys(session: Session, keys: Collection[str], reason: str, now: datetime) -> int:
    """As cancel, for these messages."""
    return _cancel_where(session, OutboxRow.key.in_([shorten_key(key) for key in keys]), reason, now)


def _cancel_where(session: Session, which: ColumnElement[bool], reason: str, now: datetime) -> int:
    planned = OutboxRow.state == "planned"
    values = {
        # One statement: a row that a worker takes or lays back meanwhile is seen in its newest state.
        "state": case((planned, "cancelled"), else_=OutboxRow.state),
        "reason": case((planned, reason), else_=OutboxRow.reason),
        "ended_at": case((planned, _instant(now)), else_=OutboxRow.ended_at),
        "hold_until": case((planned, null()), else_=OutboxRow.hold_until),
        "withdrawn": case((planned, ""), else_=reason),
    }
    told = OutboxRow.id, OutboxRow.platform, OutboxRow.kind, OutboxRow.state
    ended = session.execute(update(OutboxRow).where(which, _OPEN).values(values).returning(*told)).all()
    for row in [row for row in ended if row.state == "cancelled"]:
        note_moved(session, row.id, row, "cancelled")
    return _end_unsaid(session, [row.id for row in ended], now)


def late_recipients(
    session: Session,
    kinds: Collection[str],
    due_before: datetime,
    real_now: datetime,
    platforms: Iterable[str],
) -> list[Recipient]:
    """Those for whom such a message waits since before then, and may be sent now."""
    its = OutboxRow.state == "planned", OutboxRow.kind.in_(list(kinds))
    chosen = and_(outbox_claims.is_due(due_before, real_now, platforms), *its)
    columns = (OutboxRow.platform, OutboxRow.channel, OutboxRow.person_id)
    first = func.min(OutboxRow.due_at)
    rows = session.execute(select(*columns).where(chosen).group_by(*columns).order_by(first, *columns))
    return [Recipient(platform, channel, person_id) for platform, channel, person_id in rows]


def record_sent(session: Session, claimed: Claimed, post: str, real_now: datetime, lacking: str = "") -> bool:
    """False when the claim is no longer ours: somebody else is seeing to it.

    lacking: what did not follow it, and why.
    """
    return _end(session, claimed, "sent", real_now, post=post, reason=lacking)


def record_all_sent(
    session: Session, posts: Sequence[tuple[Claimed, str]], real_now: datetime
) -> list[tuple[Claimed, str]]:
    """As record_sent, for claims with their posts, in two statements. Gives back those it did not record.

    Whoever else holds one of these rows just now is not waited for: two that record several at once could
    wait for each other in a ring.
    """
    held = dict(
        session.execute(
            select(OutboxRow.id, OutboxRow.lease_token)
            .where(OutboxRow.id.in_([claimed.id for claimed, _ in posts]), OutboxRow.state == "claimed")
            .with_for_update(skip_locked=True)
        ).all()
    )
    ours = [each for each in posts if is_ours(each[0], held.get(each[0].id))]
    for emptied in (False, True):
        values = [
            {"id": claimed.id, "post": post, "state": "sent", "reason": "", "ended_at": real_now}
            | {"hold_until": None}
            | ({"subject": {}} if emptied else {})
            for claimed, post in ours
            if (REPLACED_TEXTS in claimed.notification.subject) == emptied
        ]
        if values:
            session.execute(update(OutboxRow), values)
    for claimed, _ in ours:
        note_moved(session, claimed.id, claimed.notification, "sent")
    return [each for each in posts if each not in ours]


def is_ours(claimed: Claimed, lease_token: str | None) -> bool:
    """Whether the row that has this token is still held by this claim."""
    return lease_token == claimed.lease_token


def record_failed(session: Session, claimed: Claimed, reason: str, real_now: datetime) -> bool:
    return _end(session, claimed, "failed", real_now, reason=reason)


def record_cancelled(session: Session, claimed: Claimed, reason: str, real_now: datetime) -> bool:
    """It was not said, and need not be."""
    return _end(session, claimed, "cancelled", real_now, reason=reason)


def hold(session: Session, claimed: Claimed, until: datetime, reason: str, *, unsure: bool) -> None:
    """Leave a message alone until then; unsure ones are looked for before they are sent again.

    One that was called off meanwhile, and is known not to be there, ends here.
    """
    off = false() if unsure else OutboxRow.withdrawn != ""
    state: State = "claimed" if unsure else "planned"
    _lay_back(session, claimed, off, state, reason, hold_until=case((off, null()), else_=_instant(until)))
    note_moved(session, claimed.id, claimed.notification, "held")


def reschedule(session: Session, claimed: Claimed, due_at: datetime) -> None:
    """It is known not to be there: due anew then, with all its tries. One called off meanwhile ends here."""
    off = OutboxRow.withdrawn != ""
    _lay_back(session, claimed, off, "planned", "", hold_until=None, due_at=due_at, attempts=0)


def _lay_back(
    session: Session, claimed: Claimed, off: ColumnElement[bool], state: State, reason: str, **values: Any
) -> None:
    values |= {
        "state": case((off, "cancelled"), else_=state),
        "lease_token": None,
        "reason": case((off, OutboxRow.withdrawn), else_=reason),
        "ended_at": case((off, _instant(claimed.claimed_at)), else_=null()),
    }
    held = session.execute(update(OutboxRow).where(_ours(claimed)).values(values).returning(OutboxRow.id))
    _end_unsaid(session, list(held.scalars()), claimed.claimed_at)


def record_post(
    session: Session, claimed: Claimed, post: str, real_now: datetime, lease: timedelta
) -> Claimed | None:
    """The words stand: claim what follows them for the time of a lease, with tries of its own.

    None when the claim is no longer ours.
    """
    attempts = claimed.attempts if claimed.post else 1
    values = {"post": post, "attempts": attempts, "hold_until": real_now + lease}
    updated = session.execute(update(OutboxRow).where(_ours(claimed)).values(values).returning(OutboxRow.id))
    return replace(claimed, post=post, attempts=attempts, claimed_at=real_now) if updated.first() else None


def entries(
    session: Session, state: State | Literal["open", "held"], at_most: int = 200, group_key: str = ""
) -> list[Entry]:
    """Rows in this state: those still open by due time, those ended the latest first.

    "held" are those that only whoever runs the bot lets go; they are not "open".
    """
    if state in ("open", "held", "planned", "claimed"):
        query = select(OutboxRow).where(_OPEN).order_by(OutboxRow.due_at, OutboxRow.id)
    else:
        query = select(OutboxRow).where(_ENDED).order_by(OutboxRow.ended_at.desc(), OutboxRow.id.desc())
    if state in ("open", "held"):
        query = query.where(outbox_claims.is_held_back() == (state == "held"))
    else:
        query = query.where(OutboxRow.state == state)
    if group_key:
        query = query.where(OutboxRow.group_key == group_key)
    return [_entry(row) for row in session.scalars(query.limit(at_most))]


def counts(session: Session) -> dict[str, int]:
    """Each half has an index of its own, which is shorter to read than the table."""
    halves = [select(OutboxRow.state, func.count()).where(half) for half in (_OPEN, _ENDED)]
    return {
        state: count for half in halves for state, count in session.execute(half.group_by(OutboxRow.state))
    }


def entries_of(session: Session, keys: Collection[str]) -> list[Entry]:
    """Those of these messages that were planned."""
    stored_keys = [shorten_key(key) for key in keys]
    return [_entry(row) for row in session.scalars(select(OutboxRow).where(OutboxRow.key.in_(stored_keys)))]


def look(
    session: Session, now: datetime, real_now: datetime, platforms: Collection[str]
) -> tuple[bool, bool]:
    """Whether a message may be due, and whether a post is to be edited: it takes no lock."""
    due = select(OutboxRow.id).where(outbox_claims.is_due(now, real_now, platforms)).exists()
    old = select(OutboxRow.id).where(outbox_claims.is_edit_due(real_now, platforms)).exists()
    is_due, is_old = session.execute(select(due, old)).one()
    return bool(is_due), bool(is_old)


def _end(
    session: Session,
    claimed: Claimed,
    state: State,
    real_now: datetime,
    *,
    reason: str,
    post: str | None = None,
) -> bool:
    values: dict[str, Any] = {"state": state, "post": post, "reason": reason}
    values |= {"ended_at": real_now, "hold_until": None}
    if REPLACED_TEXTS in claimed.notification.subject:
        values["subject"] = {}
    ended = session.execute(update(OutboxRow).where(_ours(claimed)).values(values).returning(OutboxRow.id))
    is_ours = _end_unsaid(session, list(ended.scalars()), real_now) > 0
    if is_ours:
        note_moved(session, claimed.id, claimed.notification, state)
    return is_ours


def _end_unsaid(session: Session, ids: list[int], at: datetime) -> int:
    """No living post is edited that was called off or refused; says how many messages these are."""
    unsaid = select(OutboxRow.id).where(OutboxRow.id.in_(ids), OutboxRow.state.in_(("cancelled", "failed")))
    if ids:
        session.execute(update(LivingPostRow).where(LivingPostRow.outbox_id.in_(unsaid)).values(ended_at=at))
    return len(ids)


def _instant(moment: datetime) -> ColumnElement[datetime]:
    """Written as the columns are: a choice between values does not tell which type they are of."""
    return literal(moment, Instant())


def _ours(claimed: Claimed) -> ColumnElement[bool]:
    return and_(
        OutboxRow.id == claimed.id, OutboxRow.state == "claimed", OutboxRow.lease_token == claimed.lease_token
    )


def _entry(row: OutboxRow) -> Entry:
    state: State = row.state  # type: ignore[assignment]  # the column holds nothing else
    return Entry(
        outbox_claims.notification_of(row),
        state,
        row.attempts,
        row.reason,
        row.ended_at,
        row.hold_until,
        row.withdrawn,
    )
