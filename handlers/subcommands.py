"""Reading the words after a command's name: sub-commands in both languages, numbers, yes."""

import re
from collections.abc import Callable, Mapping

from gamma.normalise import normalise
from gamma.translator import SOURCE_LOCALE
from handlers.context import Context, Response

_NUMBER = re.compile(r"(?:#|n ?°|no\.?)?\s*(?P<number>\d{1,9})(?!\w)[\s:.,—-]*", re.IGNORECASE | re.ASCII)

Verbs = Mapping[str, tuple[str, ...]]
"""Spellings by sub-command: the English one, the French one (the same where none follows), any other."""

MOST_REPEATED = 200
"""Characters of what was typed that a button says again: it has little room."""

SayVerb = Callable[[Context, str], Response]
"""What a sub-command says to the words after it."""


def split(text: str) -> tuple[str, str]:
    """The first word and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0].strip() if rest else ""


def after_colon(typed: str) -> str:
    """Without the colon that stands before what is stated; in French a space goes before it."""
    return typed.strip().removeprefix(":").lstrip()


def verb_in(word: str, verbs: Verbs) -> str | None:
    """The sub-command spelled like this, accents and case aside."""
    folded = normalise(word)
    return next((verb for verb, spellings in verbs.items() if folded in map(normalise, spellings)), None)


def spelled(verb: str, verbs: Verbs, locale: str) -> str:
    """The sub-command as it is written in this language."""
    english, *others = verbs[verb]
    return others[0] if others and locale != SOURCE_LOCALE else english


def as_typed(context: Context, asking: str) -> str:
    """A command as the reader would type it: "startup withdraw" is "startup retirer" in French."""
    locale = context.translator.locale
    name, *words = asking.split() or [""]
    intent = next((each for each in context.commands if each.id == name), None)
    if intent is None:
        return asking
    said = []
    for word, verbs in zip(words, intent.verbs, strict=False):
        if word not in verbs:
            break
        said.append(spelled(word, verbs, locale))
    return " ".join([intent.names[locale], *said, *words[len(said) :]])


def is_yes(word: str) -> bool:
    return normalise(word) in ("yes", "oui")


def confirmed(typed: str) -> tuple[bool, str]:
    """Whether the last word says yes, and the words before it."""
    before, _, last = typed.strip().rpartition(" ")
    return (True, before.strip()) if is_yes(last) or normalise(last) == "ok" else (False, typed.strip())


def number_first(typed: str) -> tuple[int | None, str]:
    """ "#12 …", "12 …" or "n° 12 …" as 12 and the rest."""
    found = _NUMBER.match(typed.strip())
    return (int(found["number"]), typed.strip()[found.end() :]) if found else (None, typed.strip())
