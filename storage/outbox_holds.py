"""Until when messages are left alone: a hold that is over or cut, and what may be from before a restore."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from gamma.outbox import HELD_BACK, LONGEST_HOLD
from storage.models import OutboxRow, RestoreRow

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
