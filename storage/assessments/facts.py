"""Answers as the database keeps them, each value a text; and which of the facts they state stand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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
            return read_number(value)
        case "date":
            return date.fromisoformat(value)
        case _:
            return value


def read_number(value: str) -> Decimal:
    if value.endswith("%"):
        return Percentage(value.removesuffix("%"))
    number, _, unit = value.partition(" ")
    return Quantity(number, unit) if unit else Decimal(number)


def same_value(value: Value | None, known: Value | None) -> bool:
    """Neither 12.5 % nor 12.5 loans are the same as 12.5, though they compare as equal."""
    written = [None if each is None else serialise_value(each) for each in (value, known)]
    return value == known and written[0] == written[1]


@dataclass(frozen=True)
class Statement:
    """Facts as somebody stated them. of_result: all of them, as a shared result has them; else what changed.

    None: somebody said that it holds no longer, which counts for themselves alone.
    """

    facts: Mapping[str, str | None]
    of_result: bool


def standing_facts(
    statements: Iterable[Statement], groups: Collection[frozenset[str]], numbers: Collection[str]
) -> dict[str, str]:
    """What stands after all of them, the oldest first. numbers: the ids of fields that are numbers.

    Numbers that are compared come from one result: of 400 users of 1,500 towns, nobody's 20,000 towns
    make 2 %. What a result leaves empty is no reason to forget a number: then the one before stands.
    """
    known: dict[str, str | None] = {}
    for statement in statements:
        for group in groups:
            stated = {field: value for field, value in statement.facts.items() if field in group}
            left = [field for field in group - stated.keys() if known.get(field) is not None]
            if not statement.of_result:
                known |= stated
            elif stated and not any(field in numbers for field in left):
                known |= {**dict.fromkeys(group), **stated}
    return {field: value for field, value in known.items() if value is not None}
