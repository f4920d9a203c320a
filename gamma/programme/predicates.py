"""The tests a programme file may name in its conditions: pure questions about a set of answers."""

import inspect
from collections.abc import Callable, Sequence
from decimal import Decimal

from gamma.answers import UNKNOWN, Answers, number_in, opinion_in, share_of
from gamma.parsing.no_value import read_no_value
from gamma.parsing.text import normalise

Predicate = Callable[..., bool]


def has(answers: Answers, field: str) -> bool:
    return field in answers


def is_zero(answers: Answers, field: str) -> bool:
    return number_in(answers, field) == 0


def above_zero(answers: Answers, field: str) -> bool:
    return (number_in(answers, field) or 0) > 0


def share_at_least(answers: Answers, part: str, whole: str, percent: Decimal) -> bool:
    share = share_of(answers, part, whole)
    return share is not None and share * 100 >= percent


def share_above(answers: Answers, part: str, whole: str, percent: Decimal) -> bool:
    share = share_of(answers, part, whole)
    return share is not None and share * 100 > percent


def answered(answers: Answers, field: str, answers_: Sequence[str]) -> bool:
    """Whether the opinion is one of these ("unknown" holds for a skipped question too)."""
    return opinion_in(answers, field) in answers_


def count_at_least(answers: Answers, fields: Sequence[str], answers_: Sequence[str], count: Decimal) -> bool:
    return sum(opinion_in(answers, field) in answers_ for field in fields) >= count


def known_fewer_than(answers: Answers, fields: Sequence[str], count: Decimal) -> bool:
    return sum(opinion_in(answers, field) != UNKNOWN for field in fields) < count


def says_none(answers: Answers, field: str) -> bool:
    """Whether the text says that there is none: "aucune", "we don't have one yet"."""
    return read_no_value(str(answers.get(field, ""))) == "none"


def says_undecided(answers: Answers, field: str) -> bool:
    """Whether the text says that nobody can tell yet: "à définir", "n/a", "?"."""
    return read_no_value(str(answers.get(field, ""))) == "undecided"


def says(answers: Answers, field: str, words: Sequence[str]) -> bool:
    """Whether the whole text is one of these words, accents and case aside."""
    return normalise(str(answers.get(field, ""))) in {normalise(word) for word in words}


def mentions(answers: Answers, field: str, words: Sequence[str]) -> bool:
    """Whether one of these words stands somewhere in the text, accents and case aside."""
    text = f" {normalise(str(answers.get(field, '')))} "
    return any(f" {normalise(word)} " in text for word in words)


PREDICATES: dict[str, Predicate] = {
    test.__name__: test
    for test in (
        has,
        is_zero,
        above_zero,
        share_at_least,
        share_above,
        answered,
        count_at_least,
        known_fewer_than,
        says_none,
        says_undecided,
        says,
        mentions,
    )
}

READ_AS_WRITTEN = frozenset(test.__name__ for test in (says_none, says_undecided, says))
"""Tests of the words themselves. To all others a text that says there is nothing is no answer."""


def parameters_of(test: str) -> set[str]:
    """The names a programme file gives this test ("answers", where Python says answers_)."""
    names = list(inspect.signature(PREDICATES[test]).parameters)[1:]
    return {name.rstrip("_") for name in names}
