"""Which points of its agenda a checkpoint leaves for the next, as people write them in the minutes."""

import re
from collections.abc import Sequence

from gamma.checkpoints.agenda import AgendaPoint
from gamma.errors import InvalidInputError
from gamma.parsing.line_parts import parse_items
from gamma.parsing.no_value import is_value
from gamma.parsing.text import matches, normalise
from gamma.text import quoted
from gamma.translator import N_

_ALL = frozenset(("all", "all of them", "everything", "tous", "tout", "toutes"))
_NONE = frozenset(
    (
        *("none of them", "done", "all done", "dealt with", "all dealt with", "fait", "faits", "tout fait"),
        *("traite", "traites", "tout traite", "tous traites", "tout est traite", "tout a ete traite"),
    )
)
_NUMBERS = re.compile(r"(?:(?:#|n[o°])?\s*\d+(?:\s*(?:,|;|&|\+|\bet\b|\band\b|\s)\s*)?)+", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"#\s*(?P<number>\d+)\b")
_UNKNOWN = N_(
    "“{typed}” is none of the points above: write a number, such as #{number}, or a few words of the point."
)
_SEVERAL = N_("“{typed}” may be several of the points above: write its number, such as #{number}.")


def parse_points_kept(typed: str, points: Sequence[AgendaPoint]) -> list[int]:
    """Their numbers; nothing typed means that all were dealt with. Raises InvalidInputError."""
    found = {number for line in parse_items(typed) for number in _named(line, points)}
    return [point.id for point in points if point.id in found]


def _named(line: str, points: Sequence[AgendaPoint]) -> list[int]:
    words, numbers = normalise(line), [point.id for point in points]
    if words in _ALL:
        return numbers
    if not words or words in _NONE or not is_value(line):
        return []
    if _NUMBERS.fullmatch(line):
        typed = [int(number) for number in re.findall(r"\d+", line)]
    elif first := _NUMBER_FIRST.match(line):
        typed = [int(first["number"])]
    else:
        return [_by_words(line, points)]
    if set(typed) <= set(numbers):
        return typed
    raise InvalidInputError(_UNKNOWN, typed=quoted(line), number=numbers[0])


def _by_words(line: str, points: Sequence[AgendaPoint]) -> int:
    exact = [point.id for point in points if normalise(point.text) == normalise(line)]
    matching = exact or [point.id for point in points if matches(point.text, line)]
    if len(matching) == 1:
        return matching[0]
    sentence, number = (_SEVERAL, matching[0]) if matching else (_UNKNOWN, points[0].id)
    raise InvalidInputError(sentence, typed=quoted(line), number=number)
