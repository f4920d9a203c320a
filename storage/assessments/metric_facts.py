"""The impact metric's rows as its rules know them, and what the metric says of a startup's facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gamma.answers import Answers
from gamma.metrics.build import build_metric
from gamma.metrics.metric import (
    DEFAULT_FREQUENCY,
    FREQUENCY_CHOICES,
    KIND,
    NAME,
    TARGET,
    TARGET_DATE,
    VALUE,
    Definition,
    Frequency,
    Metric,
    MetricValue,
)
from storage.assessments.facts import Statement, read_number, serialise_value
from storage.models import MetricRow, MetricValueRow

Shared = tuple[datetime, date, Answers]
"""What a result that was shared says of the metric: when it was sent, of which day."""

_FREQUENCIES: Mapping[str, Frequency] = {each: each for each in FREQUENCY_CHOICES}


def as_definition(row: MetricRow) -> Definition:
    targets = {6: row.target_6, 18: row.target_18}
    return Definition(
        name=row.name,
        meaning=row.definition,
        unit=row.unit,
        kind=row.kind,
        source=row.source,
        regional=row.regional,
        frequency=_FREQUENCIES.get(row.frequency, DEFAULT_FREQUENCY),
        owner_id=row.owner_id,
        agreed_with=row.agreed_with,
        agreed_on=row.agreed_on,
        targets={months: read_number(text) for months, text in targets.items() if text},
        begins_curve=row.begins_curve,
        falls=row.falls,
        stated_at=row.stated_at,
    )


def as_value(row: MetricValueRow) -> MetricValue:
    number = None if row.value is None else read_number(row.value)
    return MetricValue(row.day, number, row.stated_at, row.region)


def metric_statements(
    definitions: Sequence[MetricRow],
    values: Sequence[MetricValueRow],
    shared: Sequence[Shared],
    today: date,
    zone: ZoneInfo,
) -> Iterator[tuple[datetime, Statement]]:
    """As `/gamma metric` shows it, where something was stated of it there, and when.

    All in the order in which they were stated; zone: whose days they are.
    """
    metric = build_metric(
        [as_definition(row) for row in definitions], [as_value(row) for row in values], shared
    )
    for row in definitions:
        if row.begins_curve:
            yield row.stated_at, Statement({VALUE: None}, of_result=False)
    if definitions:
        yield definitions[-1].stated_at, Statement(_defined(metric, today), of_result=False)
    value = metric.latest
    if value and value.number is not None:
        end = datetime.combine(value.day + timedelta(days=1), time(), zone)
        stated = Statement({VALUE: serialise_value(value.number)}, of_result=False)
        yield min(end, value.stated_at), stated


def _defined(metric: Metric, today: date) -> dict[str, str | None]:
    """What a definition leaves open says nothing; a target without a day takes the old day away."""
    definition = metric.definition or Definition()
    kept = {NAME: definition.name, KIND: definition.kind}
    facts: dict[str, str | None] = {field: text for field, text in kept.items() if text}
    target = metric.next_target(today) if definition.targets else None
    if target:
        day = target.day.isoformat() if target.day else None
        facts |= {TARGET: serialise_value(target.number), TARGET_DATE: day}
    return facts
