"""How much an expert has on their table just now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.experts.choice import month_begun
from gamma.experts.expert import Busy
from storage.experts import offers


def of(session: Session, person_id: int, now: datetime, zone: ZoneInfo) -> Busy:
    """In the month as their clock has it."""
    taken = offers.taken_since(session, person_id, month_begun(now, zone))
    return Busy(taken, len(offers.open_to(session, person_id)))
