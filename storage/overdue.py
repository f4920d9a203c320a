"""What of the outbox was not said in time: reminders to gather in one message, and rows nobody sees to."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, text, tuple_, update
from sqlalchemy.orm import Session

from gamma.outbox import HELD_BACK, Claimed, Notification, Recipient, Stuck, Waiting
from storage import outbox_claims
from storage.models import OUTBOX_OPEN, Instant, OutboxRow
from storage.store import note_moved

_OPEN = text(OUTBOX_OPEN)


def waiting_for(
    session: Session, recipient: Recipient, kinds: Collection[str], due_before: datetime, gathered: str
) -> list[Waiting]:
    """Their late messages of these kinds and all of the kind that gathers them, none of which was said."""
    chosen = and_(
        _OPEN,
        OutboxRow.state == "planned",
        _is_for(recipient),
        or_(
            and_(OutboxRow.kind.in_(list(kinds)), OutboxRow.due_at <= due_before),
            OutboxRow.kind == gathered,
        ),
    )
    query = select(OutboxRow).where(chosen).order_by(OutboxRow.due_at, OutboxRow.id)
    return [Waiting(row.id, row.key, row.kind, row.subject, row.due_at) for row in session.scalars(query)]


def count_waiting_longer(
    session: Session, claimed: Claimed, kinds: Collection[str], due_before: datetime
) -> int:
    """How many others of these kinds, due by then, were taken for the same reader before this one was."""
    earlier = tuple_(OutboxRow.first_claimed_at, OutboxRow.id) < tuple_(
        literal(claimed.first_claimed_at, Instant()), literal(claimed.id)
    )
    due = and_(OutboxRow.due_at < due_before, OutboxRow.kind.in_(list(kinds)))
    chosen = and_(_OPEN, _is_for(claimed.notification), due, earlier)
    return session.scalar(select(func.count()).select_from(OutboxRow).where(chosen)) or 0


def count_due(session: Session, reader: Notification, kinds: Collection[str], now: datetime) -> int:
    """How many of these kinds are due for this reader."""
    chosen = and_(_OPEN, _is_for(reader), OutboxRow.due_at <= now, OutboxRow.kind.in_(list(kinds)))
    return session.scalar(select(func.count()).select_from(OutboxRow).where(chosen)) or 0


def _is_for(reader: Notification | Recipient) -> ColumnElement[bool]:
    whose = OutboxRow.channel == reader.channel if reader.channel else OutboxRow.person_id == reader.person_id
    return and_(OutboxRow.platform == reader.platform, whose)


def lock(session: Session, waiting: Iterable[Waiting]) -> bool:
    """Until this transaction ends nobody else takes them. False if somebody saw to one of them meanwhile."""
    ids = [row.id for row in waiting]
    unchanged = select(OutboxRow.id).where(OutboxRow.id.in_(ids), OutboxRow.state == "planned")
    return len(session.scalars(unchanged.order_by(OutboxRow.id).with_for_update()).all()) == len(ids)


def mark_missed(session: Session, waiting: Iterable[Waiting], reason: str, now: datetime) -> None:
    """They were not said in time; the reason tells what was said instead."""
    ids = [row.id for row in waiting]
    values = {"state": "missed", "reason": reason, "ended_at": now, "hold_until": None}
    told = OutboxRow.id, OutboxRow.platform, OutboxRow.kind
    for row in session.execute(
        update(OutboxRow).where(OutboxRow.id.in_(ids)).values(values).returning(*told)
    ):
        note_moved(session, row.id, row, "missed")


def reschedule(session: Session, waiting: Waiting, due_at: datetime) -> None:
    """It stays planned, and is due then."""
    session.execute(update(OutboxRow).where(OutboxRow.id == waiting.id).values(due_at=due_at))


def list_stuck(session: Session, due_before: datetime, free_before: datetime) -> list[Stuck]:
    """By platform: how many are due since before then though nothing keeps anybody from taking them.

    free_before is real time: a lease, or a wait that a platform asked for, ended before.
    """
    chosen = and_(
        _OPEN,
        OutboxRow.due_at <= due_before,
        outbox_claims.is_free(OutboxRow.hold_until, free_before),
    )
    columns = (OutboxRow.platform, func.count(), func.min(OutboxRow.due_at))
    rows = session.execute(select(*columns).where(chosen).group_by(OutboxRow.platform))
    return [Stuck(platform, count, since) for platform, count, since in rows]


def last_turn(session: Session) -> datetime | None:
    """The latest moment at which something is known to have been said here, by either clock."""
    said = select(func.max(OutboxRow.ended_at), func.max(OutboxRow.due_at)).where(OutboxRow.state == "sent")
    moments = [moment for moment in session.execute(said).one() if moment]
    return max(moments, default=None)


def is_any_due(session: Session, now: datetime, real_now: datetime) -> bool:
    """Whether somebody may take something: due, and not held."""
    free = outbox_claims.is_free(OutboxRow.hold_until, real_now)
    taken = select(OutboxRow.id).where(_OPEN, OutboxRow.due_at <= now, free).limit(1)
    return session.scalars(taken).first() is not None


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    """The first instant in that time at which something open becomes due."""
    between = and_(_OPEN, OutboxRow.due_at > after, OutboxRow.due_at <= until)
    return session.scalar(select(func.min(OutboxRow.due_at)).where(between))


def next_free(session: Session, now: datetime, real_now: datetime) -> datetime | None:
    """The first instant of real time at which something due may be taken again."""
    waits = and_(OutboxRow.hold_until > real_now, OutboxRow.hold_until != HELD_BACK)
    held = and_(_OPEN, OutboxRow.due_at <= now, waits)
    return session.scalar(select(func.min(OutboxRow.hold_until)).where(held))


def hold_recipient(session: Session, claimed: Claimed, until: datetime) -> None:
    """The platform asked to wait: its other messages to this recipient wait at least as long."""
    to = claimed.notification
    same = and_(
        OutboxRow.state == "planned",
        or_(OutboxRow.hold_until.is_(None), OutboxRow.hold_until < until),
        OutboxRow.platform == to.platform,
        OutboxRow.channel == to.channel if to.channel else OutboxRow.person_id == to.person_id,
    )
    session.execute(update(OutboxRow).where(same).values(hold_until=until))
