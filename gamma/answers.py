"""Answers of a self-assessment as the rules see them: by field id, only those that were given."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal


class Percentage(Decimal):
    """A number of percent: 12.5 for 12.5 %. It compares as the number it is."""


class Quantity(Decimal):
    """A number as it was typed with its unit: 940 of "940 prêts". It compares as the number it is."""

    unit: str

    def __new__(cls, number: Decimal | str, unit: str) -> "Quantity":
        quantity = super().__new__(cls, number)
        quantity.unit = unit
        return quantity


Value = Decimal | date | str
"""A number, a day, a text, an option's id, or for an opinion: "yes", "partly", "no", "unknown"."""

Answers = Mapping[str, Value]

YES, PARTLY, NO, UNKNOWN = "yes", "partly", "no", "unknown"
OPINIONS = (YES, PARTLY, NO, UNKNOWN)

SHOWN_FROM = 3
"""Of fewer people, answers or deeds no figure is told: it would be somebody's own."""


def number_in(answers: Answers, field: str) -> Decimal | None:
    value = answers.get(field)
    return value if isinstance(value, Decimal) else None


def unit_in(answers: Answers, field: str) -> str:
    """The unit that was typed beside the number, "" without one."""
    value = answers.get(field)
    return value.unit if isinstance(value, Quantity) else ""


def opinion_in(answers: Answers, field: str) -> str:
    """What was answered; a question skipped counts as not known."""
    return str(answers.get(field, UNKNOWN))


def share_of(answers: Answers, part: str, whole: str) -> Decimal | None:
    """part / whole (0.02 for 2 %), None where either is missing or the whole is 0."""
    top, bottom = number_in(answers, part), number_in(answers, whole)
    return top / bottom if top is not None and bottom else None
