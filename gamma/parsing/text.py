"""A text as people type it: kept if it is short enough; compared with accents and case set aside."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from rapidfuzz import fuzz, process

from gamma.errors import InvalidInputError
from gamma.text import one_line
from gamma.translator import N_

T = TypeVar("T")
Choice = TypeVar("Choice", bound=str)

_CLOSE_ENOUGH = 70
_LONGEST_COMPARED = 200
_MOST_WORDS = 8
"""Of one spelling: "when is the next checkpoint"."""
WORD = re.compile(r"[\w'’‐‑-]+")


def parse_line(typed: str, limit: int) -> str:
    """Raises InvalidInputError."""
    return _checked_length(one_line(typed), limit)


def parse_lines(typed: str, limit: int) -> str:
    """Line by line. Raises InvalidInputError."""
    lines = (one_line(line) for line in typed.splitlines())
    return _checked_length("\n".join(lines).strip("\n"), limit)


def _checked_length(text: str, limit: int) -> str:
    if len(text) > limit:
        sentence = N_("This text has {length} characters; {limit} fit here. Please shorten it.")
        raise InvalidInputError(
            sentence, length=lambda w: w.number(len(text)), limit=lambda w: w.number(limit)
        )
    return text


def require_words(text: str) -> str:
    """Raises InvalidInputError where nothing of it can be read."""
    if not text:
        raise InvalidInputError(N_("Write a word or two."))
    return text


def parse_choice(typed: str, options: Iterable[Choice]) -> Choice:
    """Raises InvalidInputError."""
    for option in options:
        if option == typed:
            return option
    raise InvalidInputError(N_("Choose one of the answers in the list."))


def parse_rating(typed: str) -> int:
    """Raises InvalidInputError."""
    if typed not in ("1", "2", "3", "4", "5"):
        raise InvalidInputError(N_("Choose a number from 1 to 5."))
    return int(typed)


# --- words compared as people mean them ----------------------------------------------------------------


def normalise(words: str) -> str:
    """ "Équipe  produit/marché" -> "equipe produit marche"."""
    decomposed = unicodedata.normalize("NFKD", words)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = letters.casefold().replace("œ", "oe").replace("æ", "ae")
    return " ".join(re.findall(r"\w+", plain))


def normalise_name(typed: str) -> str:
    """The same of what is compared with many names: one letter may become eighteen."""
    return normalise(typed[:_LONGEST_COMPARED])[:_LONGEST_COMPARED]


def closest_match(typed: str, words: Iterable[str], *, at_least: float = _CLOSE_ENOUGH) -> str | None:
    """The known word that was probably meant, None when none is near."""
    choices = {word: folded for word in words if (folded := normalise(word))}
    match = process.extractOne(normalise_name(typed), choices, scorer=fuzz.ratio, score_cutoff=at_least)
    return match[2] if match else None


def matches(text: str, searched: str) -> bool:
    """Whether each of the words begins one of the text's, accents and case set aside."""
    words = normalise(text).split()
    return all(any(word.startswith(part) for word in words) for part in normalise(searched).split())


FUNCTION_WORDS = frozenset(normalise("a and au aux d de des du en et l la le les of the un une").split())


def name_key(name: str) -> str:
    """What two spellings of one name have in common: "Les données ouvertes" and "donnee ouverte"."""
    words = [_singular(word) for word in normalise(name).split()]
    return " ".join(word for word in words if word not in FUNCTION_WORDS) or " ".join(words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


# --- people named with @ -------------------------------------------------------------------------------


MENTION = re.compile(r"(?<![\w./+-])@[\w.-]*\w")


def find_mentions(typed: str) -> list[str]:
    """The names written with @, folded, in order."""
    return list(dict.fromkeys(normalise(mention) for mention in MENTION.findall(typed)))


# --- the words that a line begins or ends with ---------------------------------------------------------


def match_spelling(by_spelling: Mapping[str, T], typed: str) -> tuple[T | None, str]:
    """What the first words spell, as many of them as possible, and the words after them.

    by_spelling: by normalised words, so that "compte-rendu" and "compte rendu" are the same.
    """
    for words, rest in beginnings(typed):
        if found := by_spelling.get(words):
            return found, rest
    return None, typed.strip()


def strip_last(spellings: Iterable[str], typed: str) -> tuple[bool, str]:
    """Whether the last words are one of these, and the words before them."""
    words, known = typed.split(), set(map(normalise, spellings))
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        last = " ".join(words[-count:])
        if len(last) <= _LONGEST_COMPARED and normalise(last) in known:
            return True, " ".join(words[:-count])
    return False, typed.strip()


def strip_first(spellings: Iterable[str], typed: str) -> str:
    """The words after these, where the line begins with them; the longest spelling first."""
    return match_spelling(dict.fromkeys(map(normalise, spellings), True), typed)[1]


def beginnings(typed: str) -> Iterator[tuple[str, str]]:
    """The first words, normalised, and the rest: the longest first. No mark stands between them.

    Words that are too long to spell anything are not compared.
    """
    tokens = list(re.finditer(r"\S+", typed))[:_MOST_WORDS]
    joined = next((at for at, each in enumerate(tokens) if not WORD.fullmatch(each[0])), len(tokens) - 1)
    for token in reversed(tokens[: joined + 1]):
        if token.end() - tokens[0].start() > _LONGEST_COMPARED:
            continue
        words = normalise(typed[: token.end()])
        if words and normalise(token[0]):
            yield words, typed[token.end() :].strip()
