"""Months, weekdays and small numbers as French and English write them, folded for comparing."""

import re
import unicodedata
from collections.abc import Mapping

from babel.dates import get_day_names, get_month_names

from gamma.parsing.text import normalise
from gamma.text import one_line, plain_digits
from gamma.translator import LOCALES

MONTHS = {
    normalise(name): number for locale in LOCALES for number, name in get_month_names(locale=locale).items()
}
"""1 to 12 by name."""
WEEKDAYS = {
    normalise(name): number for locale in LOCALES for number, name in get_day_names(locale=locale).items()
}
"""Monday 0 to Sunday 6 by name."""

_NUMBERS = (
    *("un une a an one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven"),
    *("huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve", "treize thirteen"),
    *("quatorze fourteen", "quinze fifteen"),
)
NUMBERS = {word: number for number, words in enumerate(_NUMBERS, start=1) for word in words.split()}
"""1 to 15 in words."""


def match_name(word: str, names: Mapping[str, int]) -> int | None:
    """The month or weekday meant by its name or at least three letters of it."""
    numbers = {number for name, number in names.items() if name.startswith(word)} if len(word) >= 3 else set()
    return numbers.pop() if len(numbers) == 1 else None


def parse_count(word: str) -> int:
    """Of digits, or of a word of NUMBERS."""
    return int(word) if word.isdecimal() else NUMBERS[word]


_TEN_TO_FIFTY = {
    **dict.fromkeys(("dix", "ten"), 10),
    **dict.fromkeys(("vingt", "twenty"), 20),
    **dict.fromkeys(("trente", "thirty"), 30),
    **dict.fromkeys(("quarante", "forty"), 40),
    **dict.fromkeys(("cinquante", "fifty"), 50),
}
_UNITS = {word: number for word, number in NUMBERS.items() if number < 10 and len(word) > 2}
SPOKEN = {
    **{word: number for word, number in NUMBERS.items() if len(word) > 2 and number > 1},
    **_TEN_TO_FIFTY,
    **dict.fromkeys(("seize", "sixteen"), 16),
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19},
    **{f"{ten} {unit}": tens + one for ten, tens in _TEN_TO_FIFTY.items() for unit, one in _UNITS.items()},
    **{f"{ten} et {one}": tens + 1 for ten, tens in _TEN_TO_FIFTY.items() for one in ("un", "une")},
}
"""2 to 59 in words, as simplify() leaves them; not "un", which is an article as well."""
_ORDINALS = {
    **dict.fromkeys(("premier", "first", "1er", "1st"), 1),
    **{"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9},
    **{"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15},
    **{"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20},
    **{"thirtieth": 30, "thirty first": 31},
}
_TWENTIES = {f"twenty {word}": 20 + number for word, number in _ORDINALS.items() if number < 10}
_IN_WORDS = {**NUMBERS, **SPOKEN, **_ORDINALS, **_TWENTIES}
_DAY_IN_WORDS = re.compile(
    rf"(?<!\S)(?P<day>{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})"
    r" (?P<of>(?:of|de|d) )?(?P<month>[a-z]{3,})"
)
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")


def simplify(typed: str) -> str:
    """What was typed in small letters a to z, without accents, abbreviating points, apostrophes and commas.

    "Mar. 8 déc., à 14 h !" -> "mar 8 dec a 14 h"; figures keep their marks: "8/12", "14:30", "2026-12-08".
    The day of a month in words is in figures: "premier décembre" -> "1 decembre".
    """
    text = plain_digits(unicodedata.normalize("NFKC", plain_hyphens(one_line(typed)))).replace("@", " at ")
    folded = re.sub(r"\w+", lambda word: normalise(word[0]), text)
    joined = re.sub(r"(?<=[a-z])\.|\.$", "", folded)
    hours = re.sub(r"(?<=\dh)-(?=\d)|(?<=\d[ap]m)-(?=\d)|(?<=\d:\d\d)-(?=\d)", " a ", joined)
    spaced = re.sub(r"['’ʼ,;!?…()]|(?<=[a-z])-|-(?=[a-z])|(?<!\S)-(?!\S)|(?<=\d)t(?=\d)", " ", hours)
    return days_in_figures(" ".join(spaced.split()).rstrip(" :."))


def plain_hyphens(typed: str) -> str:
    """ "J−7" with any of the dashes that programs put there as "J-7"."""
    return typed.translate(_HYPHENS)


def days_in_figures(plain: str) -> str:
    """ "premier decembre" as "1 decembre", "vingt deux janvier" as "22 janvier"."""
    return _DAY_IN_WORDS.sub(_in_figures, plain)


def _in_figures(found: re.Match[str]) -> str:
    if match_name(found["month"], MONTHS) is None:
        return found[0]
    return f"{_IN_WORDS[found['day']]} {found['of'] or ''}{found['month']}"
