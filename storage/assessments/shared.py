"""What was shared, of many startups at once; whether a stated fact was on the way to it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from storage.assessments.assessments import is_held_back
from storage.models import AssessmentRow, StartupFactRow


class Shared(NamedTuple):
    """number: of the assessment."""

    person_id: int
    sent_at: datetime
    number: int


def shared_of(session: Session, ids: Collection[str]) -> Mapping[str, list[Shared]]:
    """By startup, the first sent first; without what is held back."""
    rows = (
        select(AssessmentRow.startup_id, AssessmentRow.person_id, AssessmentRow.sent_at, AssessmentRow.id)
        .where(AssessmentRow.startup_id.in_(list(ids)), ~is_held_back())
        .where(AssessmentRow.shared_at.is_not(None), AssessmentRow.sent_at.is_not(None))
        .order_by(AssessmentRow.sent_at, AssessmentRow.id)
    )
    found: dict[str, list[Shared]] = {}
    for startup_id, person_id, sent_at, number in session.execute(rows):
        if sent_at:
            found.setdefault(startup_id, []).append(Shared(person_id, sent_at, number))
    return found


def is_shared_fact() -> ColumnElement[bool]:
    """Whether a row of facts was stated on the way to a result that its author shared."""
    return (
        select(AssessmentRow.id)
        .where(AssessmentRow.startup_id == StartupFactRow.startup_id)
        .where(AssessmentRow.person_id == StartupFactRow.stated_by, AssessmentRow.shared_at.is_not(None))
        .where(AssessmentRow.started_at <= StartupFactRow.stated_at)
        .where(AssessmentRow.sent_at >= StartupFactRow.stated_at, ~is_held_back())
        .exists()
    )
