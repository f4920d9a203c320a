"""Which resources answer words best: the same order whatever database found them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from gamma.resources.resource import Resource

_IN_TITLE, _ELSEWHERE = 1.0, 0.6
_MISTYPED = 0.8
"""What a word counts that was meant by another one."""
_DEAD = 0.5
_ANSWERS = 0.25
"""Less of a question's words than that is found in any text."""
_TELLS = 2
"""So many of a question's words, or the only one it has, are to be found: one alone is there by chance."""
SAME_DOMAIN = 1.25


@dataclass(frozen=True)
class Wanted:
    """What is searched. words: by the stem of each what was typed; stems: the known ones that it stands for.

    spread: in how many resources each known one is found, of so many.
    """

    words: Mapping[str, str]
    stems: Mapping[str, tuple[str, ...]]
    spread: Mapping[str, int]
    total: int

    def weight(self, known: str) -> float:
        """Rare words tell more."""
        return log(1 + (self.total + 0.5) / (self.spread.get(known, 0) + 0.5))


@dataclass(frozen=True)
class Found:
    """score: how much of what was wanted is in it, from 0 to 1 or a little more.

    typed: of the words asked those that stand in it, as they were typed, the most telling first.
    """

    resource: Resource
    score: float
    typed: tuple[str, ...]

    @property
    def words(self) -> int:
        return len(self.typed)


def rank(wanted: Wanted, candidates: Collection[Resource], domain: str = "") -> Sequence[Found]:
    """The best first; of those alike, the newest. domain: in which the question is asked, "" for none."""
    found = [each for each in (_found(wanted, candidate, domain) for candidate in candidates) if each.words]
    return sorted(
        found,
        key=lambda each: (
            -round(each.score, 6),
            -(each.resource.changed_on or each.resource.added_at.date()).toordinal(),
            each.resource.id,
        ),
    )


def answering(wanted: Wanted, ranked: Sequence[Found]) -> Sequence[Found]:
    """Those that may answer a question, rather than only have a word of it."""
    least = min(_TELLS, len(wanted.stems))
    return [
        each
        for each in ranked
        if each.score >= _ANSWERS and each.words >= least and each.resource.dead_since is None
    ]


def _found(wanted: Wanted, candidate: Resource, domain: str) -> Found:
    title, others = set(candidate.title_stems.split()), set(candidate.other_stems.split())
    parts, whole = dict[str, float](), 0.0
    for typed, meant in wanted.stems.items():
        whole += max((wanted.weight(each) for each in meant), default=wanted.weight(typed))
        best = max((_part(wanted, typed, each, title, others) for each in meant), default=0.0)
        if best:
            parts[typed] = best
    score = fsum(parts.values())
    if candidate.dead_since:
        score *= _DEAD
    if domain and candidate.domain == domain:
        score *= SAME_DOMAIN
    telling = sorted(parts, key=lambda each: -parts[each])
    return Found(candidate, score / whole if whole else 0.0, tuple(wanted.words[each] for each in telling))


def _part(wanted: Wanted, typed: str, known: str, title: set[str], others: set[str]) -> float:
    place = _IN_TITLE if known in title else _ELSEWHERE if known in others else 0.0
    return place * wanted.weight(known) * (1.0 if known == typed else _MISTYPED)
