"""The impact metric of startups: what was stated of it, beside what self-assessments shared of it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.answers import Value
from gamma.dates import day_in
from gamma.metrics.metric import (
    KIND,
    NAME,
    TARGET,
    TARGET_DATE,
    VALUE,
    Definition,
    Metric,
    MetricValue,
    build_metric,
)
from gamma.people.person import Person
from gamma.programme.criteria import FieldKind
from storage.assessments.assessments import is_held_back
from storage.assessments.facts import read_value, serialise_value
from storage.assessments.metric_facts import Shared, as_definition, as_value
from storage.models import AnswerRow, AssessmentRow, MetricRow, MetricValueRow

_KINDS: Mapping[str, FieldKind] = {
    NAME: "text",
    KIND: "choice",
    VALUE: "number",
    TARGET: "number",
    TARGET_DATE: "date",
}


def load(session: Session, startup_id: str, zone: ZoneInfo) -> Metric:
    """zone: by whose days what was shared is dated."""
    return load_all(session, [startup_id], zone)[startup_id]


def load_all(session: Session, ids: Collection[str], zone: ZoneInfo) -> dict[str, Metric]:
    """Of each of them; in three queries, however many they are."""
    definitions = _definitions(session, ids)
    stated, shared = _stated(session, ids), _shared(session, ids, zone)
    return {
        each: build_metric(definitions.get(each, ()), stated.get(each, ()), shared.get(each, ()))
        for each in ids
    }


def define(session: Session, startup_id: str, definition: Definition, person: Person, now: datetime) -> None:
    """From now on; what stood before is kept as its history."""
    targets = {months: serialise_value(number) for months, number in definition.targets.items()}
    session.add(
        MetricRow(
            startup_id=startup_id,
            name=definition.name,
            definition=definition.meaning,
            unit=definition.unit,
            kind=definition.kind,
            source=definition.source,
            regional=definition.regional,
            frequency=definition.frequency,
            owner_id=definition.owner_id,
            agreed_with=definition.agreed_with,
            agreed_on=definition.agreed_on,
            target_6=targets.get(6),
            target_18=targets.get(18),
            begins_curve=definition.begins_curve,
            stated_by=person.id,
            stated_at=now,
        )
    )
    session.flush()


def join_curves(session: Session, startup_id: str) -> bool:
    """The last definition that began a new curve was a matter of words; whether there was one."""
    rows = select(MetricRow).filter_by(startup_id=startup_id, begins_curve=True)
    row = session.scalar(rows.order_by(MetricRow.id.desc()).limit(1))
    if row:
        row.begins_curve = False
        session.flush()
    return row is not None


def state(
    session: Session, startup_id: str, values: Collection[MetricValue], person: Person, now: datetime
) -> None:
    """Each in place of what stood of its day and region. Without a number: it is taken back."""
    for value in values:
        text = None if value.number is None else serialise_value(value.number)
        row = MetricValueRow(startup_id=startup_id, region=value.region, day=value.day, value=text)
        row.stated_by, row.stated_at = person.id, now
        session.add(row)
    session.flush()


def owners(session: Session) -> dict[str, int]:
    """Who follows each metric that somebody follows, by startup."""
    latest: dict[str, int | None] = {}
    for startup_id, owner_id in session.execute(
        select(MetricRow.startup_id, MetricRow.owner_id).order_by(MetricRow.id)
    ):
        latest[startup_id] = owner_id
    return {startup_id: owner_id for startup_id, owner_id in latest.items() if owner_id}


def _definitions(session: Session, ids: Collection[str]) -> Mapping[str, list[Definition]]:
    found: dict[str, list[Definition]] = {}
    rows = select(MetricRow).where(MetricRow.startup_id.in_(list(ids))).order_by(MetricRow.id)
    for row in session.scalars(rows):
        found.setdefault(row.startup_id, []).append(as_definition(row))
    return found


def _stated(session: Session, ids: Collection[str]) -> Mapping[str, list[MetricValue]]:
    found: dict[str, list[MetricValue]] = {}
    rows = select(MetricValueRow).where(MetricValueRow.startup_id.in_(list(ids)))
    for row in session.scalars(rows.order_by(MetricValueRow.id)):
        found.setdefault(row.startup_id, []).append(as_value(row))
    return found


def _shared(session: Session, ids: Collection[str], zone: ZoneInfo) -> Mapping[str, list[Shared]]:
    rows = (
        select(
            AssessmentRow.startup_id,
            AssessmentRow.id,
            AssessmentRow.sent_at,
            AnswerRow.field,
            AnswerRow.value,
        )
        .join(AnswerRow, AnswerRow.assessment_id == AssessmentRow.id)
        .where(AssessmentRow.startup_id.in_(list(ids)), ~is_held_back(), AnswerRow.field.in_(_KINDS))
        .where(AssessmentRow.shared_at.is_not(None), AssessmentRow.sent_at.is_not(None))
        .order_by(AssessmentRow.sent_at, AssessmentRow.id)
    )
    results: dict[str, dict[tuple[datetime, int], dict[str, Value]]] = {}
    for startup_id, number, sent_at, field, value in session.execute(rows):
        if sent_at is None:
            continue
        answers = results.setdefault(startup_id, {}).setdefault((sent_at, number), {})
        answers[field] = read_value(_KINDS[field], value)
    return {
        startup_id: [(sent_at, day_in(sent_at, zone), answers) for (sent_at, _), answers in found.items()]
        for startup_id, found in results.items()
    }
