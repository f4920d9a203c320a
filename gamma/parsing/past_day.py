"""A day that has been, as people name it: of several years the last one."""

import re
from datetime import date, timedelta

from gamma.dates import months_later
from gamma.errors import InvalidInputError
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.parsing.day_names import MONTHS, NUMBERS, WEEKDAYS, match_name, parse_count
from gamma.parsing.text import normalise
from gamma.text import one_line, quoted
from gamma.translator import N_

_STILL_TO_COME = N_("{day} is still to come. Write a day that has been, for example {example}.")
_WORDS_TO_COME = N_("“{typed}” is still to come. Write a day that has been, for example {example}.")
_YEAR = re.compile(r"\b(?:19|20|21)\d{2}\b|\d[-/.]\d{1,2}[-/.]\d{2}\b")
_OPENING = re.compile(
    r"^(?:(?:pour|for|en|in|as of|au|a la|a|de|of|du|dans|mois de|month of|le|la|the|sur|on) )+"
)
_LAST_MONTH = re.compile(r"(?:(?:fin|end)(?: du| de| of)? )?(?:mois (?:dernier|passe)|last month)")
_THIS_MONTH = re.compile(r"(?:ce mois(?: ci)?|this month|mois en cours)")
_LAST_WEEK = re.compile(r"(?:semaine (?:derniere|passee)|last week)")
_LAST_YEAR = re.compile(
    r"(?:(?:fin|end)(?: de| of)? )?(?:l ?)?(?:an (?:dernier|passe)|annee (?:derniere|passee)|last year)"
)
_A_YEAR = re.compile(
    r"(?:(?:a la |at the )?(?:fin|end)(?: de| of)?(?: l annee)?|en|in|l annee) (?P<year>20\d{2})"
)
_QUARTER = re.compile(r"(?:t|q|trimestre |quarter )(?P<quarter>[1-4])(?: (?P<year>20\d{2}))?")
_AGO = re.compile(
    rf"(?:il y a )?(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})"
    r" (?P<unit>jours?|days?|semaines?|weeks?|mois|months?)(?: ago)?"
)
_LAST_DAY = re.compile(r"(?P<day>[a-z]{3,9}) (?:dernier|passe)|last (?P<english>[a-z]{3,9})")


_TO_COME = re.compile(r"\b(?:demain|tomorrow|prochaine?s?|next|dans|in|ce|cette|this|suivante?|following)\b")
_OF_NO_DAY_TO_COME = re.compile(
    r"(?:(?:pour|for|a|d|au|du|en|debut|fin|end|start|la fin|le debut|de|of|l|le|la|the) )*"
    r"(?:(?:mois|semaine|an|annee|trimestre|semestre|[a-z]{3,9}) (?:prochaine?|a venir)"
    r"|next (?:week|month|quarter|year|[a-z]{3,9})|(?:demain|tomorrow) [a-z]+"
    rf"|(?:dans|in) (?:\d{{1,3}}|{'|'.join(NUMBERS)}|quelques|a few) "
    r"(?:jours?|days?|semaines?|weeks?|mois|months?|ans?|years?))"
)
"""Said of a time to come that has no day of its own: "le mois prochain", "in two weeks"."""
_FIGURES = re.compile(r"[\d /.-]+(?:er|st|nd|rd|th)?")
_END = re.compile(r"(?:fin|end)\b")
_NEAR = timedelta(days=60)


class FutureDayError(InvalidInputError):
    """A day that is written with its year, and still to come."""


def parse_past_day(typed: str, today: date) -> date:
    """A month means its last day; the one that is running means today. Raises InvalidInputError."""
    text = one_line(typed)
    plain = _OPENING.sub("", normalise(text))
    known = _named(plain, today) or _end_of_year(normalise(text), today)
    if known is not None:
        return known
    try:
        day = parse_day(_without_opening(text), today, future=False)
    except AmbiguousDayError as ambiguous:
        day = min(ambiguous.choices)
    except InvalidInputError:
        _require_no_time_to_come(text, today)
        raise
    if day > today and _may_have_been(plain, text) and not _is_near(plain, day, today):
        day = _the_last(plain, day, today)
    if day > today:
        last = today.replace(day=1) - timedelta(days=1)
        raise FutureDayError(
            _STILL_TO_COME, day=lambda words: words.date(day), example=lambda words: words.date(last)
        )
    return day


