"""A cadence as people type it, and as it is said back to them, in French and English."""

import re
from datetime import date, timedelta

from gamma.checkpoints.cadence import LAST, MOST_MONTHS, MOST_WEEKS, Cadence
from gamma.errors import InvalidInputError
from gamma.parsing.day_names import NUMBERS, WEEKDAYS, match_name, parse_count, simplify
from gamma.text import one_line, quoted
from gamma.translator import N_, Translator

_LONGEST = 80
_NOT_UNDERSTOOD = N_(
    "I did not understand “{typed}”. Write for example “every 6 weeks”, “the second Tuesday of the month” "
    "or “the 15th of the month”."
)
_EMPTY = N_("Write how often, for example “every 6 weeks” or “the second Tuesday of the month”.")
_OUT_OF_RANGE = N_("Choose between 1 and {weeks} weeks, or between 1 and {months} months.")
_NO_FIFTH = N_("Not every month has a fifth {weekday}. Choose the first to the fourth, or the last.")
_NTH = {
    1: N_("the first {weekday} of the month"),
    2: N_("the second {weekday} of the month"),
    3: N_("the third {weekday} of the month"),
    4: N_("the fourth {weekday} of the month"),
    LAST: N_("the last {weekday} of the month"),
}
_A_MONDAY = date(2024, 1, 1)

