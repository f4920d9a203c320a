"""The words of a text as both databases find them: without accents, endings and words that say nothing."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from gamma.programme.domain_words import content_words

_SINGULAR = ((re.compile(r"(?<=\w{2})(?<!e)aux$"), "al"), (re.compile(r"(?<=\w{3})[sx]$"), ""))
"""First of all: the stemmer leaves "usagers" at "usager", and "usager" at "usag"."""
_PARTICIPLE = re.compile(r"ee$")
"""Without its accent the stemmer does not know it: "mesurée" is "mesure" to it, and "mesuré" "mesur"."""
_SHORTEST_MISTYPED, _MISTYPED = 4, 78
"""Letters of a word in which a typing error is looked for; how alike the meant word is, of 100."""
_MEANT = 3


@cache
def _french() -> Any:
    """The library, which brings the stemmers of 38 languages, is loaded with the first word."""
    import snowballstemmer

    return snowballstemmer.stemmer("french")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """word: normalised. French; English plurals and most endings go the same way."""
    for plural, ending in _SINGULAR:
        word = plural.sub(ending, word)
    found: str = _french().stemWord(_PARTICIPLE.sub("e", word))
    return found


def words_by_stem(text: str) -> dict[str, str]:
    """The word that was typed for each, once, in their order."""
    found: dict[str, str] = {}
    for word in content_words(text.replace("_", " ")):
        found.setdefault(stem(word.plain), word.typed)
    return found


def stems_of(text: str) -> tuple[str, ...]:
    return tuple(words_by_stem(text))


def meant(typed: Sequence[str], known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each stem that was typed the known ones it stands for: itself, else those it may be a slip of."""
    vocabulary = frozenset(known)
    return {each: (each,) if each in vocabulary else _near(each, vocabulary) for each in typed}


def _near(typed: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    if len(typed) < _SHORTEST_MISTYPED:
        return ()
    near = process.extract(typed, vocabulary, scorer=fuzz.ratio, score_cutoff=_MISTYPED, limit=_MEANT)
    return tuple(word for word, _, _ in sorted(near, key=lambda each: (-each[1], each[0])))