def _require_no_time_to_come(text: str, today: date) -> None:
    """Raises FutureDayError."""
    if _OF_NO_DAY_TO_COME.fullmatch(normalise(text)):
        last = today.replace(day=1) - timedelta(days=1)
        raise FutureDayError(_WORDS_TO_COME, typed=quoted(text), example=lambda words: words.date(last))


def _without_opening(text: str) -> str:
    """Without the word before a month that no day to come has: "en octobre"."""
    if normalise(text).startswith("as of "):
        return text.split(maxsplit=2)[2]
    first, _, rest = text.partition(" ")
    return rest if rest and normalise(first) in ("en", "in", "de", "du", "sur", "dans") else text


def _may_have_been(plain: str, text: str) -> bool:
    """Named without its year or its distance from today: "mardi", "octobre", "le 15", never "demain"."""
    if _YEAR.search(text) or _TO_COME.search(plain):
        return False
    names_month = any(match_name(word, MONTHS) is not None for word in plain.split())
    return names_month or match_name(plain, WEEKDAYS) is not None or _FIGURES.fullmatch(plain) is not None


def _is_near(plain: str, day: date, today: date) -> bool:
    """ "31 décembre", written in November: rather a slip than eleven months ago."""
    is_dated = re.search(r"\d", plain) is not None and not plain.isdecimal()
    return is_dated and day - today <= _NEAR


def _the_last(plain: str, day: date, today: date) -> date:
    """Of those that were written without their year or week."""
    if match_name(plain, WEEKDAYS) is not None:
        return day - timedelta(days=7)
    month = match_name(plain.rpartition(" ")[2], MONTHS)
    if month == today.month and not re.search(r"\d", plain):
        return day if _END.match(plain) else today
    return months_later(day, -1 if plain.isdecimal() else -12)


def _named(plain: str, today: date) -> date | None:
    """By its distance from today."""
    found = next((day for form, day in _near(today).items() if form.fullmatch(plain)), None)
    return found or _counted(plain, today)


def _near(today: date) -> dict[re.Pattern[str], date]:
    return {
        _LAST_MONTH: today.replace(day=1) - timedelta(days=1),
        _THIS_MONTH: today,
        _LAST_YEAR: date(today.year - 1, 12, 31),
        _LAST_WEEK: today - timedelta(days=today.weekday() + 1),
    }


def _counted(plain: str, today: date) -> date | None:
    if last := _LAST_DAY.fullmatch(plain):
        return _last_named(last["day"] or last["english"], today)
    if quarter := _QUARTER.fullmatch(plain):
        return _end_of_quarter(int(quarter["quarter"]), quarter["year"], today)
    ago = _AGO.fullmatch(plain)
    if ago and (plain.startswith("il y a") or plain.endswith(" ago")):
        return _ago(parse_count(ago["count"]), ago["unit"], today)
    return None


def _last_named(name: str, today: date) -> date | None:
    """ "lundi dernier", "octobre dernier"."""
    weekday = match_name(name, WEEKDAYS)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    month = match_name(name, MONTHS)
    if month is None:
        return None
    year = today.year if month < today.month else today.year - 1
    return months_later(date(year, month, 1), 1) - timedelta(days=1)


def _end_of_year(plain: str, today: date) -> date | None:
    """ "en 2025": its last day, or today of the one that is running. Figures alone are no year."""
    written = _A_YEAR.fullmatch(plain)
    year = int(written["year"]) if written else today.year + 1
    return min(date(year, 12, 31), today) if year <= today.year else None


def _end_of_quarter(quarter: int, year: str | None, today: date) -> date:
    """Its last day, or today of the one that is running."""
    written = int(year) if year else today.year
    if date(written, 3 * quarter - 2, 1) > today:
        written -= not year
    end = months_later(date(written, 3 * quarter - 2, 1), 3) - timedelta(days=1)
    return min(end, today) if date(written, 3 * quarter - 2, 1) <= today else end


def _ago(count: int, unit: str, today: date) -> date:
    if unit.startswith(("mois", "month")):
        return months_later(today, -count)
    return today - timedelta(days=count * (7 if unit.startswith(("semaine", "week")) else 1))
