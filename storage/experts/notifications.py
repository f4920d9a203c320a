"""What somebody is told of a question in private, in their own working hours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.calendar.working_days import later_working_instant
from gamma.experts.question import Question
from gamma.local_time import zone_or_default
from gamma.outbox import Notification
from gamma.people.person import Person
from storage import outbox


def tell_in_hours(
    session: Session,
    question: Question,
    reader: Person,
    kind: str,
    key: str,
    now: datetime,
    default: ZoneInfo,
    more: Mapping[str, Any] | None = None,
) -> None:
    """default: the zone of who has none. more: what its subject holds besides the question's number."""
    zone = zone_or_default(reader.zone, default)
    due = later_working_instant(now, zone, region_of_zone(zone) or METROPOLE)
    subject = {"question": question.id, **(more or {})}
    notice = Notification(key, kind, subject, reader.platform, due, person_id=reader.id, about=question.about)
    outbox.plan(session, notice)
