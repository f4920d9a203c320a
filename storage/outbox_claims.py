"""Which messages somebody may take, and claims: taken by one worker for the time of a lease, in order.

Of each recipient one at a time; what is held is left alone until then.
"""

import re
import secrets
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, TextClause, and_, false, func, or_, select, text, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from gamma.outbox import HELD_BACK, LONGEST_HOLD, Claimed, Notification, Recipient
from storage.models import (
    OUTBOX_IN_FLIGHT,
    OUTBOX_LAID_BACK,
    OUTBOX_OPEN,
    LivingPostRow,
    OutboxRow,
    RestoreRow,
)

_LOOKED_AT = 4
"""Rows that are read for each that is taken: some are for the same recipient."""
_TRIES_IN_ORDER = 8
"""As long as a message has had no more, some ten minutes, those after it wait for it.

One that never gets through keeps nobody from the rest for longer.
"""
_TURNS = 0x636C6169
"""Any number that nobody else locks in this database: "clai"."""

FROM_BEFORE = (
    select(func.min(RestoreRow.made_at))
    .where(RestoreRow.restored_at >= OutboxRow.due_at)
    .correlate(OutboxRow)
    .scalar_subquery()
)
"""Of a message: since when it may have been said without this database knowing of it; None of most."""

_OTHER = aliased(OutboxRow, name="other")


def is_free(hold_until: InstrumentedAttribute[datetime | None], real_now: datetime) -> ColumnElement[bool]:
    """Nothing holds it; or it was to be held by a clock that has been set back since."""
    cut = and_(hold_until > real_now + LONGEST_HOLD, hold_until != HELD_BACK)
    return or_(hold_until.is_(None), hold_until <= real_now, cut)


def is_held_back() -> ColumnElement[bool]:
    """Until whoever runs the bot lets it go."""
    return func.coalesce(OutboxRow.hold_until == HELD_BACK, false())


def is_due(now: datetime, real_now: datetime, platforms: Iterable[str]) -> ColumnElement[bool]:
    """Of a message that is open: somebody may take it."""
    free = is_free(OutboxRow.hold_until, real_now)
    on_these = OutboxRow.platform.in_(list(platforms))
    return and_(text(OUTBOX_OPEN), OutboxRow.due_at <= now, free, on_these)


def is_edit_due(real_now: datetime, platforms: Iterable[str]) -> ColumnElement[bool]:
    """Of a living post and its message: it was posted, shows something old, and is not held."""
    its = OutboxRow.id == LivingPostRow.outbox_id
    posted = and_(its, OutboxRow.state == "sent", OutboxRow.post.is_not(None))
    old = and_(LivingPostRow.shown < LivingPostRow.wanted, LivingPostRow.ended_at.is_(None))
    free = is_free(LivingPostRow.hold_until, real_now)
    return and_(posted, old, free, OutboxRow.platform.in_(list(platforms)))


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
    due = is_due(now, real_now, platforms)
    in_line = and_(due, _is_next_in_line(), ~_is_one_laid_back(real_now))
    chosen = _choose(session, in_line, is_abandoned, at_most)
    if not chosen:
        return []
    query = select(OutboxRow, FROM_BEFORE).where(OutboxRow.id.in_(chosen), due)
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
    session: Session, in_line: ColumnElement[bool], is_abandoned: Callable[[str], bool], at_most: int
) -> list[int]:
    """The ids of the first message of each recipient, as far as they may be taken."""
    columns = OutboxRow.id, OutboxRow.state, OutboxRow.lease_token
    to = OutboxRow.platform, OutboxRow.channel, OutboxRow.person_id
    query = select(*columns, *to).where(in_line)
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
    waits = or_(OutboxRow.state == "planned", OutboxRow.lease_token.is_(None), _is_earlier())
    its = and_(_OTHER.id != OutboxRow.id, _is_for_the_same(), waits)
    return ~select(_OTHER.id).where(_of_other(OUTBOX_IN_FLIGHT), its).exists()


def _is_one_laid_back(real_now: datetime) -> ColumnElement[bool]:
    """An earlier one for its recipient was not sent just now, and is tried again: it keeps its place."""
    waits = and_(~is_free(_OTHER.hold_until, real_now), _OTHER.hold_until != HELD_BACK)
    its = and_(waits, _OTHER.attempts <= _TRIES_IN_ORDER, _is_for_the_same(), _is_earlier())
    return select(_OTHER.id).where(_of_other(OUTBOX_LAID_BACK), its).exists()


def _is_for_the_same() -> ColumnElement[bool]:
    whose = or_(_OTHER.channel == OutboxRow.channel, _OTHER.person_id == OutboxRow.person_id)
    return and_(_OTHER.platform == OutboxRow.platform, whose)


def _is_earlier() -> ColumnElement[bool]:
    return tuple_(_OTHER.due_at, _OTHER.id) < tuple_(OutboxRow.due_at, OutboxRow.id)


def _of_other(condition: str) -> TextClause:
    """Written out, so that both databases see that the partial index fits."""
    return text(re.sub(r"\b(state|lease_token|attempts)\b", r"other.\1", condition))


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


def notification_of(row: OutboxRow) -> Notification:
    to = row.channel, row.person_id
    return Notification(row.key, row.kind, row.subject, row.platform, row.due_at, *to, row.group_key)
