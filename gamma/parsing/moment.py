"""A day and an hour to come, as people type them in French or English; nothing ambiguous is guessed.

The libraries that read such phrases guess: docs/decisions.md counts it, with the table of tests/gamma.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gamma.dates import LocalMoment, day_in
from gamma.errors import InvalidInputError
from gamma.parsing.day_names import MONTHS, WEEKDAYS, match_name, simplify
from gamma.parsing.time_of_day import (
    hours_in_figures,
    parse_time_of_day,
    without_end,
    without_part_of_day,
)
from gamma.parsing.upcoming import Days, parse_upcoming
from gamma.text import one_line, quoted
from gamma.translator import N_

_PICKED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_LONGEST = 80
_MOST_WORDS = 12
_FARTHEST = timedelta(days=5 * 366)
_EXAMPLE = timedelta(days=15)
_NOON = time(12)

_EMPTY = N_("Write a day and a time, for example “{example}” or “{figures}”.")
_NOT_UNDERSTOOD = N_("I did not understand “{typed}”. Write for example “{example}” or “{figures}”.")
_NO_TIME = N_("At what time? Write for example “{day}”.")
_NO_DAY = N_("On which day? Write for example “{example}” or “{figures}”.")
_NO_SUCH_DAY = N_("“{typed}” is not in the calendar. Write for example “{example}” or “{figures}”.")
_PAST = N_("{moment} is already past. Write a moment to come, for example “{example}” or “{figures}”.")
_PAST_DAY = N_("“{typed}” is already past. Write a moment to come, for example “{example}” or “{figures}”.")
PAST = (_PAST, _PAST_DAY)
_TOO_FAR = N_("{moment} is too far away. Write for example “{example}” or “{figures}”.")
_HALF_OF_DAY = N_("Before or after noon? Do you mean {first} or {second}?")


class AmbiguousMomentError(InvalidInputError):
    """A question that names both moments; nothing is decided. `choices` has them in that order.

    rest: the words after them, where only the first ones mean a moment.
    """

    rest = ""

    def __init__(self, sentence: str, first: LocalMoment, second: LocalMoment, now: datetime) -> None:
        super().__init__(
            sentence,
            first=lambda words: words.moment(first, now),
            second=lambda words: words.moment(second, now),
        )
        self.choices = (first, second)


def parse_moment(typed: str, now: datetime, zone: ZoneInfo) -> LocalMoment:
    """A moment after now, on the wall clock of the zone. Raises InvalidInputError, AmbiguousMomentError.

    A date without its year is the next to come, a weekday the next one; figures are day before month.
    Also the instant of a picker, "2026-12-08T13:30:00Z".
    """
    text = one_line(typed)
    if not text:
        raise _refusal(_EMPTY, text, now, zone)
    if _PICKED.fullmatch(text):
        with suppress(ValueError, OverflowError):
            moment = LocalMoment.of(datetime.fromisoformat(text), zone)
            return _only_one([moment], "", text, now, zone)
    days, times = _parse_words(_plain(text), now, zone) if len(text) <= _LONGEST else (None, ())
    if days is None or not times or (len(days.choices) > 1 and len(times) > 1):
        raise _explain(text, now, zone)
    if not days.choices:
        raise _refusal(_NO_SUCH_DAY, text, now, zone)
    moments = [LocalMoment(day, clock, zone) for day in days.choices for clock in times]
    return _only_one(moments, days.question, text, now, zone)


def _only_one(
    moments: Sequence[LocalMoment], question: str, text: str, now: datetime, zone: ZoneInfo
) -> LocalMoment:
    """The one of them that is to come. Raises InvalidInputError, AmbiguousMomentError."""
    coming = [moment for moment in moments if moment.instant > now]
    if not coming:
        raise _refusal(_PAST, text, now, zone, moments[-1])
    if coming[-1].instant - now > _FARTHEST:
        raise _refusal(_TOO_FAR, text, now, zone, coming[-1])
    if len(coming) > 1:
        raise AmbiguousMomentError(question or _HALF_OF_DAY, coming[0], coming[1], now)
    return coming[0]


def parse_leading_moment(typed: str, now: datetime, zone: ZoneInfo) -> tuple[LocalMoment, str] | None:
    """The moment that the first words mean, and the words after it, in which no other moment is named.

    Raises AmbiguousMomentError where they may mean two.
    """
    words = one_line(typed).split()
    for place in range(min(len(words) - 1, _MOST_WORDS), 1, -1):
        rest = words[place:]
        try:
            moment = parse_moment(" ".join(words[:place]), now, zone)
        except AmbiguousMomentError as ambiguous:
            ambiguous.rest = " ".join(rest)
            if any(map(_names_a_time, rest)):
                return None
            raise
        except InvalidInputError:
            continue
        return None if any(map(_names_a_time, rest)) else (moment, " ".join(rest))
    return None


def names_an_end(typed: str) -> bool:
    """Whether an hour stands there at which it ends: "14h-15h". It is not read."""
    plain = _plain(typed)
    return without_end(plain) != plain


def _plain(typed: str) -> str:
    return hours_in_figures(simplify(typed))


def _names_a_time(word: str) -> bool:
    """Whether a weekday, a month or an hour is named."""
    folded = simplify(word)
    named_so = any(match_name(folded, names) is not None for names in (WEEKDAYS, MONTHS))
    return named_so or bool(folded and parse_time_of_day(folded, None))


def _parse_words(text: str, now: datetime, zone: ZoneInfo) -> tuple[Days | None, tuple[time, ...]]:
    """The day and time that the words make however they are cut in two; nothing if they make several."""
    words, part = without_part_of_day(without_end(text))
    readings = set()
    for day_words, clock_words in _splits(words):
        times = parse_time_of_day(clock_words, part)
        days = _parse_days(day_words, times, now, zone) if times else None
        if days:
            readings.add((days, times))
    return readings.pop() if len(readings) == 1 else (None, ())


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Each way to have the day first and then the time, or the time first."""
    words = text.split()
    for place in range(1, len(words)):
        start, end = " ".join(words[:place]), " ".join(words[place:])
        yield start, end
        yield end, start


