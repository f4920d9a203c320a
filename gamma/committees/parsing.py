"""A committee's dates and its outcome as people type them in one line."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from gamma.committees.committee import (
    GRANTED_MONTHS,
    MOST_GRANTED_MONTHS,
    PROVISIONAL_MONTHS,
    OutcomeId,
    StatedOutcome,
)
from gamma.errors import InvalidInputError
from gamma.parsing.day import AmbiguousDayError, parse_day
from gamma.parsing.no_value import is_value
from gamma.parsing.text import closest_match, normalise
from gamma.text import one_line, quoted
from gamma.translator import N_

DateField = Literal["meets_on", "envelope_ends_on"]
DATE_FIELDS: tuple[DateField, ...] = ("meets_on", "envelope_ends_on")
Dates = Mapping[DateField, date | None]
"""Those that were said; None where there is to be none any more."""

PROVE_CHARACTERS = 600
_LONGEST = 200
"""Characters of a line with both dates."""

_ENVELOPE = re.compile(
    r"(?:^|[\s,;])(?:(?:et|and|fin de|end of|l['’]|the)\s*)*(?:enveloppe|envelope)\b:?", re.IGNORECASE
)
_UNTIL = re.compile(
    r"^(?:date\b:?|jusqu['’]?\s*(?:à|au|en)?\b|se termine\b|until\b|ends\b)\s*", re.IGNORECASE
)
_NONE = ("none", "no date", "aucun", "aucune", "aucune date", "pas de date")

_WORDS: Mapping[OutcomeId, tuple[str, ...]] = {
    "granted": ("accordé", "accordée", "accord", "granted", "convaincu", "convinced"),
    "provisional": ("provisoire", "provisional", "pas sûr", "unsure"),
    "stop": ("arrêt", "arrêté", "stop", "stopped", "non convaincu", "not convinced"),
    "permanent": ("pérennisé", "pérennisée", "pérennisation", "permanent"),
    "not_permanent": (
        *("non pérennisé", "non pérennisée", "pas pérennisé", "pas pérennisée"),
        *("not permanent", "not_permanent"),
    ),
}
_OUTCOMES = {word: outcome for outcome, words in _WORDS.items() for word in words}
_SPELLINGS = {normalise(word): outcome for word, outcome in _OUTCOMES.items()}
_NUMBERS = {"un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "six": 6}
_MONTHS = re.compile(
    r"^(?:(?:pour|de|for)\s+)?(?P<n>\d{1,3}|[a-z]+)\s*(?:mois|months?)\b\s*[,:;.]?\s*", re.IGNORECASE
)
_PROVE = re.compile(r"^(?:(?:à|a|to|et|and)\s+)?(?:prouver|prove)\b\s*:?\s*", re.IGNORECASE)

_UNKNOWN = N_(
    "I do not know the outcome “{typed}”. It is one of: `granted`, `provisional 2 months prove …`, `stop`, "
    "`permanent`, `not permanent`. Nothing was changed."
)
_MEANT = N_("I do not know the outcome “{typed}”. Did you mean “{meant}”? Nothing was changed.")
_TOO_MUCH = N_("I do not understand “{typed}” after the outcome. Nothing was changed.")
_ONE_OR_TWO = N_("A provisional outcome is for 1 or 2 months. Nothing was changed.")
_TOO_LONG = N_("At most {most} months can be granted at once here. Nothing was changed.")
_TOO_WORDY = N_("What has to be proved is too long: {limit} characters fit. Nothing was changed.")


def parse_dates(typed: str, today: date) -> Dates:
    """ "12 mars 2027", "enveloppe 30 juin 2027", both, or none for one of them. Raises InvalidInputError."""
    before, envelope = split_dates(typed)
    dates: dict[DateField, date | None] = {}
    if before:
        dates["meets_on"] = parse_date(before, today)
    if envelope is not None:
        dates["envelope_ends_on"] = parse_date(envelope, today)
    return dates


def split_dates(typed: str) -> tuple[str, str | None]:
    """The words of the committee's date, "" for none; and those of the envelope's end, None for none."""
    text = one_line(typed)
    envelope = _ENVELOPE.search(text) if len(text) <= _LONGEST else None
    before, after = (
        (text[: envelope.start()], text[envelope.end() :].strip(" ,;")) if envelope else (text, None)
    )
    return before.strip(" ,;"), after


def with_day(typed: str, day: date, today: date) -> str:
    """The same dates, with this day where the first one stands that may be two."""
    before, envelope = split_dates(typed)
    try:
        parse_date(before, today) if before else None
    except AmbiguousDayError:
        before = day.isoformat()
    else:
        envelope = day.isoformat()
    return " ".join(filter(None, (before, f"envelope {envelope}" if envelope is not None else "")))


def dates_to_json(dates: Dates) -> dict[str, str | None]:
    """As a form's outcome or a planned message stores them."""
    return {which: day.isoformat() if day else None for which, day in dates.items()}


