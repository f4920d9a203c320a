"""What words speak for, learned from lines, and which of them a text is like.

By pieces of words, which slips and endings leave alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, sqrt

_SHORTEST, _LONGEST = 3, 6
"""Letters in a piece of a word. Pieces are what typing errors, plurals and word families leave alike."""
_DOUBT = 0.3
"""As if every piece of a word had been seen this many times more, spread as by chance."""
_KNOWN_PART = 0.5
"""A word of which less than this has ever been seen says nothing."""
_LENGTH = 0.8
"""Sums of pieces grow with the length of a word; so much of it is taken back."""


@dataclass(frozen=True)
class Evidence:
    """How much more often than by chance a piece of a word is in the lines of each thing, as a logarithm.

    Nothing ever speaks against a thing.
    """

    pieces: Mapping[str, tuple[float, ...]]

    def of(self, pieces: frozenset[str]) -> tuple[float, ...] | None:
        """How much this word speaks for each; None where it says nothing."""
        known = [self.pieces[piece] for piece in pieces if piece in self.pieces]
        if len(known) < _KNOWN_PART * len(pieces):
            return None
        scale = len(pieces) ** -_LENGTH
        return tuple(scale * fsum(column) for column in zip(*known, strict=True))


def learn(lines: Sequence[Iterable[Iterable[str]]], sizes: Sequence[float]) -> Evidence:
    """lines: of each thing, the pieces of each of its lines. sizes: how much is said of each."""
    counts = [Counter(piece for line in each for piece in line) for each in lines]
    totals = Counter[str]()
    for count in counts:
        totals.update(count)
    nothing = [0.0] * len(counts)
    weights = {piece: nothing.copy() for piece in totals}
    for at, count in enumerate(counts):
        chance = sizes[at] / fsum(sizes)
        for piece, seen in count.items():
            weights[piece][at] = _weight(seen, totals[piece], chance)
    return Evidence({piece: tuple(each) for piece, each in weights.items()})


def _weight(seen: int, total: int, chance: float) -> float:
    """Of what was seen at all: the logarithm of what never was is below nought."""
    return max(0.0, log((seen + _DOUBT * chance) / ((total + _DOUBT) * chance)))


class Likeness:
    """How much a text has in common with each of some lines; pieces that few of them have count most."""

    def __init__(self, lines: Sequence[frozenset[str]]) -> None:
        """lines: the pieces of each."""
        places: dict[str, list[int]] = {}
        for place, pieces in enumerate(lines):
            for piece in pieces:
                places.setdefault(piece, []).append(place)
        many = len(lines) + 1
        self._places: Mapping[str, list[int]] = places
        self._rare = {piece: log(many / (len(owners) + 0.5)) ** 2 for piece, owners in places.items()}
        self._unseen = (log(len(lines)) / 2) ** 2 if lines else 0.0
        """What a piece counts that is in no line: half a rare one."""
        self._lengths = [sqrt(sum(self._rare[piece] for piece in pieces)) for pieces in lines]

    def of(self, pieces: frozenset[str]) -> Mapping[int, float]:
        """By place of those lines that have anything in common with it, from 0 to 1."""
        shared: defaultdict[int, float] = defaultdict(float)
        for piece in pieces & self._places.keys():
            for place in self._places[piece]:
                shared[place] += self._rare[piece]
        length = sqrt(sum(self._rare.get(piece, self._unseen) for piece in pieces))
        return {place: common / (length * self._lengths[place]) for place, common in shared.items()}


@lru_cache(maxsize=20_000)
def pieces_of_word(word: str) -> frozenset[str]:
    """word: normalised."""
    edged = f" {word} "
    sizes = range(_SHORTEST, min(_LONGEST, len(edged)) + 1)
    return frozenset(edged[at : at + size] for size in sizes for at in range(len(edged) - size + 1))