def _parse_days(text: str, times: tuple[time, ...], now: datetime, zone: ZoneInfo) -> Days | None:
    def ahead(day: date) -> bool:
        return LocalMoment(day, times[-1], zone).instant > now

    return parse_upcoming(text, day_in(now, zone), ahead)


def _explain(text: str, now: datetime, zone: ZoneInfo) -> InvalidInputError:
    """What is missing, if that is all that is wrong."""
    if len(text) > _LONGEST:
        return _refusal(_NOT_UNDERSTOOD, text, now, zone)
    words, part = without_part_of_day(without_end(_plain(text)))
    days = _parse_days(words, (time(23, 59),), now, zone)
    if days and days.choices:
        example = _example_on(days.choices, max(part.start, 9) if part else 14, now, zone)
        if example is None:
            return _refusal(_PAST_DAY, text, now, zone)
        return InvalidInputError(_NO_TIME, day=lambda words: words.moment(example, now))
    if days:
        return _refusal(_NO_SUCH_DAY, text, now, zone)
    return _refusal(_NO_DAY if parse_time_of_day(words, part) else _NOT_UNDERSTOOD, text, now, zone)


def _example_on(days: Iterable[date], hour: int, now: datetime, zone: ZoneInfo) -> LocalMoment | None:
    """At this hour, or today within the hour; None where all of them are past."""
    soon = min(now.astimezone(zone).hour + 1, 23)
    moments = (LocalMoment(day, time(each), zone) for day in days for each in (hour, soon))
    return next((moment for moment in moments if moment.instant > now), None)


def _refusal(
    sentence: str, text: str, now: datetime, zone: ZoneInfo, moment: LocalMoment | None = None
) -> InvalidInputError:
    example = LocalMoment((now.astimezone(zone) + _EXAMPLE).date(), _NOON, zone)
    return InvalidInputError(
        sentence,
        typed=quoted(text),
        example=lambda words: words.moment(example, now),
        figures=example.code,
        moment=lambda words: words.moment(moment, now) if moment else "",
    )
