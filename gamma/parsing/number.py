"""A number as people type it, in French or English."""

import re
import unicodedata
from decimal import Decimal

from gamma.answers import Percentage
from gamma.errors import InvalidInputError
from gamma.parsing.day_names import MONTHS, NUMBERS, match_name, parse_count
from gamma.parsing.text import closest_match, normalise
from gamma.text import one_line, plain_digits, quoted
from gamma.translator import N_

LARGEST = Decimal(10**12)
"""Larger numbers are refused: nothing that a startup counts is."""

_LONGEST = 60
_MOST_DECIMALS = 6
_TIMES = {
    **dict.fromkeys(("k", "mille", "millier", "milliers", "thousand"), 3),
    **dict.fromkeys(("m", "million", "millions"), 6),
    **dict.fromkeys(("md", "milliard", "milliards"), 9),  # not "billion": a thousand times more in French
}
_CURRENCY = r"(?:€|\$|£|euros?|eur|dollars?|usd|pounds?|gbp)"
_RATHER_THAN_A_UNIT = frozenset(
    normalise(
        "a about and au aux billion billions cent cents centaine centaines dizaine dizaines douzaine "
        "douzaines dozen dozens environ et fois hundred hundreds less mille million millions minus "
        "moins more of or ou par per peu plus pour quarter quart demi half sur thousand times to "
        "trillion trillions vingt"
    ).split()
)
"""Words after a number that change what it says: "5 fois plus" is no five, nor "20 par jour" twenty."""
_LARGE = tuple(word for word in _TIMES if len(word) > 2)
_MOST_WORDS_OF_A_UNIT = 4
_NUMBER = re.compile(
    r"(?a:(?:(?:~|≈|environ |about ) ?)?(?:[€$£] ?)?(?P<minus>[-−–] ?)?"
    r"(?P<digits>[1-9][0-9]{0,2}(?P<group>[ '’.,])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?!(?P=group))[.,](?P<decimals>[0-9]+))?"
    rf"(?:e\+?(?P<power>[0-9]{{1,2}})| ?(?P<times>{'|'.join(_TIMES)}))?"
    r"(?P<percent> ?(?:%|pour ?cents?\b|per ?cent\b|pct\b))?)"
    rf"(?: ?{_CURRENCY})?(?P<unit> [^\W\d_](?:[^\W\d_]|[ '’.-])*)?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?:(?P<count>{'|'.join(NUMBERS)}) )?(?P<times>{'|'.join(_LARGE)})\b",
    re.IGNORECASE | re.ASCII,
)
_TWO_READINGS = N_(
    "“{typed}” can be read in two ways, with thousands or with decimals. "
    "Write it with two decimals, or with all its digits and no separator."
)
_POWER_OF_TEN = re.compile(r"(?:(?P<factor>.+?) ?[x×*] ?)?10(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


def parse_number(typed: str, *, percent: bool = False) -> Decimal:
    """A number of 0 or more; percent: a percent sign may follow it, and makes it a Percentage.

    "20.000" and "20,000" are both twenty thousand; "1000,5", "12.5" and "0,125" have decimals.
    """
    text = " ".join(one_line(typed).split())
    if not text:
        raise InvalidInputError(N_("Write a number, for example 20,000 or 12.5."))
    match = _match(text) if len(text) <= _LONGEST else None
    if not match:
        sentence = N_("“{typed}” is not a number I understand. Write for example 20,000 or 12.5.")
        raise InvalidInputError(sentence, typed=quoted(text))
    if match["percent"] and not percent:
        raise InvalidInputError(N_("A number is wanted here, not a percentage. Write for example 20,000."))
    if match["minus"]:
        raise InvalidInputError(N_("A number below 0 does not fit here. Write for example 20,000 or 12.5."))
    if _has_two_readings(match):
        raise InvalidInputError(_TWO_READINGS, typed=quoted(text))
    number = _decimal_of(match)
    if number > LARGEST:
        raise InvalidInputError(
            N_("This number is too large: {limit} at most."), limit=lambda w: w.number(LARGEST)
        )
    if len(match["decimals"] or "") > _MOST_DECIMALS:
        number = round(number, _MOST_DECIMALS)
    return Percentage(number) if match["percent"] else number


def _match(text: str) -> re.Match[str] | None:
    """With the unit that may follow it: "20 000 €", "1 500 communes"."""
    figures = _without_superscripts(plain_digits(text))
    if figures.lower() in NUMBERS:
        figures = str(NUMBERS[figures.lower()])
    elif in_words := _IN_WORDS.match(figures):
        count = parse_count((in_words["count"] or "un").lower())
        figures = f"{count} {figures[in_words.start('times') :]}"
    match = _NUMBER.fullmatch(figures)
    words = normalise(match["unit"] or "").split() if match else []
    is_unit = len(words) <= _MOST_WORDS_OF_A_UNIT and not any(map(_may_change_it, words))
    return match if is_unit else None


def _may_change_it(word: str) -> bool:
    """Also where it is misspelled: "3 milions"; a month makes a date of it."""
    if match_name(word, MONTHS) is not None:
        return True
    return word in _RATHER_THAN_A_UNIT or bool(closest_match(word.replace("ı", "i"), _LARGE, at_least=80))


def _without_superscripts(text: str) -> str:
    """3×10⁵ as 3e5. A superscript anywhere else is no digit of a number."""
    power = _POWER_OF_TEN.fullmatch(text)
    if not power:
        return text
    return f"{power['factor'] or 1}e{''.join(str(unicodedata.digit(c)) for c in power['power'])}"


def _has_two_readings(match: re.Match[str]) -> bool:
    """ "1,125 M" or "12.125 %": thousands to one reader and decimals to the other, both likely."""
    unit = match["power"] or match["times"] or match["percent"]
    groups = len(re.findall(r"[.,]", match["digits"]))
    return bool(unit) and groups == 1 and not match["decimals"]


def _decimal_of(match: re.Match[str]) -> Decimal:
    digits = re.sub(r"\D", "", match["digits"])
    power = _TIMES[match["times"].lower()] if match["times"] else int(match["power"] or 0)
    number = Decimal(f"{digits}.{match['decimals'] or 0}") * Decimal(10) ** power
    return number.to_integral_value() if number == number.to_integral_value() else number
