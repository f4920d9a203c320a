"""Until when messages are left alone: a hold that is over or cut, and what may be from before a restore."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from gamma.outbox import HELD_BACK, LONGEST_HOLD
from storage.models import OUTBOX_OPEN, LivingPostRow, OutboxRow, RestoreRow

FROM_BEFORE = (
    select(func.min(RestoreRow.made_at))
    .where(RestoreRow.restored_at >= OutboxRow.due_at)
    .correlate(OutboxRow)
    .scalar_subquery()
)
"""Of a message: since when it may have been said without this database knowing of it; None of most."""


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
