"""A number with its unit as people type it: "1 500 communes"."""

import re
from decimal import Decimal

from gamma.answers import Percentage, Quantity
from gamma.errors import InvalidInputError
from gamma.parsing.day_names import MONTHS, match_name
from gamma.parsing.number import parse_number
from gamma.parsing.text import normalise
from gamma.text import one_line, plain_digits, quoted
from gamma.translator import N_

_LONGEST = 120
_TIMES = r"k|mille|milliers?|thousand|m|millions?|md|milliards?"
_NUMBER_AND_UNIT = re.compile(
    rf"(?P<number>.*?(?:[\d⁰¹²³⁴⁵⁶⁷⁸⁹.]|(?<=[\d ])(?:{_TIMES})))"
    rf"(?: (?:d['’]|de |of )?| ?(?=[€$£]))(?!(?:{_TIMES})\b)"
    r"(?P<unit>[^\W\d_][^\d\n?!]{0,58}[23²³]?|[€$£])",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<=\d) ?(?:pour ?cents?|per ?cent|pct)$", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:ou|et|à|a|or|and|to|environ|about|de plus|plus|moins|peu|max|min|maximum|minimum|more|less|fois"
    r"|times|par|per|pour|sur|of|quart|quarter|demie?|half|billions?|trillions?|cents?|hundreds?|dizaines?"
    r"|douzaines?|centaines?|dozens?|vingt)\b",
    re.IGNORECASE,
)
_WHOLE = N_("“{typed}” cannot be counted: people and things come whole. Write for example 400.")


def parse_quantity(typed: str, *, percent: bool = False, whole: bool = False) -> Decimal:
    """A number that its unit may follow, which makes it a Quantity. Raises InvalidInputError.

    percent: a percent sign may follow it, and makes it a Percentage. whole: of what is counted one by one.
    """
    text = _PERCENT.sub(" %", " ".join(one_line(typed).split()))
    match = _NUMBER_AND_UNIT.fullmatch(plain_digits(text)) if len(text) <= _LONGEST else None
    if match and _is_unit(match["unit"]):
        number: Decimal = Quantity(parse_number(match["number"]), match["unit"].strip(" ."))
    else:
        number = parse_number(text, percent=percent)
    if whole and not isinstance(number, Percentage) and number != number.to_integral_value():
        raise InvalidInputError(_WHOLE, typed=quoted(text))
    return number


def _is_unit(words: str) -> bool:
    """Not "30 juin", "10 ou plus", "3 millions"."""
    first = normalise(words.split()[0])
    is_number = re.fullmatch(_TIMES, first) is not None
    return not is_number and not _NO_UNIT.match(words) and match_name(first, MONTHS) is None
