"""How long somebody is away, as people type it: a length of time, or the last day of it."""

import re
from datetime import date, timedelta

from gamma.dates import months_later
from gamma.errors import InvalidInputError
from gamma.parsing.day import is_short_month, parse_day
from gamma.parsing.day_names import NUMBERS, parse_count, simplify
from gamma.parsing.upcoming import parse_upcoming
from gamma.text import one_line, quoted
from gamma.translator import N_

LONGEST = timedelta(days=366)

_MOST_CHARACTERS = 60
_OPENING = re.compile(
    r"(?:(?:pendant|pour|durant|for|jusqu(?: au| a la| a| en)?|until|till|up to|d ici(?: au| a)?) )+"
)
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?(?: inclus| included)?")
_LENGTH = re.compile(
    rf"(?:(?:environ|about) )?(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}) ?"
    r"(?P<unit>jours?|j|days?|d|semaines?|sem|weeks?|w|mois|months?|ans?|annees?|years?)"
)
_TWO_WEEKS = re.compile(r"(?:une |la )?quinzaine|(?:a )?fortnight")
_EMPTY = N_("Until when? Write for example “2 weeks” or “until 15 December”.")
_TOO_LONG = N_("That is more than a year. Write a shorter time, for example “2 weeks”.")


class AmbiguousReturnError(InvalidInputError):
    """Two days may be meant; nothing is decided. `choices` are days back, in order."""

    def __init__(self, choices: tuple[date, ...]) -> None:
        super().__init__(N_("This can be read in two ways. Which last day do you mean?"))
        self.choices = choices


def parse_return_date(typed: str, today: date) -> date:
    """The first day after the time away: "2 semaines" from today on, or the day after "15 décembre".

    Raises InvalidInputError, AmbiguousReturnError.
    """
    text = one_line(typed)
    if not text:
        raise InvalidInputError(_EMPTY)
    words = simplify(text) if len(text) <= _MOST_CHARACTERS else ""
    back = _after_length(_OPENING.sub("", words, count=1), today) or _after_day(words, text, today)
    if back - today > LONGEST:
        raise InvalidInputError(_TOO_LONG)
    return back


def _after_length(words: str, today: date) -> date | None:
    if _TWO_WEEKS.fullmatch(words):
        return today + timedelta(weeks=2)
    match = _LENGTH.fullmatch(words)
    many = parse_count(match["n"]) if match else 0
    if not match or not many:
        return None
    match match["unit"][0]:
        case "j" | "d":
            return today + timedelta(days=many)
        case "s" | "w":
            return today + timedelta(weeks=many)
        case "m":
            return months_later(today, many)
    return months_later(today, min(many, 9) * 12)


def _after_day(words: str, text: str, today: date) -> date:
    """The last day is still away: "jusqu'au 15" comes back on the 16th."""
    typed = _OPENING.sub("", words, count=1)
    if typed != words and (alone := _DAY_OF_MONTH.fullmatch(typed)):
        typed = f"le {alone['day']}"
    days = parse_upcoming(typed, today, lambda day: day > today) if typed else None
    choices = tuple(day + timedelta(days=1) for day in days.choices) if days else ()
    if len(choices) > 1:
        raise AmbiguousReturnError(choices)
    if choices and choices[0] > today:
        return choices[0]
    try:
        named = f"le {typed}" if typed != words and is_short_month(typed) else typed or text
        return parse_day(named, today, future=True) + timedelta(days=1)
    except InvalidInputError as error:  # it repeats what was typed, with its accents
        raise InvalidInputError(error.sentence, **{**error.values, "typed": quoted(text)}) from None
