"""Numbers of a page that are compared with one another: in one unit, as one result has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gamma.answers import Answers, Percentage, Quantity, Value, unit_in
from gamma.errors import InvalidInputError
from gamma.programme.criteria import Criterion, FieldSpec
from gamma.text import quoted
from gamma.translator import N_
from gamma.units import same_unit

_TWO_UNITS = N_(
    "“{one}” here and “{other}” there cannot be compared. Please give both numbers in the same unit."
)
_PERCENT = N_(
    "One of the two numbers is a percentage and the other is not. Please give both in the same unit."
)


def unit_problems(criterion: Criterion, answers: Answers) -> dict[str, InvalidInputError]:
    """By field, where its number has another unit than what it is compared with."""
    return {
        field.id: problem for field in criterion.fields if (problem := _problem(criterion, field, answers))
    }


def _problem(criterion: Criterion, field: FieldSpec, answers: Answers) -> InvalidInputError | None:
    number = answers.get(field.id)
    if not isinstance(number, Decimal):
        return None
    own = unit_in(answers, field.id)
    if field.unit and own:
        other = str(answers.get(field.unit, "")) or _typed_first(criterion, field, answers)
        return None if same_unit(own, other) else _two_units(own, other)
    compared = answers.get(field.same_unit_as) if field.same_unit_as else None
    if not isinstance(compared, Decimal):
        return None
    if isinstance(number, Percentage) != isinstance(compared, Percentage):
        return InvalidInputError(_PERCENT)
    other = unit_in(answers, field.same_unit_as or "")
    return None if not own or not other or same_unit(own, other) else _two_units(own, other)


def compared_fields(criterion: Criterion) -> list[frozenset[str]]:
    """Its facts: together those that are compared or say of what they are, any other alone."""
    groups: list[set[str]] = []
    for field in criterion.fields:
        if field.fact:
            linked = {field.id} | {each for each in (field.unit, field.at_most, field.same_unit_as) if each}
            met = [group for group in groups if group & linked]
            groups = [group for group in groups if group not in met] + [linked.union(*met)]
    return [frozenset(group) for group in groups]


@dataclass(frozen=True)
class Statement:
    """Facts as somebody stated them. of_result: all of them, as a shared result has them; else what changed.

    None: somebody said that it holds no longer, which counts for themselves alone.
    """

    facts: Mapping[str, str | None]
    of_result: bool


def standing_facts(criteria: Iterable[Criterion], statements: Iterable[Statement]) -> dict[str, str]:
    """What stands after all of them, the oldest first.

    Numbers that are compared come from one result: of 400 users of 1,500 towns, nobody's 20,000 towns make
    2 %. What a result leaves empty is no reason to forget a number: then the one before stands, whole.
    """
    groups = [(criterion, group) for criterion in criteria for group in compared_fields(criterion)]
    known: dict[str, str | None] = {}
    for statement in statements:
        for criterion, group in groups:
            stated = {field: value for field, value in statement.facts.items() if field in group}
            if not statement.of_result:
                known |= stated
            elif stated and not _lacks_number(criterion, known, group - stated.keys()):
                known |= {**dict.fromkeys(group), **stated}
    return {field: value for field, value in known.items() if value is not None}


def _lacks_number(criterion: Criterion, known: Mapping[str, str | None], left: Iterable[str]) -> bool:
    return any(known.get(field) is not None and criterion.field(field).kind == "number" for field in left)


def _typed_first(criterion: Criterion, field: FieldSpec, answers: Answers) -> str:
    """The unit typed beside the first of the numbers that share this field's unit."""
    units = [unit_in(answers, each.id) for each in criterion.fields if each.unit == field.unit]
    return next(unit for unit in units if unit)


def _two_units(own: str, other: str) -> InvalidInputError:
    return InvalidInputError(_TWO_UNITS, one=quoted(own), other=quoted(other))


def with_units_in_place(criterion: Criterion, answers: Answers) -> Answers:
    """A unit that was typed beside a number stands in the field for it, where there is one."""
    placed: dict[str, Value] = dict(answers)
    for field in criterion.fields:
        number = answers.get(field.id)
        if field.unit and isinstance(number, Quantity):
            placed.setdefault(field.unit, number.unit)
            placed[field.id] = Decimal(number)
    return placed
