"""A day as people type it, in French or English; nothing that can be read in two ways is guessed.

python-dateutil would read more, but guesses: 05/13/2027 in May, 2027-06-05 in May too when days come first,
"20" as a day of this machine's month.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names

from gamma.errors import InvalidInputError
from gamma.parsing.day_names import MONTHS, WEEKDAYS, match_name
from gamma.parsing.text import normalise
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
_OPENING = re.compile(r"^(?:(?:le|au|pour|d['’]ici|the|on|by) )*")
_YEARS_TO_A_LEAP_DAY = 8


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

    A month alone means its last day, "fin 2027" the 31st of December. future: has to come after today.
    """
    text = " ".join(one_line(typed).split())
    if not text:
        raise _refusal(N_("Write a date, for example {example}."), text, today)
    written = _parse_parts(text) if len(text) <= _LONGEST else None
    if not written:
        raise _refusal(N_("“{typed}” is not a date I understand. Write for example {example}."), text, today)
    day = _resolve_year(written, today, future=future)
    if not day:
        raise _refusal(N_("“{typed}” is not in the calendar. Write for example {example}."), text, today)
    if written.weekday not in (None, day.weekday()):
        sentence = N_("The weekday and the date do not match: in {year}, it is {day}.")
        raise InvalidInputError(sentence, year=day.year, day=lambda words: words.day(day, day))
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
    plain = _without_opening(re.sub(r"\w+", lambda word: normalise(word[0]), plain_digits(text)))
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
    day, year = (int(parts[part]) if part in parts else None for part in ("day", "year"))
    return _DateParts(month, day, year + 2000 if year is not None and year < 100 else year, weekday)


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
