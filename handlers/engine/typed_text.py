"""Words as people type them: split, numbered, confirmed; and a command as its reader would type it."""

import re
from collections.abc import Iterable

from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.translator import N_, SOURCE_LOCALE
from handlers.engine.command_spec import CommandSpec, Subcommand
from handlers.engine.context import Context

_NUMBER = re.compile(r"(?:#|n ?°|no\.?)?\s*(?P<number>\d{1,9})(?!\w)[\s:.,—-]*", re.IGNORECASE | re.ASCII)

_SIGNED = re.compile(r"#(\d{1,9})(?:\s+|$)")
# Possessive quantifiers: of many blanks in a row, none is tried twice.
_ONE = r"(?:(?:l[ae]|les|the|num[ée]ros?|numbers?)\s++)?(?:#|n ?°s?|nos?\.?)?\s*+(?:\d{1,9})(?!\w)"
_TO = r"\s*+(?:-|–|—|−|\.\.++|…|\bà\b|\bto\b|\bau\b)\s*+"
_MARK = r"\s*+(?:(?:,|;|/|&|\+|\bet\b|\band\b|\bpuis\b|\bainsi que\b)\s*+)++"
_SEVERAL = re.compile(rf"{_ONE}(?:{_TO}{_ONE}|{_MARK}{_ONE}|\s++{_ONE})*+", re.IGNORECASE)
_RANGE = re.compile(rf"(?P<first>\d+){_TO}(?:\D*?)(?P<last>\d+)", re.IGNORECASE)
_MOST_NUMBERS = 50
_TOO_MANY = N_("From #{first} to #{last} is too much at once: {most} at most. Nothing was changed.")
_PAGE = re.compile(r"(?:^|\s)page\s+(\d{1,3})\s*$", re.IGNORECASE | re.ASCII)
POLITE_WORDS = frozenset(
    normalise("please svp stp merci thanks thank you s'il te vous plaît yes oui ok").split()
)
"""May follow numbers without changing what is meant."""

MOST_REPEATED = 200
MOST_CARRIED = 1000
"""Bytes of what a button says: signed, they are the most that every platform hands back."""
"""Characters of what was typed that a button says again: it has little room."""


def after_colon(typed: str) -> str:
    """Without the colon that stands before what is stated; in French a space goes before it."""
    return typed.strip().removeprefix(":").lstrip()


def as_typed(context: Context, asking: str) -> str:
    """A command as the reader would type it: "startup withdraw" is "startup retirer" in French."""
    return typed_line(context.commands, context.translator.locale, asking)


def typed_line(commands: Iterable[CommandSpec], locale: str, asking: str) -> str:
    name, *words = asking.split() or [""]
    command = next((each for each in commands if each.id == name), None)
    if command is None:
        return asking
    said = _spelled_down(command, words, locale)
    return " ".join([command.names[locale], *said, *_in_language(words[len(said) :], locale)])


_CONFIRMING = {"yes": "oui", "no": "non", "all": "tout", "met": "réuni", "correct": "corriger"}
_BEFORE_OTHERS = ("yes", "met", "correct")
_MOST_BESIDE = 2
"""Words, a number and what it is said of, among which none is somebody's own."""


def _in_language(words: list[str], locale: str) -> list[str]:
    """What buttons add in English: before what was typed, at its end, or among a few words."""
    if locale == SOURCE_LOCALE or not words:
        return words
    if len(words) <= _MOST_BESIDE:
        return [_CONFIRMING.get(word, word) for word in words]
    first, *between, last = words
    said_first = _CONFIRMING[first] if first in _BEFORE_OTHERS else first
    return [said_first, *between, _CONFIRMING["yes"] if last == "yes" else last]


def _spelled_down(command: CommandSpec, words: list[str], locale: str) -> list[str]:
    """The sub-commands that stand at the beginning, each below the one before."""
    said: list[str] = []
    below: tuple[Subcommand, ...] = command.subcommands
    for word in words:
        found = next((each for each in below if each.id == word), None)
        if found is None:
            break
        said.append(spelling(found, locale))
        below = found.subcommands
    return said


def spelling(subcommand: Subcommand, locale: str) -> str:
    """As the sub-command is written in this language."""
    english, *others = subcommand.spellings or (subcommand.id,)
    return others[0] if others and locale != SOURCE_LOCALE else english


def is_yes(word: str) -> bool:
    return normalise(word) in ("yes", "oui")


def confirmed(typed: str) -> tuple[bool, str]:
    """Whether the last word says yes, and the words before it."""
    before, _, last = typed.strip().rpartition(" ")
    return (True, before.strip()) if is_yes(last) or normalise(last) == "ok" else (False, typed.strip())


def confirmed_first(typed: str) -> tuple[bool, str]:
    """Whether the first word says yes, before a startup's name, and the words after it."""
    first, _, rest = typed.strip().partition(" ")
    return (True, rest.strip()) if is_yes(first) else (False, typed.strip())


def split_leading_number(typed: str) -> tuple[int | None, str]:
    """ "#12 …", "12 …" or "n° 12 …" as 12 and the rest."""
    found = _NUMBER.match(typed.strip())
    return (int(found["number"]), typed.strip()[found.end() :]) if found else (None, typed.strip())


def split_signed_number(typed: str) -> tuple[int | None, str]:
    """ "#12 jeudi 10h" as 12 and "jeudi 10h"; without the sign, 12 may be a day or an hour."""
    found = _SIGNED.match(typed.strip())
    return (int(found[1]), typed.strip()[found.end() :]) if found else (None, typed.strip())


def split_leading_numbers(typed: str) -> tuple[list[int], str]:
    """ "2, 3 et #5" as 2, 3 and 5, "1-3" as 1, 2 and 3; and the words that follow. Raises UserError."""
    text = typed.strip()
    found = _SEVERAL.match(text)
    if not found:
        return [], text
    listed = _RANGE.sub(_counted, found[0])
    numbers = list(dict.fromkeys(map(int, re.findall(r"\d+", listed))))
    return numbers, text[found.end() :].strip(" \t\n:.,;!—-")


def split_page(typed: str) -> tuple[int, str]:
    """ "region page 2" as 2 and "region"; 0 where no page stands last."""
    found = _PAGE.search(typed)
    return (int(found[1]), typed[: found.start()].strip()) if found else (0, typed)


def _counted(found: re.Match[str]) -> str:
    """All from the first to the last; a range that runs backwards stays two numbers. Raises UserError."""
    first, last = int(found["first"]), int(found["last"])
    if first > last:
        return found[0]
    if last > first + _MOST_NUMBERS:
        raise UserError(_TOO_MANY, first=first, last=last, most=_MOST_NUMBERS)
    return " ".join(map(str, range(first, last + 1)))
