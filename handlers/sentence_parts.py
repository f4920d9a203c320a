"""What a sentence tells beside what is wanted: the startup, the moment, the number, the domain."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gamma.errors import InvalidInputError
from gamma.experts.domain_suggestion import suggest
from gamma.metrics.value_said import value_said
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.parsing.duration import parse_return_date
from gamma.parsing.moment import AmbiguousMomentError, parse_moment
from gamma.parsing.text import normalise
from gamma.programme.sentences import Fills, Guess
from handlers.engine.context import Context
from handlers.sentence_topics import FILLED, about_its_topic
from storage.startups import startups

ASK = "expert ask"
_VALUE = "metric value"
_FOR_A_DOMAIN = 4.0
_FOR_A_VALUE, _FOR_A_FIGURE, _UNREAD = 16.0, 6.0, 0.6
_DIGIT = re.compile(r"\d")
_MOST_WORDS = 7
"""Of a moment or a period: "le mardi 8 décembre à 14 h 30"."""
_NUMBER = re.compile(r"(?<![\w.,:])(?:#|n ?°\s?)?(\d{1,6})(?![\w.,:]|\s*(?:h\b|%|€))")
_COLON = re.compile(r"\s*:\s+")


@dataclass(frozen=True)
class StartupNamed:
    """id: "" where none is named, or the place tells already. rest: the words without its name."""

    id: str
    rest: str


def startup_named(context: Context, typed: str) -> StartupNamed:
    """One of the person's own, anywhere in the sentence: by its name or its id."""
    if context.startup:
        return StartupNamed("", typed)
    names = startups.names_by_id(context.session)
    for startup in sorted(context.own_startups & names.keys()):
        for called in (names[startup], startup):
            found = re.search(rf"(?<!\w){re.escape(called)}(?!\w)", typed, re.IGNORECASE)
            if found:
                return StartupNamed(startup, f"{typed[: found.start()]} {typed[found.end() :]}".strip())
    return StartupNamed("", typed)


def what_fills(context: Context, fills: Fills, named: StartupNamed) -> str:
    """The words of the sentence that go with the command, "" for none."""
    typed = named.rest
    if fills == "number":
        found = _NUMBER.search(typed)
        return found[1] if found else ""
    if fills == "after_colon":
        parts = _COLON.split(typed, maxsplit=1)
        return parts[1] if len(parts) > 1 else ""
    if fills == "domain":
        return " ".join(each.domain.id for each in suggest(context.programme, typed)[:1] if each.is_sure)
    if of_topic := FILLED.get(fills):
        return of_topic(typed)
    if fills == "value":
        said = value_said(typed, _today(context, named))
        return said.line if said else ""
    about = named.id or (context.startup.id if context.startup else "")
    zone = context.zone_in(about) if about else context.zone
    read = _READERS.get(fills)
    return _longest(typed, lambda words: read(words, context.now, zone)) if read else ""


def _today(context: Context, named: StartupNamed) -> date:
    about = named.id or (context.startup.id if context.startup else "")
    return context.now.astimezone(context.zone_in(about) if about else context.zone).date()


def weigh(context: Context, typed: str, guesses: Sequence[Guess]) -> list[Guess]:
    """With what the sentence tells: words of a domain of the expert network speak for asking there, a figure
    for a value of the metric, and against one what says no figure that can be read.
    """
    known = {each.says: each.score for each in guesses}
    if any(each.is_sure for each in suggest(context.programme, typed)):
        known[ASK] = known.get(ASK, 0.0) + _FOR_A_DOMAIN
    said = value_said(typed, context.now.astimezone(context.zone).date())
    if said:
        known[_VALUE] = known.get(_VALUE, 0.0) + (_FOR_A_VALUE if said.is_told else _FOR_A_FIGURE)
    elif _VALUE in known and _DIGIT.search(typed):
        known[_VALUE] *= _UNREAD
    return [Guess(*each) for each in about_its_topic(typed, known).items()]


def _longest(typed: str, is_meant: Callable[[str], bool]) -> str:
    """The longest words beside each other of which this is so."""
    return next((words for words in _windows(typed) if is_meant(words)), "")


def _windows(typed: str) -> Iterator[str]:
    tokens = list(re.finditer(r"\S+", typed))
    for size in range(min(_MOST_WORDS, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            yield typed[tokens[first].start() : tokens[first + size - 1].end()].strip("?!.,;:()«»“” ")


def _is_moment(words: str, now: datetime, zone: ZoneInfo) -> bool:
    """A day with its hour, or a day alone: then the hour is asked."""
    try:
        parse_moment(words, now, zone)
    except AmbiguousMomentError:
        return True
    except InvalidInputError:
        return _is_day(words, now.astimezone(zone).date())
    return True


def _is_day(words: str, today: date) -> bool:
    if not any(letter.isalpha() for letter in normalise(words)):
        return False
    try:
        parse_day(words, today, future=True)
    except AmbiguousDayError:
        return True
    except InvalidInputError:
        return False
    return True


def _is_period(words: str, now: datetime, zone: ZoneInfo) -> bool:
    try:
        parse_return_date(words, now.astimezone(zone).date())
    except InvalidInputError:
        return False
    return True


_READERS: Mapping[str, Callable[[str, datetime, ZoneInfo], bool]] = {
    "moment": _is_moment,
    "period": _is_period,
}
