"""Self-assessments page by page, and the startup's facts they state."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Text, cast, delete, exists, false, null, select, true, union_all
from sqlalchemy.orm import Session

from gamma.answers import Answers, Value
from gamma.assessments.assessment import Assessment, Progress
from gamma.dates import Quarter, day_in
from gamma.privacy.retention import DRAFT_RETENTION
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme
from storage.assessments.facts import (
    Statement,
    read_value,
    same_value,
    serialise_value,
    standing_facts,
)
from storage.assessments.metric_facts import metric_statements
from storage.models import (
    AnswerRow,
    AssessmentRow,
    MetricRow,
    MetricValueRow,
    PageRow,
    RoundRow,
    StartupFactRow,
)


class Assessments:
    """Reads and writes assessments of one programme (which says how values are read back)."""

    def __init__(self, session: Session, programme: Programme) -> None:
        self._session, self._criteria = session, programme.criteria
        self._fields = {field.id: field for criterion in programme.criteria for field in criterion.fields}

    def load(self, assessment_id: int) -> Assessment | None:
        row = self._session.get(AssessmentRow, assessment_id)
        return self._assessment(row) if row else None

    def progress(self, startup_id: str, person_id: int, now: datetime, zone: ZoneInfo) -> Progress:
        """A draft that was begun too long ago is of no use any more. zone: the programme's."""
        draft = self.draft(startup_id, person_id, now - DRAFT_RETENTION)
        facts = self.facts(startup_id, person_id, now, zone)
        return Progress(draft, self.latest(startup_id, person_id), facts)

    def draft(self, startup_id: str, person_id: int, since: datetime) -> Assessment | None:
        """The person's latest unfinished assessment, if it was begun since then."""
        rows = self._of(startup_id, person_id).where(
            AssessmentRow.sent_at.is_(None), AssessmentRow.started_at >= since
        )
        return self._first(rows.order_by(AssessmentRow.id.desc()))

    def latest(self, startup_id: str, person_id: int) -> Assessment | None:
        """The person's last finished assessment."""
        rows = self._of(startup_id, person_id).where(AssessmentRow.sent_at.is_not(None))
        return self._first(rows.order_by(AssessmentRow.id.desc()))

    def answers_of(self, numbers: Collection[int]) -> Mapping[int, Answers]:
        """Of these assessments, by their numbers."""
        answers: dict[int, dict[str, Value]] = {number: {} for number in numbers}
        for row in self._session.scalars(select(AnswerRow).where(AnswerRow.assessment_id.in_(answers))):
            if row.field in self._fields:
                answers[row.assessment_id][row.field] = self._read(row.field, row.value)
        return answers

    def has_answered(self, startup_id: str, person_id: int) -> bool:
        """As a member of its team, if only one page."""
        return self._session.scalar(self._of(startup_id, person_id).limit(1)) is not None

    def before(self, assessment: Assessment) -> Assessment | None:
        """The person's finished assessment of the same startup before this one."""
        rows = self._of(assessment.startup_id, assessment.person_id).where(
            AssessmentRow.sent_at.is_not(None), AssessmentRow.id < assessment.id
        )
        return self._first(rows.order_by(AssessmentRow.id.desc()))

    def finished_quarters(self, startup_id: str, person_id: int, zone: ZoneInfo) -> set[Quarter]:
        """The quarters in which the person finished an assessment."""
        sent = AssessmentRow.sent_at.is_not(None)
        return self._quarters(self._of(startup_id, person_id).where(sent), zone)

    def of_quarter(
        self, startup_id: str, person_id: int, quarter: Quarter, zone: ZoneInfo
    ) -> Assessment | None:
        """The last one that the person finished in that quarter."""
        rows = self._of(startup_id, person_id).where(*_sent_in(quarter, zone))
        return self._first(rows.order_by(AssessmentRow.sent_at.desc(), AssessmentRow.id.desc()))

    def shared_quarters(self, startup_id: str, zone: ZoneInfo, until: datetime | None = None) -> set[Quarter]:
        """The quarters of the assessments that were shared. until: by then, if not by now."""
        return self._quarters(self._shared(startup_id, until), zone)

    def shared(
        self, startup_id: str, quarter: Quarter, zone: ZoneInfo, until: datetime | None = None
    ) -> list[Answers]:
        """The answers of each person's latest shared assessment of that quarter, the latest sent last.

        until: as they were shared by then, if not by now.
        """
        rows = self._shared(startup_id, until).where(*_sent_in(quarter, zone))
        latest: dict[int, AssessmentRow] = {}
        for row in self._session.scalars(rows.order_by(AssessmentRow.sent_at, AssessmentRow.id)):
            latest.pop(row.person_id, None)
            latest[row.person_id] = row
        return list(self.answers_of([row.id for row in latest.values()]).values())

    def last_shared(self, startup_id: str) -> datetime | None:
        """When the latest of the shared assessments was sent."""
        row = self._session.scalar(self._shared(startup_id).order_by(AssessmentRow.sent_at.desc()).limit(1))
        return row.sent_at if row else None

    def begin(
        self, startup_id: str, person_id: int, now: datetime, copied: Assessment | None = None
    ) -> Assessment:
        """A new draft, empty or with the answers and pages of another."""
        row = AssessmentRow(startup_id=startup_id, person_id=person_id, started_at=now)
        self._session.add(row)
        self._session.flush()
        for page in copied.pages if copied else ():
            self._session.add(PageRow(assessment_id=row.id, criterion=page, sent_at=now))
        for field, value in (copied.answers if copied else {}).items():
            self._session.add(AnswerRow(assessment_id=row.id, field=field, value=serialise_value(value)))
        self._session.flush()
        return self._assessment(row)

    def save_page(
        self,
        assessment: Assessment,
        criterion: Criterion,
        answers: Mapping[str, Value],
        withdrawn: Collection[str],
        now: datetime,
        zone: ZoneInfo,
    ) -> Assessment:
        """Save a page in place of what it held, and its facts: the person's own until the result is shared.

        withdrawn: ids of facts that hold no longer.
        """
        names = [field.id for field in criterion.fields]
        old = delete(AnswerRow).where(AnswerRow.assessment_id == assessment.id, AnswerRow.field.in_(names))
        self._session.execute(old)
        for field, value in answers.items():
            row = AnswerRow(assessment_id=assessment.id, field=field, value=serialise_value(value))
            self._session.add(row)
        self._session.merge(PageRow(assessment_id=assessment.id, criterion=criterion.id, sent_at=now))
        facts = {
            field.id: answers[field.id] for field in criterion.fields if field.fact and field.id in answers
        }
        self._state_facts(assessment, {**facts, **dict.fromkeys(withdrawn)}, now, zone)
        self._session.flush()
        return self._assessment(self._session.get_one(AssessmentRow, assessment.id))

    def finish(self, assessment: Assessment, now: datetime) -> None:
        """From here on it counts among the person's own."""
        self._session.get_one(AssessmentRow, assessment.id).sent_at = now

    def share(self, assessment: Assessment, now: datetime) -> None:
        """From here on it counts in the team's result."""
        self._session.get_one(AssessmentRow, assessment.id).shared_at = now

    def unshare(self, assessment: Assessment, zone: ZoneInfo) -> None:
        """With those of the person that were shared in the same quarter: an older one is not uncovered."""
        if assessment.sent_at is None:
            return
        quarter = Quarter.of(assessment.sent_at, zone)
        of_person = self._of(assessment.startup_id, assessment.person_id).where(*_sent_in(quarter, zone))
        for row in self._session.scalars(of_person):
            row.shared_at = None

    def latest_shared(self, startup_id: str, person_id: int) -> Assessment | None:
        rows = self._of(startup_id, person_id).where(AssessmentRow.shared_at.is_not(None))
        return self._first(rows.order_by(AssessmentRow.sent_at.desc(), AssessmentRow.id.desc()))

    def facts(self, startup_id: str, person_id: int, now: datetime, zone: ZoneInfo) -> dict[str, Value]:
        """What prefills this person's form: the latest they stated, or shared, or told of the metric."""
        shared = self._shared_facts(startup_id)
        stated = [
            *self._own_facts(startup_id, person_id),
            *shared,
            *self._of_metric(startup_id, shared, now, zone),
        ]
        if not stated:
            return {}
        groups = [group for each in self._criteria for group in each.fact_groups]
        numbers = [field.id for field in self._fields.values() if field.kind == "number"]
        in_order = [statement for _, statement in sorted(stated, key=lambda each: each[0])]
        standing = standing_facts(in_order, groups, numbers)
        return {field: self._read(field, value) for field, value in standing.items() if field in self._fields}

    def _of_metric(
        self, startup_id: str, shared: Sequence[tuple[datetime, Statement]], now: datetime, zone: ZoneInfo
    ) -> Iterable[tuple[datetime, Statement]]:
        defined, stated = self._metric_rows(startup_id)
        if not (defined or stated):
            return ()
        results = [
            (sent_at, day_in(sent_at, zone), self._read_all(statement.facts)) for sent_at, statement in shared
        ]
        return metric_statements(defined, stated, results, day_in(now, zone), zone)

    def _metric_rows(self, startup_id: str) -> tuple[list[MetricRow], list[MetricValueRow]]:
        """Definitions and stated values, in one query: each row holds one of them."""
        part = union_all(select(true().label("defined")), select(false().label("defined"))).subquery()
        rows: Sequence[Any] = self._session.execute(
            select(MetricRow, MetricValueRow)
            .select_from(part)
            .outerjoin(MetricRow, part.c.defined & (MetricRow.startup_id == startup_id))
            .outerjoin(MetricValueRow, ~part.c.defined & (MetricValueRow.startup_id == startup_id))
            .order_by(MetricRow.id, MetricValueRow.id)
        ).all()
        return [row for row, _ in rows if row], [row for _, row in rows if row]

    def _read_all(self, facts: Mapping[str, str | None]) -> Answers:
        return {field: self._read(field, value) for field, value in facts.items() if value is not None}

    def _own_facts(self, startup_id: str, person_id: int) -> Iterator[tuple[datetime, Statement]]:
        rows = select(StartupFactRow).filter_by(startup_id=startup_id, stated_by=person_id)
        for row in self._session.scalars(rows.order_by(StartupFactRow.id)):
            if row.field in self._fields:
                yield row.stated_at, Statement({row.field: row.value}, of_result=False)

    def _shared_facts(self, startup_id: str) -> list[tuple[datetime, Statement]]:
        """As they stand in shared results, also where they only say again what was stated before."""
        rows = (
            self._shared(startup_id)
            .join(AnswerRow, AnswerRow.assessment_id == AssessmentRow.id)
            .with_only_columns(AssessmentRow.sent_at, AssessmentRow.id, AnswerRow.field, AnswerRow.value)
            .order_by(AssessmentRow.sent_at, AssessmentRow.id)
        )
        found: dict[tuple[datetime, int], dict[str, str | None]] = {}
        for sent_at, id_, field, value in self._session.execute(rows):
            if sent_at and field in self._fields and self._fields[field].fact:
                found.setdefault((sent_at, id_), {})[field] = value
        return [(sent_at, Statement(facts, of_result=True)) for (sent_at, _), facts in found.items()]

    def _state_facts(
        self, assessment: Assessment, facts: Mapping[str, Value | None], now: datetime, zone: ZoneInfo
    ) -> None:
        """Each change is a new dated row, with what it is compared with; None: a fact holds no longer."""
        before = self.facts(assessment.startup_id, assessment.person_id, now, zone)
        changed = {field for field, value in facts.items() if not same_value(value, before.get(field))}
        for group in (group for each in self._criteria for group in each.fact_groups):
            changed |= {field for field in group if field in {*facts, *before}} if group & changed else set()
        for field in sorted(changed):
            value = facts.get(field)
            fact = StartupFactRow(startup_id=assessment.startup_id, field=field)
            fact.value = None if value is None else serialise_value(value)
            fact.stated_by, fact.stated_at = assessment.person_id, now
            self._session.add(fact)

    def _quarters(self, rows: Select[AssessmentRow], zone: ZoneInfo) -> set[Quarter]:
        moments = self._session.scalars(rows.with_only_columns(AssessmentRow.sent_at))
        return {Quarter.of(moment, zone) for moment in moments if moment}

    def _shared(self, startup_id: str, until: datetime | None = None) -> Select[AssessmentRow]:
        of_startup = select(AssessmentRow).where(AssessmentRow.startup_id == startup_id, ~is_held_back())
        by_then = AssessmentRow.shared_at.is_not(None) if until is None else AssessmentRow.shared_at <= until
        return of_startup.where(by_then)

    def _of(self, startup_id: str, person_id: int) -> Select[AssessmentRow]:
        return select(AssessmentRow).filter_by(startup_id=startup_id, person_id=person_id)

    def _first(self, rows: Select[AssessmentRow]) -> Assessment | None:
        row = self._session.scalar(rows.limit(1))
        return self._assessment(row) if row else None

    def _assessment(self, row: AssessmentRow) -> Assessment:
        pages = select(PageRow.criterion, cast(null(), Text)).filter_by(assessment_id=row.id)
        answers = select(AnswerRow.field, AnswerRow.value).filter_by(assessment_id=row.id)
        held: Sequence[Any] = self._session.execute(pages.union_all(answers)).all()
        sent = frozenset(page for page, value in held if value is None)
        said = {field: value for field, value in held if field in self._fields and value is not None}
        return Assessment(
            row.id, row.startup_id, row.person_id, row.sent_at, row.shared_at, sent, self._read_all(said)
        )

    def _read(self, field: str, value: str) -> Value:
        return read_value(self._fields[field].kind, value)


def is_held_back() -> ColumnElement[bool]:
    """Shared in a round that is not published yet: with few answers, each new one would show through."""
    return exists().where(
        RoundRow.startup_id == AssessmentRow.startup_id,
        RoundRow.state.in_(("open", "later")),
        RoundRow.published_at.is_(None),
        AssessmentRow.shared_at >= RoundRow.opens_at,
    )


def _sent_in(quarter: Quarter, zone: ZoneInfo) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    since, until = quarter.starts(zone), quarter.following().starts(zone)
    return AssessmentRow.sent_at >= since, AssessmentRow.sent_at < until