_N = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})"
_EVERY = r"(?:(?:toutes les|tous les|chaque|every|each|par|per|a) )"
_WEEKS = (
    (re.compile(r"\bune semaine sur (?:deux|2)\b"), 2),
    (re.compile(rf"\bune semaine sur {_N}\b"), None),
    (re.compile(r"\bevery (?:other|second) week\b|\bbi ?weekly\b"), 2),
    (re.compile(r"\btous les (?:14|15|quinze) jours\b|\b(?:every )?fortnight(?:ly)?\b|\bquinzaine\b"), 2),
    (re.compile(rf"(?:\b{_EVERY}|(?<!\S)){_N} ?(?:semaines?|weeks?|sem)\b"), None),
    (re.compile(rf"\bhebdo(?:madaires?)?\b|\bweekly\b|\b{_EVERY}(?:semaines?|week)\b"), 1),
)
_MONTHS = (
    (re.compile(r"\bun mois sur (?:deux|2)\b|\b(?:of )?every (?:other|second) month\b"), 2),
    (re.compile(rf"\bun mois sur {_N}\b"), None),
    (re.compile(r"\bbimestriel(?:le)?s?\b"), 2),
    (re.compile(rf"\btrimestriel(?:le)?s?\b|\bquarterly\b|\b(?:de )?{_EVERY}(?:trimestres?|quarter)\b"), 3),
    (re.compile(rf"\bsemestriel(?:le)?s?\b|\b(?:de )?{_EVERY}semestres?\b"), 6),
    (re.compile(rf"(?:\b(?:de |of )?{_EVERY}|(?<!\S)){_N} ?(?:mois|months?)\b"), None),
    (re.compile(rf"\bmensuel(?:le)?s?\b|\bmonthly\b|\b(?:de |of )?{_EVERY}(?:mois|month)\b"), 1),
)
_OF_THE_MONTH = re.compile(r"\b(?:du mois|of the month)\b")
_ONCE = re.compile(r"\b(?:une|1) fois\b|\bonce\b")
_FILLING = frozenset(("le", "la", "the", "on", "chaque", "every", "each", "a", "au"))
_ORDINALS = {
    **dict.fromkeys(("1er", "premier", "first", "1st"), 1),
    **dict.fromkeys(("2e", "2eme", "2nd", "deuxieme", "second"), 2),
    **dict.fromkeys(("3e", "3eme", "3rd", "troisieme", "third"), 3),
    **dict.fromkeys(("4e", "4eme", "4th", "quatrieme", "fourth"), 4),
    **dict.fromkeys(("5e", "5eme", "5th", "cinquieme", "fifth"), 5),
    **dict.fromkeys(("dernier", "last"), LAST),
}
_DAY = re.compile(r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?")


def parse_cadence(typed: str) -> Cadence:
    """ "toutes les 6 semaines", "le 31 de chaque mois". Raises InvalidInputError."""
    text = one_line(typed)
    if not text:
        raise InvalidInputError(_EMPTY)
    if len(text) > _LONGEST:
        raise InvalidInputError(_NOT_UNDERSTOOD, typed=quoted(text))
    words = " ".join(_ONCE.sub(" ", simplify(text)).split())
    every, unit, rest = _period(words)
    rest, of_the_month = _OF_THE_MONTH.subn(" ", rest)
    rule = [word for word in rest.split() if word not in _FILLING]
    if (every is None and not (of_the_month and rule)) or (unit == "weeks" and (rule or of_the_month)):
        raise InvalidInputError(_NOT_UNDERSTOOD, typed=quoted(text))
    day, nth, weekday = _rule(rule, text)
    try:
        return Cadence(1 if every is None else every, unit, day, nth, weekday)
    except ValueError:
        raise InvalidInputError(_OUT_OF_RANGE, weeks=MOST_WEEKS, months=MOST_MONTHS) from None


def describe_cadence(cadence: Cadence, translator: Translator) -> str:
    """ "every 6 weeks", "the second Tuesday of the month", "the 31st of the month, every 3 months"."""
    if cadence.unit == "weeks":
        return str(translator.plural("every week", "every {count} weeks", cadence.every))
    period = str(translator.plural("every month", "every {count} months", cadence.every))
    if cadence.nth is not None and cadence.weekday is not None:
        weekday = translator.weekday(_A_MONDAY + timedelta(days=cadence.weekday))
        rule = translator.text(_NTH[cadence.nth], weekday=weekday)
    elif cadence.day is not None:
        rule = translator.text(N_("the {day} of the month"), day=_ordinal(cadence.day, translator))
    else:
        return period
    return rule if cadence.every == 1 else f"{rule}, {period}"


def describe_short_months(cadence: Cadence, translator: Translator) -> str | None:
    """What to tell when it is chosen, None where every month is long enough."""
    if not cadence.may_fall_short or cadence.day is None:
        return None
    sentence = N_("In a month without a {day}, it will be the last day of the month.")
    return translator.text(sentence, day=_ordinal(cadence.day, translator))


def _period(words: str) -> tuple[int | None, str, str]:
    """How many, of what, and the words around; no number where no period is named."""
    for unit, forms in (("weeks", _WEEKS), ("months", _MONTHS)):
        for form, every in forms:
            if match := form.search(words):
                rest = f"{words[: match.start()]} {words[match.end() :]}"
                return every or parse_count(match["n"]), unit, rest
    return None, "months", words


def _rule(rule: list[str], text: str) -> tuple[int | None, int | None, int | None]:
    """The day of the month, or the nth weekday; neither where nothing is said."""
    match rule:
        case []:
            return None, None, None
        case ["dernier", "jour"] | ["last", "day"]:
            return 31, None, None
        case [day] if (typed := _DAY.fullmatch(day)) and 1 <= int(typed["day"]) <= 31:
            return int(typed["day"]), None, None
        case [nth, name] if (
            nth in _ORDINALS and (weekday := match_name(name.removesuffix("s"), WEEKDAYS)) is not None
        ):
            if _ORDINALS[nth] == 5:
                raise InvalidInputError(
                    _NO_FIFTH, weekday=lambda w: w.weekday(_A_MONDAY + timedelta(days=weekday))
                )
            return None, _ORDINALS[nth], weekday
    raise InvalidInputError(_NOT_UNDERSTOOD, typed=quoted(text))


def _ordinal(day: int, translator: Translator) -> str:
    if translator.locale == "fr":
        return "1er" if day == 1 else str(day)
    return f"{day}{'th' if day in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
