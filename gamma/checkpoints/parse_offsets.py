"""How long before a checkpoint people are reminded: as they type it, and as it is said back to them."""

import re

from gamma.checkpoints.reminders import Offset
from gamma.errors import InvalidInputError
from gamma.parsing.day_names import NUMBERS, parse_count, simplify
from gamma.text import one_line, quoted
from gamma.translator import N_, Translator

MOST_OFFSETS, MOST_DAYS, MOST_HOURS = 5, 60, 48

_LONGEST = 120
_HOURS_OF_A_DAY = 24
_EMPTY = N_("Write how long before, for example “7 days, 1 day, 1 hour”, or “none”.")
_NOT_UNDERSTOOD = N_("I did not understand “{typed}”. Write for example “7 days, 1 day, 1 hour”, or “none”.")
_OUT_OF_RANGE = N_(
    "At most {count} reminders, from 1 hour to {hours} hours or from 1 day to {days} days before."
)
_NONE = frozenset(("none", "no reminder", "no reminders", "aucun", "aucun rappel", "jamais", "never"))
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})"
_ONE = re.compile(rf"{_N} ?(?P<unit>jours?|j|days?|d|semaines?|weeks?|heures?|h|hours?)(?: avant| before)?")
_COUNTDOWN = re.compile(r"(?P<unit>[jh]) ?-? ?(?P<n>\d{1,3})")
_BETWEEN = re.compile(r" ?[,;+/] ?| et | and ")


def parse_offsets(typed: str) -> tuple[Offset, ...]:
    """ "7 jours, 1 jour et 1 heure" or "J-7, H-1", the longest first. Raises InvalidInputError."""
    text = one_line(typed)
    if not text:
        raise InvalidInputError(_EMPTY)
    if simplify(text) in _NONE:
        return ()
    offsets = {_offset(part, text) for part in _BETWEEN.split(text[:_LONGEST].lower())}
    if len(offsets) > MOST_OFFSETS or not all(_is_in_range(offset) for offset in offsets):
        limits = {"count": MOST_OFFSETS, "hours": MOST_HOURS, "days": MOST_DAYS}
        raise InvalidInputError(_OUT_OF_RANGE, **limits)
    return tuple(sorted(offsets, key=lambda offset: offset.days * 24 + offset.hours, reverse=True))


def describe_offsets(offsets: tuple[Offset, ...], translator: Translator) -> str:
    """ "7 days, 1 day, 1 hour"."""
    return translator.listed([_describe_offset(offset, translator) for offset in offsets]) or translator.text(
        N_("none")
    )


def _describe_offset(offset: Offset, translator: Translator) -> str:
    if offset.days:
        return str(translator.plural("{count} day", "{count} days", offset.days))
    return str(translator.plural("{count} hour", "{count} hours", offset.hours))


def _offset(part: str, text: str) -> Offset:
    words = simplify(part)
    match = _ONE.fullmatch(words) or _COUNTDOWN.fullmatch(words)
    if not match:
        raise InvalidInputError(_NOT_UNDERSTOOD, typed=quoted(text))
    many = parse_count(match["n"])
    if match["unit"].startswith("h"):
        days, hours = divmod(many, _HOURS_OF_A_DAY)
        return Offset(hours=many) if hours or many > MOST_HOURS else Offset(days=days)
    return Offset(days=many * 7 if match["unit"].startswith(("s", "w")) else many)


def _is_in_range(offset: Offset) -> bool:
    return 1 <= offset.days <= MOST_DAYS or 1 <= offset.hours <= MOST_HOURS
