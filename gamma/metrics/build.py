"""How the metric comes about: from its definitions, and from values that were stated or shared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from gamma.answers import Answers, Percentage, Quantity
from gamma.dates import months_later
from gamma.metrics.metric import (
    KIND,
    NAME,
    PERCENT,
    TARGET,
    TARGET_DATE,
    VALUE,
    Definition,
    Metric,
    MetricValue,
    Target,
    counts,
    in_unit,
)
from gamma.parsing.no_value import is_value
from gamma.units import same_unit


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
        if before is not None and before.number is not None and differs(before.number, value.number):
            replaced.append((before, value))
        latest[value.day, value.region] = value
    standing = [each for each in latest.values() if each.number is not None]
    return sorted(standing, key=lambda each: (each.day, each.region)), replaced


def differs(one: Decimal, other: Decimal | None) -> bool:
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
