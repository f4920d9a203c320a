"""An assessment of an earlier day, written at once: nobody filled in its pages here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gamma.answers import Value
from gamma.programme.file import Programme
from storage.assessments.facts import serialise_value
from storage.models import AnswerRow, AssessmentRow, PageRow


def add(
    session: Session,
    programme: Programme,
    of: tuple[str, int],
    answers: Mapping[str, Value],
    sent_at: datetime,
    shared_at: datetime | None,
) -> None:
    """of: startup and person. With every page, whatever was answered on it."""
    startup_id, person_id = of
    row = AssessmentRow(
        startup_id=startup_id, person_id=person_id, started_at=sent_at, sent_at=sent_at, shared_at=shared_at
    )
    session.add(row)
    session.flush()
    session.add_all(
        PageRow(assessment_id=row.id, criterion=each.id, sent_at=sent_at) for each in programme.criteria
    )
    session.add_all(
        AnswerRow(assessment_id=row.id, field=field, value=serialise_value(value))
        for field, value in answers.items()
    )
