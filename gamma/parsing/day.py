"""A day as people type it, in French or English; nothing that can be read in two ways is guessed.

python-dateutil would read more, but guesses: 05/13/2027 in May, 2027-06-05 in May too when days come first,
"20" as a day of this machine's month.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_month_names

from gamma.errors import InvalidInputError
from gamma.parsing.day_names import (
    MONTHS,
    WEEKDAYS,
    days_in_figures,
    match_name,
    plain_hyphens,
    simplify,
)
from gamma.parsing.text import normalise
from gamma.parsing.upcoming import full_year, parse_upcoming
from gamma.text import one_line, plain_digits, quoted
from gamma.translator import N_

_LONGEST = 60

_FRENCH_MONTHS = [normalise(name) for name in get_month_names(locale="fr").values()]

_D = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_M = r"(?P<month>[a-z]{3,})\.?"
_Y4 = r"(?P<year>(?:19|20|21)\d{2})"
_Y = r"(?P<year>(?:19|20|21)?\d{2})"
_MONTH_THEN_DAY = re.compile(rf"{_M} {_D}")
_FORMS = (
    re.compile(rf"{_Y4}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"),  # 2027-06-30
    re.compile(rf"(?P<day>\d{{1,2}})(?P<mark> ?[-/. ] ?)(?P<month>\d{{1,2}})(?P=mark){_Y}"),  # 30/06/2027
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})"),  # 30/06
    re.compile(rf"(?P<month>\d{{1,2}})/{_Y4}"),  # 06/2027
    re.compile(rf"{_D}(?:[ -]| of ){_M}(?:(?:, |[ ,-]){_Y})?"),  # 30 juin 2027
    re.compile(rf"{_M} {_D},? {_Y4}"),  # June 30, 2027
    _MONTH_THEN_DAY,  # June 30
    re.compile(rf"(?:fin|end|end of) {_Y4}"),  # fin 2027
    re.compile(rf"(?:(?:fin|end|end of) )?{_M}(?: {_Y4})?"),  # juin 2027, fin juin
)
_OPENING = re.compile(
    r"^(?:(?:le|la|au|pour|d['’]ici|jusqu['’](?:au|a|en)|until|till|up to|the|on|by|for) )*"
)
_YEARS_TO_A_LEAP_DAY = 8


class AmbiguousDayError(InvalidInputError):
    """A question that names both days; nothing is decided. `choices` has them in that order."""

    def __init__(self, sentence: str, first: date, second: date, today: date) -> None:
        super().__init__(
            sentence,
            first=lambda words: words.day(first, today),
            second=lambda words: words.day(second, today),
        )
        self.choices = (first, second)


@dataclass(frozen=True)
class _DateParts:
    """The parts of a day that were written down."""

    month: int
    day: int | None
    year: int | None
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """This day of that year, a month's last where only the month was written. None if there is none."""
        try:
            last = monthrange(year, self.month)[1]
            return date(year, self.month, last if self.day is None else self.day)
        except ValueError:
            return None


def parse_day(typed: str, today: date, *, future: bool) -> date:
    """A day, in figures always day before month. Without a year it is the next to come.

    A month alone means its last day, "fin 2027" the 31st of December. Its short name alone means none: "sept"
    is a number, "jan" may be somebody. It may be named as it is of a moment:
    "vendredi", "dans 2 semaines", "le 15". future: has to come after today.

    Raises InvalidInputError; AmbiguousDayError of "Monday" on a Monday, or "next Friday".
    """
    text = " ".join(plain_hyphens(one_line(typed)).split())
    if not text:
        raise _refusal(N_("Write a date, for example {example}."), text, today)
    text = re.sub(r"(?<=[^a-z])\.$", "", text.rstrip(" !?…,;:"))
    written = _parse_parts(text) if len(text) <= _LONGEST else None
    if not written:
        return _in_time(_named_day(text, today, future=future), text, today, future=future)
    day = _resolve_year(written, today, future=future)
    if not day:
        raise _refusal(N_("“{typed}” is not in the calendar. Write for example {example}."), text, today)
    if written.weekday not in (None, day.weekday()):
        sentence = N_("The weekday and the date do not match: in {year}, it is {day}.")
        raise InvalidInputError(sentence, year=day.year, day=lambda words: words.day(day, day))
    return _in_time(day, text, today, future=future)


def _named_day(text: str, today: date, *, future: bool) -> date:
    """By its weekday, its distance from today, or its number alone."""
    first_day = today + timedelta(days=future)
    plain = simplify(text) if len(text) <= _LONGEST else ""
    is_a_month = _MONTH_THEN_DAY.fullmatch(plain)  # or a day of it: _parse_parts() has told
    known = None if is_a_month else parse_upcoming(plain, today, lambda day: day >= first_day)
    if not known or not known.choices:
        raise _refusal(N_("“{typed}” is not a date I understand. Write for example {example}."), text, today)
    coming = [day for day in known.choices if day >= first_day] or known.choices
    if len(coming) > 1:
        raise AmbiguousDayError(known.question, coming[0], coming[1], today)
    return coming[0]


def _in_time(day: date, text: str, today: date, *, future: bool) -> date:
    """Raises InvalidInputError."""
    if future and day == today:
        raise _refusal(N_("That is today. Write a date to come, for example {example}."), text, today)
    if future and day < today:
        raise _refusal(
            N_("That date is already past. Write one to come, for example {example}."), text, today
        )
    return day


def _refusal(sentence: str, text: str, today: date) -> InvalidInputError:
    example = date(today.year + 1, 6, 30)
    return InvalidInputError(sentence, typed=quoted(text), example=lambda words: words.date(example))


def _parse_parts(text: str) -> _DateParts | None:
    folded = re.sub(r"\w+", lambda word: normalise(word[0]), plain_digits(text))
    figures = days_in_figures(folded)
    if is_short_month(figures):
        return None
    plain = _without_opening(figures)
    first, _, rest = plain.partition(" ")
    weekday = match_name(first.rstrip(".,"), WEEKDAYS)
    if weekday is not None:
        plain = _without_opening(rest)
    match = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if not match:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part}
    name = parts.get("month", "12")
    month = int(name) if name.isdecimal() else match_name(name, MONTHS)
    if month is None or (match.re is _MONTH_THEN_DAY and _may_be_french(name)):
        return None
    day = int(parts["day"]) if "day" in parts else None
    return _DateParts(month, day, full_year(parts["year"]) if "year" in parts else None, weekday)


def is_short_month(plain: str) -> bool:
    """Whether it is the short name of a month and nothing else: "sept", "jan."."""
    word = plain.rstrip(".")
    return word not in MONTHS and match_name(word, MONTHS) is not None


def _without_opening(text: str) -> str:
    return _OPENING.sub("", text, count=1)


def _may_be_french(month: str) -> bool:
    """In French "oct 27" would be a month of 2027, in English a day of October."""
    return any(name.startswith(month) for name in _FRENCH_MONTHS)


def _resolve_year(written: _DateParts, today: date, *, future: bool) -> date | None:
    if written.year:
        return written.in_year(written.year)
    years = range(today.year, today.year + 1 + _YEARS_TO_A_LEAP_DAY)
    days = (day for year in years if (day := written.in_year(year)))
    return next((day for day in days if day > today or (day == today and not future)), None)
