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


_IN_WORDS = {**NUMBERS, **dict.fromkeys(("premier", "first", "1er", "1st"), 1), "second": 2, "third": 3}
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
    """ "premier decembre" as "1 decembre", "quinze janvier" as "15 janvier"."""
    words = plain.split(" ")
    for place, word in enumerate(words[:-1]):
        following = words[place + 1 : place + 3]
        month = following[-1] if following[0] in ("of", "de", "d") else following[0]
        if word in _IN_WORDS and match_name(month, MONTHS) is not None:
            words[place] = str(_IN_WORDS[word])
    return " ".join(words)
