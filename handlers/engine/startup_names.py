"""Where a startup's name stands in what is typed: first or last, beside other words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gamma.parsing.text import FUNCTION_WORDS, normalise

_MOST_WORDS = 12
_LONGEST = 400
"""Of a name: what is longer is not compared, since one letter may become eighteen."""
_MARKS = " \t\n\u00a0\u202f:,;—–-("
_ENDS = "?!.…:,;—–-("
_GO_ON = FUNCTION_WORDS | frozenset(
    ("pour", "avec", "chez", "sur", "par", "for", "with", "at", "to", "in", "on", "a")
)
"""After these a name belongs to the sentence: "démo de velo-facile"."""


@dataclass(frozen=True)
class NamedStartup:
    """rest: the words beside the name. is_apart: whether the name can be no part of a sentence.

    kept: what is left of words that are kept as they are typed.
    """

    id: str
    rest: str
    is_apart: bool
    kept: str


def named_first(names: Mapping[str, str], typed: str) -> NamedStartup | None:
    """names: by id. The startup that the first words name; None where they name none, or two."""
    known = _known(names)
    tokens = list(re.finditer(r"\S+", typed))[:_MOST_WORDS]
    for token in reversed(tokens):
        name = typed[: token.end()]
        if len(name) > _LONGEST:
            continue
        if startup := known.get(normalise(name)):
            after = typed[token.end() :]
            marked = name[-1] in _ENDS or after.lstrip()[:1] in _ENDS
            is_apart = marked or not after.strip() or len(normalise(name).split()) > 1
            rest = after.lstrip(_MARKS).rstrip()
            return NamedStartup(startup, rest, is_apart, rest)
    return None


def named_last(names: Mapping[str, str], typed: str) -> NamedStartup | None:
    """Likewise by the last words. It stands apart as the id is written, or after a mark."""
    known = _known(names)
    for start in _starts(typed):
        name, before = typed[start:], typed[:start].strip()
        startup = known.get(normalise(name))
        if startup and before:
            said = normalise(before).split()
            as_written = "-" in startup and name.strip(_MARKS + _ENDS + ")").casefold() == startup
            marked = before[-1] in _ENDS
            is_apart = marked or (as_written and said[-1:] != [] and said[-1] not in _GO_ON)
            rest = before.rstrip(_MARKS)
            return NamedStartup(startup, rest, is_apart, rest if is_apart else typed)
    return None


def _starts(typed: str) -> Iterator[int]:
    """Where the last words begin, the longest possible name first."""
    tokens = list(re.finditer(r"\S+", typed))[-_MOST_WORDS:]
    return (token.start() for token in tokens if len(typed) - token.start() <= _LONGEST)


def _known(names: Mapping[str, str]) -> dict[str, str]:
    """Ids by what is typed for them, "" where two startups have one name."""
    known: dict[str, str] = {}
    for startup, name in names.items():
        words = normalise(name)
        known[words] = "" if words in known else startup
    known |= {normalise(startup): startup for startup in names}
    known.pop("", None)
    return known
