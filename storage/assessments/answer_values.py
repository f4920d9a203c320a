"""Answers as the database keeps them: each value a text, read back by its field's kind."""

from datetime import date
from decimal import Decimal

from gamma.answers import Percentage, Quantity, Value
from gamma.programme.criteria import FieldKind


def serialise_value(value: Value) -> str:
    """A value as the database keeps it: read back by its field's kind."""
    match value:
        case date():
            return value.isoformat()
        case Percentage():
            return f"{value}%"
        case Quantity():
            return f"{value} {value.unit}"
        case _:
            return str(value)


def read_value(kind: FieldKind, value: str) -> Value:
    match kind:
        case "number":
            return _read_number(value)
        case "date":
            return date.fromisoformat(value)
        case _:
            return value


def _read_number(value: str) -> Decimal:
    if value.endswith("%"):
        return Percentage(value.removesuffix("%"))
    number, _, unit = value.partition(" ")
    return Quantity(number, unit) if unit else Decimal(number)


def same_value(value: Value | None, known: Value | None) -> bool:
    """Neither 12.5 % nor 12.5 loans are the same as 12.5, though they compare as equal."""
    written = [None if each is None else serialise_value(each) for each in (value, known)]
    return value == known and written[0] == written[1]
