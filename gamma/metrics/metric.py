"""The impact metric as it stands: from its definitions, and from values that were stated or shared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.answers import Answers, Percentage, Quantity, Value
from gamma.dates import day_in, months_later
from gamma.parsing.no_value import is_value
from gamma.parsing.text import normalise
from gamma.units import same_unit

NAME, KIND, VALUE, TARGET, TARGET_DATE = "metric", "metric_kind", "metric_value", "target", "target_date"
"""The fields of the self-assessment that are of the metric."""

PERCENT = "%"
TARGET_MONTHS = (6, 18)
"""After it was agreed with the sponsor."""

Frequency = Literal["week", "month", "quarter", "half_year", "never"]
FREQUENCIES: Mapping[Frequency, int] = {"week": 7, "month": 31, "quarter": 92, "half_year": 184}
"""Days after which a value is stale; "never": none is asked for."""
FREQUENCY_CHOICES: tuple[Frequency, ...] = (*FREQUENCIES, "never")
DEFAULT_FREQUENCY: Frequency = "month"


@dataclass(frozen=True)
class Definition:
    """What the metric is, as somebody stated it.

    kind: an option of the programme's. regional: whether it is counted by region too.
    targets: by months after the agreement. begins_curve: what is counted is another thing than before.
    """

    name: str = ""
    meaning: str = ""
    unit: str = ""
    kind: str = ""
    source: str = ""
    regional: bool = False
    frequency: Frequency = DEFAULT_FREQUENCY
    owner_id: int | None = None
    agreed_with: str = ""
    agreed_on: date | None = None
    targets: Mapping[int, Decimal] = field(default_factory=dict)
    begins_curve: bool = False
    stated_at: datetime | None = None

    def counts_another_thing_than(self, before: "Definition") -> bool:
        """A first unit or meaning says what was counted all along."""
        pairs = ((self.meaning, before.meaning), (self.unit, before.unit))
        return any(now != then and then for now, then in pairs)


@dataclass(frozen=True)
class MetricValue:
    """number: None where the value was taken back. shared: with a self-assessment, which calls it `name`."""

    day: date
    number: Decimal | None
    stated_at: datetime
    region: str = ""
    shared: bool = False
    name: str = ""


@dataclass(frozen=True)
class Target:
    """day: None where nobody said by when."""

    number: Decimal
    day: date | None = None


@dataclass(frozen=True)
class Metric:
    """values: those that stand, of the curve that goes on, by day. earlier: those of curves that ended.

    replaced: values that were corrected or taken back, the latest first.
    """

    definition: Definition | None
    name: str
    kind: str
    unit: str
    values: Sequence[MetricValue]
    earlier: Sequence[Sequence[MetricValue]]
    replaced: Sequence[tuple[MetricValue, MetricValue]]
    targets: Sequence[Target]
    is_stated: bool
    """Whether anything of it was stated for itself, beside what self-assessments shared."""

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.values or self.definition)

    def of_region(self, region: str) -> list[MetricValue]:
        return [value for value in self.values if value.region == region]

    @property
    def regions(self) -> list[str]:
        return sorted({value.region for value in self.values if value.region}, key=normalise)

    @property
    def latest(self) -> MetricValue | None:
        """Of the whole, not of a region."""
        return next(iter(reversed(self.of_region(""))), None)

    def next_target(self, today: date) -> Target | None:
        """The first whose day is still to come; else the one without a day, else the last."""
        ahead = [each for each in self.targets if each.day and each.day > today]
        undated = [each for each in self.targets if each.day is None]
        return next(iter([*ahead, *undated, *reversed(self.targets)]), None)

    def at_agreement(self) -> MetricValue | None:
        """The value as it stood when the metric was agreed with the sponsor."""
        agreed_on = self.definition.agreed_on if self.definition else None
        if agreed_on is None:
            return None
        return next((each for each in reversed(self.of_region("")) if each.day <= agreed_on), None)

    def facts(self, today: date) -> Answers:
        """As the self-assessment asks for them."""
        target = self.next_target(today)
        facts: dict[str, Value | None] = {
            NAME: self.name or None,
            KIND: self.kind or None,
            VALUE: self.latest.number if self.latest else None,
            TARGET: target.number if target else None,
            TARGET_DATE: target.day if target else None,
        }
        return {field: value for field, value in facts.items() if value is not None}

    def stale_since(self, zone: ZoneInfo) -> date | None:
        """From which day on a value is missing, None while nobody wants to be asked. zone: whose days."""
        if self.definition is None or self.definition.frequency not in FREQUENCIES:
            return None
        last = max((value.day for value in self.values), default=None)
        if last is None:
            return day_in(self.definition.stated_at, zone) if self.definition.stated_at else None
        return last + timedelta(days=FREQUENCIES[self.definition.frequency])


def build_metric(
    definitions: Sequence[Definition],
    stated: Sequence[MetricValue],
    shared: Sequence[tuple[datetime, date, Answers]],
) -> Metric:
    """definitions and stated: in the order in which they were stated.

    shared: what each result that was shared says of the metric, when and of which day, the first sent first.
    """
    definition = definitions[-1] if definitions else None
    latest = _latest_shared(shared)
    name = (definition.name if definition else "") or str(latest.get(NAME, ""))
    values = sorted([*stated, *_shared_values(shared, definition)], key=lambda each: each.stated_at)
    curves, replaced = _curves(definitions, values)
    unit = (definition.unit if definition else "") or _unit_of(curves[-1])
    if definition and definition.unit:
        curves[-1] = [each for each in curves[-1] if each.number is not None and counts(unit, each.number)]
    return Metric(
        definition=definition,
        name=name,
        kind=(definition.kind if definition else "") or str(latest.get(KIND, "")),
        unit=unit,
        values=[_in_unit(each, unit) for each in curves[-1]],
        earlier=[curve for curve in curves[:-1] if curve],
        replaced=replaced,
        targets=_targets(definition, latest, unit),
        is_stated=bool(definitions or stated),
    )


def _latest_shared(shared: Sequence[tuple[datetime, date, Answers]]) -> Answers:
    """Of the last result that names the metric."""
    named = (answers for _, _, answers in reversed(shared) if is_value(str(answers.get(NAME, ""))))
    return next(named, {})


def _shared_values(
    shared: Sequence[tuple[datetime, date, Answers]], definition: Definition | None
) -> Iterator[MetricValue]:
    """Without those of another metric than the one that is defined."""
    for sent_at, day, answers in shared:
        number, name = answers.get(VALUE), str(answers.get(NAME, ""))
        if not isinstance(number, Decimal) or not is_value(name):
            continue
        if definition is None or not definition.name or same_unit(name, definition.name):
            yield MetricValue(day, number, sent_at, shared=True, name=name)


def _curves(
    definitions: Sequence[Definition], values: Sequence[MetricValue]
) -> tuple[list[list[MetricValue]], list[tuple[MetricValue, MetricValue]]]:
    """The last one goes on. values: in the order in which they were stated.

    What is stated after a cut belongs to the new curve, whatever its day: it is said by the new definition.
    """
    cuts = [each.stated_at for each in definitions if each.begins_curve and each.stated_at]
    curves: list[list[MetricValue]] = []
    replaced: list[tuple[MetricValue, MetricValue]] = []
    for place in range(len(cuts) + 1):
        own = [value for value in values if sum(cut <= value.stated_at for cut in cuts) == place]
        standing, corrected = _standing(own)
        replaced += corrected
        curves += list(_comparable(standing)) or [[]]
    replaced.sort(key=lambda each: each[1].stated_at, reverse=True)
    return curves, replaced


def _standing(
    values: Sequence[MetricValue],
) -> tuple[list[MetricValue], list[tuple[MetricValue, MetricValue]]]:
    """By day and region the latest stated, and each that it replaced with what replaced it."""
    latest: dict[tuple[date, str], MetricValue] = {}
    replaced = []
    for value in values:
        before = latest.get((value.day, value.region))
        if before is not None and before.number is not None and _differs(before.number, value.number):
            replaced.append((before, value))
        latest[value.day, value.region] = value
    standing = [each for each in latest.values() if each.number is not None]
    return sorted(standing, key=lambda each: (each.day, each.region)), replaced


def _differs(one: Decimal, other: Decimal | None) -> bool:
    return other is None or one != other or isinstance(one, Percentage) != isinstance(other, Percentage)


def _comparable(values: Sequence[MetricValue]) -> Iterator[list[MetricValue]]:
    """Cut where what is counted changes: another unit, or another name."""
    curve: list[MetricValue] = []
    for value in values:
        if curve and not _is_of_same_thing(curve, value):
            yield curve
            curve = []
        curve.append(value)
    if curve:
        yield curve


def _is_of_same_thing(curve: Sequence[MetricValue], value: MetricValue) -> bool:
    unit, names = _unit_of(curve), [each.name for each in curve if each.name]
    if names and value.name and not same_unit(names[-1], value.name):
        return False
    if isinstance(value.number, Percentage) and not unit:
        return False
    return value.number is not None and counts(unit, value.number)


def _unit_of(curve: Sequence[MetricValue]) -> str:
    """As it was typed last."""
    for value in reversed(curve):
        if isinstance(value.number, Percentage):
            return PERCENT
        if isinstance(value.number, Quantity):
            return value.number.unit
    return ""


def counts(unit: str, number: Decimal) -> bool:
    """Whether a number can be one of the metric in this unit; a bare number is of any."""
    if isinstance(number, Percentage):
        return unit in (PERCENT, "")
    if isinstance(number, Quantity):
        return unit != PERCENT and (not unit or same_unit(unit, number.unit))
    return True


def in_unit(number: Decimal, unit: str) -> Decimal:
    """A number as it is shown: with the metric's unit."""
    if unit == PERCENT:
        return Percentage(number)
    return Quantity(number, unit) if unit and not isinstance(number, Percentage) else number


def _in_unit(value: MetricValue, unit: str) -> MetricValue:
    return replace(value, number=in_unit(value.number, unit) if value.number is not None else None)


def _targets(definition: Definition | None, shared: Answers, unit: str) -> list[Target]:
    """Those agreed on; else the one that was shared last."""
    if definition and definition.targets:
        since = definition.agreed_on
        return [
            Target(in_unit(definition.targets[months], unit), months_later(since, months) if since else None)
            for months in sorted(definition.targets)
        ]
    number, day = shared.get(TARGET), shared.get(TARGET_DATE)
    if not isinstance(number, Decimal):
        return []
    return [Target(in_unit(number, unit), day if isinstance(day, date) else None)]
