"""Numbers of a page that are compared with one another: only in one and the same unit."""

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
