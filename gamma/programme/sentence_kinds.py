"""What a sentence has of its own, each kind as one word: a day, an hour, an amount, money, an address.

"le 12 mars" and "le 14/01" say the same of what is wanted; so examples and sentences are compared without.
"""

import re

from gamma.parsing.day_names import MONTHS, WEEKDAYS
from gamma.text import plain_digits

_DAY, _HOUR, _AMOUNT, _MONEY = "_day_", "_hour_", "_amount_", "_money_"
_MAIL, _NUMBER = "_mail_", "_number_"
"""With a sign, so that no word is like them."""

_SHORT = frozenset(
    {"janv", "fevr", "avr", "juil", "sept", "oct", "nov", "dec", "février", "août", "décembre"}
)
_MONTH = "|".join(sorted({*MONTHS, *_SHORT}, key=len)[::-1])
_WEEKDAY = "|".join(WEEKDAYS)
_OF_A_MONTH = r"\d{1,2}(?:er|st|nd|rd|th)?"
_TIMES = r"(?:k|mille|milliers?|thousand|m|millions?)"
_FIGURE = rf"\d+(?:[ \u00a0\u202f.,]\d{{3}}(?!\d))*(?:[.,]\d+)?(?:\s?{_TIMES}\b)?"
_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), f" {word} ")
    for pattern, word in (
        (r"[\w.+-]{1,64}@[\w.-]+\.\w+", _MAIL),
        (r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b", _DAY),
        (r"\b\d{1,2}\s?(?:h|:)\s?\d{2}\b|\b\d{1,2}\s?h\b|\b\d{1,2}\s?(?:am|pm)\b", _HOUR),
        (rf"{_FIGURE}\s?k?(?:€|euros?\b|eur\b)", _MONEY),
        (rf"\b(?:(?:{_WEEKDAY})\s+)?{_OF_A_MONTH}\s+(?:of\s+)?(?:{_MONTH})\b(?:\s+\d{{4}}\b)?", _DAY),
        (rf"\b(?:{_WEEKDAY})\s+\d{{1,2}}\b(?!\s?{_TIMES})|\b(?:{_MONTH})\s+{_OF_A_MONTH}\b", _DAY),
        (rf"\b(?:fin|mi|début|debut|end of|early|late)[ -](?:{_MONTH})\b(?:\s+\d{{4}}\b)?", _DAY),
        (rf"\b(?:{_MONTH}|{_WEEKDAY})\b(?:\s+\d{{4}}\b)?|\b\d{{1,2}}(?:st|nd|rd|th)\b", _DAY),
        (r"(?:(?<=\ble )|(?<=\bau )|(?<=\bdu ))\d{1,2}\b(?![.,]?\d)", _DAY),
        (r"\b\d+(?:[.,]\d+)?\s?%|\b\d+ pour ?cents?\b", _AMOUNT),
        (rf"\b(?=\d+[ \u00a0\u202f.,]\d|\d{{3,}}|\d+\s?{_TIMES}\b){_FIGURE}(?!\w)", _AMOUNT),
        (r"\b\d+\b", _NUMBER),
    )
)


def with_kinds(text: str) -> str:
    """ "40 000 euros le 12 mars" -> "_money_ le _day_"."""
    plain = plain_digits(text)
    for pattern, word in _KINDS:
        plain = pattern.sub(word, plain)
    return " ".join(plain.split())
