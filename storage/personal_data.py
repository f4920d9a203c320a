"""Everything that is kept about one person, table by table, without anybody else's data."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage import startups
from storage.models import (
    AnswerRow,
    AssessmentRow,
    ChannelRow,
    CoachRow,
    CounterViewRow,
    DetailRow,
    EnrolmentRow,
    FactRow,
    OutboxRow,
    PageRow,
    PersonRow,
    PortfolioManagerRow,
    SponsorContactRow,
)

Record = Mapping[str, Any]
"""Values by column name; "startup" is a startup's name."""

_Columns = Sequence[InstrumentedAttribute[Any]]

SECTIONS: Mapping[str, tuple[InstrumentedAttribute[Any], _Columns]] = {
    "account": (
        PersonRow.id,
        (
            PersonRow.platform,
            PersonRow.account,
            PersonRow.name,
            PersonRow.locale,
            PersonRow.zone,
            PersonRow.direct_channel,
        ),
    ),
    "manager_of": (PortfolioManagerRow.person_id, (PortfolioManagerRow.startup_id,)),
    "coach_of": (CoachRow.person_id, (CoachRow.startup_id,)),
    "assessments": (
        AssessmentRow.person_id,
        (
            AssessmentRow.id,
            AssessmentRow.startup_id,
            AssessmentRow.started_at,
            AssessmentRow.sent_at,
            AssessmentRow.shared_at,
        ),
    ),
    "facts": (FactRow.stated_by, (FactRow.startup_id, FactRow.field, FactRow.value, FactRow.stated_at)),
    "counter_views": (
        CounterViewRow.person_id,
        (
            CounterViewRow.startup_id,
            CounterViewRow.criterion,
            CounterViewRow.verdict,
            CounterViewRow.stated_at,
        ),
    ),
    "startup_details": (
        DetailRow.stated_by,
        (DetailRow.startup_id, DetailRow.field, DetailRow.value, DetailRow.stated_at),
    ),
    "sponsor_contacts": (
        SponsorContactRow.added_by,
        (SponsorContactRow.startup_id, SponsorContactRow.administration, SponsorContactRow.added_at),
    ),
    "enrolments": (EnrolmentRow.enrolled_by, (EnrolmentRow.startup_id, EnrolmentRow.enrolled_at)),
    "channels": (
        ChannelRow.linked_by,
        (ChannelRow.platform, ChannelRow.channel, ChannelRow.startup_id, ChannelRow.linked_at),
    ),
    "messages": (
        OutboxRow.person_id,
        (OutboxRow.kind, OutboxRow.due_at, OutboxRow.state, OutboxRow.ended_at),
    ),
}
"""Each part: the column that points to the person, and what is told of the rows that do.

A sponsor's contact is somebody else: told is only that one was added.
"""


def of(session: Session, person_id: int) -> dict[str, list[Record]]:
    names = startups.names(session)
    parts = {name: _rows(session, mine == person_id, told) for name, (mine, told) in SECTIONS.items()}
    for assessment in parts["assessments"]:
        _add_answers(session, assessment)
    return {name: [_with_startup(record, names) for record in records] for name, records in parts.items()}


def _rows(session: Session, mine: ColumnElement[bool], told: _Columns) -> list[dict[str, Any]]:
    rows = session.execute(select(*told).where(mine).order_by(*mine.left.table.primary_key))
    return [dict(row) for row in rows.mappings()]


def _with_startup(record: dict[str, Any], names: Mapping[str, str]) -> Record:
    """Its name first, instead of its id."""
    startup_id = record.pop("startup_id", None)
    return {"startup": names.get(startup_id, startup_id), **record} if startup_id else record


def _add_answers(session: Session, assessment: dict[str, Any]) -> None:
    number = assessment.pop("id")
    pages = select(PageRow.criterion, PageRow.sent_at).filter_by(assessment_id=number)
    answers = select(AnswerRow.field, AnswerRow.value).filter_by(assessment_id=number)
    assessment["pages"] = [dict(row) for row in session.execute(pages).mappings()]
    assessment["answers"] = [dict(row) for row in session.execute(answers).mappings()]