def dates_from_json(stored: Mapping[str, str | None]) -> Dates:
    """What dates_to_json() wrote."""
    days = {which: stored[which] for which in DATE_FIELDS if which in stored}
    return {which: date.fromisoformat(day) if day else None for which, day in days.items()}


def parse_date(typed: str, today: date) -> date | None:
    """From today on; None where it says that there is none. Raises InvalidInputError."""
    text = _UNTIL.sub("", typed.strip(" ,;:"))
    if normalise(text) in map(normalise, _NONE):
        return None
    day = parse_day(text, today, future=False)
    return day if day >= today else parse_day(text, today, future=True)  # which says what to write instead


def parse_outcome(typed: str) -> StatedOutcome:
    """ "accordé", "provisoire 2 mois prouver l'usage", "arrêt"…, perhaps incomplete.

    Raises InvalidInputError.
    """
    outcome, rest = _take_outcome(one_line(typed))
    months, rest = _take_months(rest) if outcome in ("granted", "provisional") else (None, rest)
    if outcome == "provisional":
        return check_outcome(outcome, months, _PROVE.sub("", rest))
    if rest:
        raise InvalidInputError(_TOO_MUCH, typed=quoted(rest))
    return check_outcome(outcome, months, "")


def check_outcome(outcome: OutcomeId, months: int | None, to_prove: str) -> StatedOutcome:
    """An outcome within its bounds. "To be defined" is nothing to prove. Raises InvalidInputError."""
    match outcome:
        case "granted":
            if months is not None and not 1 <= months <= MOST_GRANTED_MONTHS:
                raise InvalidInputError(_TOO_LONG, most=MOST_GRANTED_MONTHS)
            return StatedOutcome(outcome, months or GRANTED_MONTHS)
        case "provisional":
            if months is not None and months not in PROVISIONAL_MONTHS:
                raise InvalidInputError(_ONE_OR_TWO)
            if len(to_prove) > PROVE_CHARACTERS:
                raise InvalidInputError(_TOO_WORDY, limit=PROVE_CHARACTERS)
            return StatedOutcome(outcome, months, to_prove if is_value(to_prove) else "")
    return StatedOutcome(outcome)


def parse_months(typed: str) -> int | None:
    """A number of months, None where nothing is typed. Raises InvalidInputError."""
    text = one_line(typed)
    if not text:
        return None
    months, rest = _take_months(f"{text} mois" if text.isdecimal() else text)
    if months is None or rest:
        raise InvalidInputError(
            N_("“{typed}” is not a number of months. Write for example 2."), typed=quoted(text)
        )
    return months


def _take_outcome(text: str) -> tuple[OutcomeId, str]:
    words = text.split()
    for count in (2, 1):
        outcome = _SPELLINGS.get(normalise(" ".join(words[:count])))
        if outcome:
            return outcome, " ".join(words[count:]).lstrip(",:; ")
    typed = quoted(text)
    closest = closest_match(words[0][:60], _OUTCOMES) if words else None
    if closest:
        raise InvalidInputError(_MEANT, typed=typed, meant=closest)
    raise InvalidInputError(_UNKNOWN, typed=typed)


def _take_months(text: str) -> tuple[int | None, str]:
    match = _MONTHS.match(text)
    number = match["n"].lower() if match else ""
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    return (count, text[match.end() :]) if match and count is not None else (None, text)
