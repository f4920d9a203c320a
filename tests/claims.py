"""A claim of one message, as a delivery that sends one at a time makes it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gamma.outbox import Claimed
from storage.outbox_claims import claim_due


def claim_next(
    session: Session, now: datetime, real_now: datetime, lease: timedelta, platforms: Any
) -> Claimed | None:
    """The one longest due, of those whose recipient nobody is writing to."""
    return next(iter(claim_due(session, now, real_now, lease, list(platforms))), None)
