"""How much an expert has on their table just now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.experts.choice import month_begun
from gamma.experts.expert import Workload
from storage.experts import offers


def of(session: Session, person_id: int, now: datetime, zone: ZoneInfo) -> Workload:
    """In the month as their clock has it."""
    taken = offers.taken_since(session, person_id, month_begun(now, zone))
    return Workload(taken, len(offers.open_to(session, person_id)))
