"""Finds where a text names a person, and takes the name out."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Any

REDACTED = "[…]"
"""What stands where a name stood, in any language."""

_DECORATION = re.compile(r"[(\[|/,;:–—]|\s-\s")
_WORDS = re.compile(r"[^\s-]+")
_BETWEEN_WORDS = r"[\s._-]+"
_IN_ADDRESSES = r"[._-]*"
_DOMAIN = r"@[\w-]+(?:\.[\w-]+)+"
_ALONE = r"(?<!\w){}(?!\w)"


class Mentions:
    """Of one person: their names written out in full, addresses made of them, and their ids.

    One word alone is too common a name to be theirs; as a handle, "@camille", it is.
    """

    def __init__(self, names: Collection[str], ids: Collection[str], id_mark: str) -> None:
        """ids: the platform's, found as whole words; id_mark stands for them and is nobody else's."""
        self.clues = _clues(names, ids)
        """In small letters, what any text that mentions the person has one of; none where nothing is sure."""
        self._id_mark = id_mark
        self._ids = _any_of([re.escape(id_) for id_ in sorted(ids, key=len, reverse=True)])
        longest_first = sorted(names, key=len, reverse=True)
        self._name = _any_of((spelt for name in longest_first for spelt in _spellings(name)), re.IGNORECASE)

    def redact(self, text: str) -> str:
        """The name first: an id may be a part of it."""
        nameless = self._name.sub(REDACTED, text) if self._name else text
        return self._ids.sub(self._id_mark, nameless) if self._ids else nameless

    def redact_json(self, value: Any) -> Any:
        """The same for whatever JSON holds, names of entries included."""
        match value:
            case str():
                return self.redact(value)
            case list():
                return [self.redact_json(part) for part in value]
            case dict():
                return {self.redact(name): self.redact_json(part) for name, part in value.items()}
        return value


def _clues(names: Collection[str], ids: Collection[str]) -> tuple[str, ...]:
    """The longest run of letters that is the same however a name is written, and the ids."""
    clues = []
    for name in filter(None, names):
        runs = re.findall("[a-z]+", " ".join(_name_parts(name)).lower())
        if not runs:
            return ()
        clues.append(max(runs, key=len))
    return tuple(dict.fromkeys([*clues, *(id_.lower() for id_ in ids)]))


def _any_of(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """The first that fits is taken."""
    either = "|".join(patterns)
    return re.compile(_ALONE.format(f"(?:{either})"), flags) if either else None


def _spellings(name: str) -> Iterator[str]:
    """Patterns of addresses made of the name, and of the name, with given and family name in any order."""
    parts = _name_parts(name)
    if len(parts) < 2:
        yield from (f"@{_spelling_pattern(part)}" for part in parts)
        return
    for first in range(len(parts)):
        words = [
            _spelling_pattern(word)
            for part in (*parts[first:], *parts[:first])
            for word in _WORDS.findall(part)
        ]
        yield _IN_ADDRESSES.join(words) + _DOMAIN
        yield "@?" + _BETWEEN_WORDS.join(words)


def _name_parts(name: str) -> list[str]:
    """Given and family names, without what people add to them."""
    bare = _DECORATION.split(unicodedata.normalize("NFC", name), maxsplit=1)[0]
    return [part for part in bare.split() if any(map(str.isalpha, part))]


def _spelling_pattern(word: str) -> str:
    """A word with or without its accents, however they are encoded."""
    return "".join(map(_letter_pattern, word))


def _letter_pattern(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    forms = (apart, letter, apart[0])
    return re.escape(letter) if apart == letter else f"(?:{'|'.join(map(re.escape, forms))})"
