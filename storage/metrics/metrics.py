"""The impact metric of startups: what was stated of it, beside what self-assessments shared of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, literal, or_, select, true, union_all
from sqlalchemy.orm import Session

from gamma.answers import Value
from gamma.dates import day_in
from gamma.metrics.build import build_metric
from gamma.metrics.metric import (
    KIND,
    NAME,
    TARGET,
    TARGET_DATE,
    VALUE,
    Definition,
    Metric,
    MetricValue,
)
from gamma.people.person import Person
from gamma.programme.criteria import FieldKind
from storage.assessments.assessments import is_held_back
from storage.assessments.facts import read_value, serialise_value
from storage.assessments.metric_facts import Shared, as_definition, as_value
from storage.models import AnswerRow, AssessmentRow, MetricRow, MetricValueRow, StartupRow

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
    """Of each of them; in one query, however many they are."""
    found = _known(session, ids)
    known = {each: found.get(each, _Known()) for each in ids}
    return {
        startup_id: build_metric(each.definitions, each.stated, each.shared(zone))
        for startup_id, each in known.items()
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
            falls=definition.falls,
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


def author_of(session: Session, startup_id: str, day: date, region: str) -> int | None:
    """Who stated the value of that day last, None where nobody did beside what was shared."""
    rows = select(MetricValueRow.stated_by).filter_by(startup_id=startup_id, day=day, region=region)
    return session.scalar(rows.order_by(MetricValueRow.id.desc()).limit(1))


def owners(session: Session) -> dict[str, int]:
    """Who follows each metric that somebody follows, by startup."""
    latest: dict[str, int | None] = {}
    for startup_id, owner_id in session.execute(
        select(MetricRow.startup_id, MetricRow.owner_id).order_by(MetricRow.id)
    ):
        latest[startup_id] = owner_id
    return {startup_id: owner_id for startup_id, owner_id in latest.items() if owner_id}


# --- all that is known of many, in one query ----------------------------------------------------------------


@dataclass
class _Known:
    definitions: list[Definition] = field(default_factory=list)
    stated: list[MetricValue] = field(default_factory=list)
    answers: dict[tuple[datetime, int], dict[str, Value]] = field(default_factory=dict)
    """Of each result that was shared, by when it was sent and its number."""

    def shared(self, zone: ZoneInfo) -> list[Shared]:
        return [
            (sent_at, day_in(sent_at, zone), self.answers[sent_at, n]) for sent_at, n in sorted(self.answers)
        ]


def _known(session: Session, ids: Collection[str]) -> Mapping[str, _Known]:
    found: defaultdict[str, _Known] = defaultdict(_Known)
    for row in session.execute(_rows(ids)):
        known = found[row.id]
        if row.MetricRow:
            known.definitions.append(as_definition(row.MetricRow))
        if row.MetricValueRow:
            known.stated.append(as_value(row.MetricValueRow))
        if row.field and row.sent_at:
            answers = known.answers.setdefault((row.sent_at, row.number), {})
            answers[row.field] = read_value(_KINDS[row.field], row.value)
    return found


def _rows(ids: Collection[str]) -> Executable:
    """Each row holds a definition, a stated value, or one answer of a result that was shared."""
    part = union_all(
        *(select(literal(each).label("of")) for each in ("definition", "value", "answer"))
    ).subquery()
    of_startup = StartupRow.id
    defined = (MetricRow.startup_id == of_startup) & (part.c.of == "definition")
    valued = (MetricValueRow.startup_id == of_startup) & (part.c.of == "value")
    shared = (AssessmentRow.startup_id == of_startup) & (part.c.of == "answer")
    shared &= AssessmentRow.shared_at.is_not(None) & AssessmentRow.sent_at.is_not(None)
    answered = (AnswerRow.assessment_id == AssessmentRow.id) & AnswerRow.field.in_(_KINDS)
    return (
        select(
            of_startup,
            MetricRow,
            MetricValueRow,
            AssessmentRow.id.label("number"),
            AssessmentRow.sent_at,
            AnswerRow.field,
            AnswerRow.value,
        )
        .select_from(StartupRow)
        .join(part, true())
        .outerjoin(MetricRow, defined)
        .outerjoin(MetricValueRow, valued)
        .outerjoin(AssessmentRow, shared)
        .outerjoin(AnswerRow, answered)
        .where(of_startup.in_(list(ids)))
        .where(or_(AssessmentRow.id.is_(None), ~is_held_back()))
        .order_by(MetricRow.id, MetricValueRow.id, AssessmentRow.sent_at, AssessmentRow.id)
    )
