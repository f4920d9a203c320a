"""Claims: messages taken by one worker for the time of a lease, of each recipient one at a time, in order."""

import secrets
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from gamma.outbox import Claimed, Recipient
from storage import outbox_holds
from storage.models import OUTBOX_IN_FLIGHT, OutboxRow
from storage.outbox import notification_of

_LOOKED_AT = 4
"""Rows that are read for each that is taken: some are for the same recipient."""
_TURNS = 0x636C6169
"""Any number that nobody else locks in this database: "clai"."""


def claim_due(
    session: Session,
    now: datetime,
    real_now: datetime,
    lease: timedelta,
    platforms: Sequence[str],
    is_abandoned: Callable[[str], bool] = lambda _lease_token: True,
    at_most: int = 1,
) -> list[Claimed]:
    """Take what is longest due on these platforms for the time of the lease: of each recipient the first.

    Who is being written to at this moment, by whatever process, is left alone until that has an outcome.
    A row left claimed without an outcome comes back unsure once its lease is over and is_abandoned says so.
    So does one that may have been said before the database was restored.
    """
    _take_turns(session, platforms)
    due = outbox_holds.is_due(now, real_now, platforms)
    chosen = _choose(session, due, is_abandoned, at_most)
    if not chosen:
        return []
    query = select(OutboxRow, outbox_holds.FROM_BEFORE).where(OutboxRow.id.in_(chosen), due)
    rows = session.execute(
        query.order_by(OutboxRow.due_at, OutboxRow.id).with_for_update(skip_locked=True, of=OutboxRow)
    ).all()
    claims = [_claim(row, from_before, real_now, real_now + lease) for row, from_before in rows]
    session.flush()
    return claims


def _take_turns(session: Session, platforms: Iterable[str]) -> None:
    """PostgreSQL: two that claim at once would not see each other's claims, and write to one recipient.

    SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        for platform in sorted(platforms):
            number = zlib.crc32(platform.encode()) & 0x7FFFFFFF
            session.execute(text("SELECT pg_advisory_xact_lock(:of, :on)"), {"of": _TURNS, "on": number})


def _choose(
    session: Session, due: ColumnElement[bool], is_abandoned: Callable[[str], bool], at_most: int
) -> list[int]:
    """The ids of the first message of each recipient, as far as they may be taken."""
    columns = OutboxRow.id, OutboxRow.state, OutboxRow.lease_token
    to = OutboxRow.platform, OutboxRow.channel, OutboxRow.person_id
    query = select(*columns, *to).where(due, _is_next_in_line())
    query = query.order_by(OutboxRow.due_at, OutboxRow.id).limit(at_most * _LOOKED_AT)
    chosen: dict[Recipient, int] = {}
    passed: set[Recipient] = set()
    while True:
        page = session.execute(query.where(*_others_than(chosen.keys() | passed))).all()
        for id_, state, lease_token, platform, channel, person_id in page:
            recipient = Recipient(platform, channel, person_id)
            if recipient in chosen or recipient in passed:
                continue
            if state == "planned" or not lease_token or is_abandoned(lease_token):
                chosen[recipient] = id_
            else:
                passed.add(recipient)
        if len(chosen) >= at_most or len(page) < at_most * _LOOKED_AT:
            return list(chosen.values())[:at_most]


def _is_next_in_line() -> ColumnElement[bool]:
    """Nobody is writing to its recipient; of several left without an outcome it is the first."""
    other = aliased(OutboxRow, name="other")
    whose = or_(other.channel == OutboxRow.channel, other.person_id == OutboxRow.person_id)
    earlier = tuple_(other.due_at, other.id) < tuple_(OutboxRow.due_at, OutboxRow.id)
    waits = or_(OutboxRow.state == "planned", OutboxRow.lease_token.is_(None), earlier)
    its = and_(other.platform == OutboxRow.platform, other.id != OutboxRow.id, whose, waits)
    return ~select(other.id).where(text(_of("other")), its).exists()


def _of(name: str) -> str:
    """Written out, so that both databases see that the partial index fits."""
    return OUTBOX_IN_FLIGHT.replace("state", f"{name}.state").replace("lease_token", f"{name}.lease_token")


def _others_than(recipients: Iterable[Recipient]) -> list[ColumnElement[bool]]:
    channels = [each.channel for each in recipients if each.channel]
    people = [each.person_id for each in recipients if each.person_id]
    others = (OutboxRow.channel, channels), (OutboxRow.person_id, people)
    return [or_(column.is_(None), column.not_in(taken)) for column, taken in others if taken]


def _claim(row: OutboxRow, from_before: datetime | None, real_now: datetime, hold_until: datetime) -> Claimed:
    unsure = row.state == "claimed" or (row.first_claimed_at is None and from_before is not None)
    row.state, row.lease_token = "claimed", secrets.token_hex(8)
    row.hold_until = hold_until
    row.first_claimed_at = row.first_claimed_at or from_before or real_now
    row.attempts += 1
    return Claimed(
        id=row.id,
        lease_token=row.lease_token,
        notification=notification_of(row),
        unsure=unsure,
        attempts=row.attempts,
        claimed_at=real_now,
        first_claimed_at=row.first_claimed_at,
        withdrawn=row.withdrawn,
        post=row.post or "",
    )
