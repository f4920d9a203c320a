"""The impact metric as it stands: what it is, its values, what is aimed for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from gamma.answers import Answers, Percentage, Quantity, Value
from gamma.dates import day_in
from gamma.parsing.text import normalise
from gamma.units import same_unit

NAME, KIND, VALUE, TARGET, TARGET_DATE = "metric", "metric_kind", "metric_value", "target", "target_date"
"""The fields of the self-assessment that are of the metric."""

PERCENT = "%"
TARGET_MONTHS = (6, 18)
"""After it was agreed with the sponsor."""
LEAP = 20
"""So many times as much, or as little, as the value beside it is rather a slip than the truth."""

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
    falls: it is to become less.
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
    falls: bool = False
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

    def value_of(self, day: date, region: str) -> MetricValue | None:
        return next((each for each in self.values if (each.day, each.region) == (day, region)), None)

    def leap_to(self, number: Decimal, day: date, region: str) -> MetricValue | None:
        """The value nearest in time, if this is a leap from it; that of the day itself is being corrected."""
        others = [each for each in self.of_region(region) if each.number and each.day != day]
        if not number or not others:
            return None
        nearest = min(reversed(others), key=lambda each: abs(each.day - day))
        more, less = sorted((abs(number), abs(nearest.number or number)), reverse=True)
        return nearest if more > LEAP * less else None

    def next_target(self, today: date) -> Target | None:
        """The first whose day is still to come; else the one without a day, else the last."""
        ahead = [each for each in self.targets if each.day and each.day > today]
        undated = [each for each in self.targets if each.day is None]
        return next(iter([*ahead, *undated, *reversed(self.targets)]), None)

    def target_below(self, today: date) -> Target | None:
        """The next target, where the value is past it and nobody said that it is to fall."""
        target, value = self.next_target(today), self.latest
        if target is None or value is None or value.number is None or value.number <= target.number:
            return None
        return None if self.definition and self.definition.falls else target

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
