"""What the programme file's lines teach about words: for which domain of the expert network each speaks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log

from gamma.programme.domain_words import ContentWord, ngrams_in
from gamma.programme.experts import Domain, Examples

_DOUBT = 0.3
"""As if every piece of a word had been seen this many times more, spread as by chance."""
_KNOWN_PART = 0.5
"""A word of which less than this has ever been seen says nothing."""
_LENGTH = 0.8
"""Sums of pieces grow with the length of a word; so much of it is taken back."""


@dataclass(frozen=True)
class Evidence:
    """How much more often than by chance a piece of a word is in a domain's lines, as a logarithm.

    The small talk of the file stands last, as one more domain. Nothing ever speaks against a domain.
    """

    pieces: Mapping[str, tuple[float, ...]]

    def of(self, word: ContentWord) -> tuple[float, ...] | None:
        """How much this word speaks for each; None where it says nothing."""
        known = [self.pieces[piece] for piece in word.ngrams if piece in self.pieces]
        if len(known) < _KNOWN_PART * len(word.ngrams):
            return None
        scale = len(word.ngrams) ** -_LENGTH
        return tuple(scale * fsum(column) for column in zip(*known, strict=True))


@lru_cache(maxsize=4)
def evidence(domains: tuple[Domain, ...], small_talk: Examples) -> Evidence:
    lines = [list(lines_of(domain)) for domain in domains]
    # A domain described in few lines would never be heard beside one described in many, and
    # one that counts fully by its lines would be heard too often: the root stands between.
    sizes = [len(each) ** 0.5 for each in lines]
    sizes.append(fsum(sizes) / len(sizes))
    chances = [size / fsum(sizes) for size in sizes]
    counts = [_pieces_of(each) for each in (*lines, [*small_talk.fr, *small_talk.en])]
    return Evidence(
        {piece: _weights([count[piece] for count in counts], chances) for piece in frozenset().union(*counts)}
    )


def lines_of(domain: Domain) -> Iterator[str]:
    yield from (*domain.names, *domain.words, *domain.examples.fr, *domain.examples.en)
    for text in (domain.about.fr, domain.about.en) if domain.about else ():
        yield from text.split(". ")


def _pieces_of(lines: Iterable[str]) -> Counter[str]:
    """In how many lines each piece is."""
    return Counter(piece for line in lines for piece in ngrams_in(line))


def _weights(counts: Sequence[int], chances: Sequence[float]) -> tuple[float, ...]:
    total = sum(counts) + _DOUBT
    return tuple(
        max(0.0, log((count + _DOUBT * chance) / (total * chance)))
        for count, chance in zip(counts, chances, strict=True)
    )
