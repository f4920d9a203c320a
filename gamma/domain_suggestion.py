"""Which domains of the expert network a question without one may belong to, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gamma.domain_evidence import Evidence, evidence
from gamma.domain_words import pieces_in, spoken_words
from gamma.programme import Programme
from gamma.programme_experts import Domain

SUGGESTIONS = 3
_WORDS = 3
_READ = 2000
"""Characters of a question that are read: its domain shows long before."""
_HEARD = 2.0
"""Less than this is no question for an expert: one word of everyday speech may bring together as much."""
_SURE, _SURE_IN_SMALL_TALK = 3.0, 4.5
"""Up to this it is no more than a guess: one word, or a few vague ones. Among "merci" and "demain" one
telling word is not enough; two are, since a question may be polite.
"""
_ALIKE = 0.25
"""An example with a smaller part of its pieces in common with the question would explain nothing."""


@dataclass(frozen=True)
class Suggestion:
    """A domain and its reason.

    words: those of the question that spoke for it, as they were typed, the loudest first.
    example: the most similar question of the programme file, where one is similar.
    is_sure: enough words spoke to propose it in earnest; otherwise it is no more than a guess.
    """

    domain: Domain
    words: tuple[str, ...]
    example: str | None
    is_sure: bool


@dataclass(frozen=True)
class _Heard:
    """A word of the question, and how much it speaks for each domain and for small talk."""

    typed: str
    domains: tuple[float, ...]
    small_talk: float


def suggest(programme: Programme, question: str) -> tuple[Suggestion, ...]:
    """Up to three, best first; none for small talk, and where no word says anything."""
    if not programme.domains:
        return ()
    read = question[:_READ]
    heard = _heard(evidence(programme.domains, programme.small_talk), read)
    telling = [each for each in heard if max(each.domains) >= each.small_talk]
    totals = [sum(each.domains[place] for each in telling) for place in range(len(programme.domains))]
    sure_from = min(max(_SURE, sum(each.small_talk for each in heard)), _SURE_IN_SMALL_TALK)
    ranked = sorted(range(len(totals)), key=lambda place: -totals[place])[:SUGGESTIONS]
    return tuple(
        Suggestion(
            domain=programme.domains[place],
            words=_loudest(telling, place),
            example=_nearest(programme.domains[place], read),
            is_sure=totals[place] > sure_from,
        )
        for place in ranked
        if totals[place] > 0 and max(totals) >= _HEARD
    )


def _heard(known: Evidence, question: str) -> list[_Heard]:
    found = [(word, known.of(word)) for word in spoken_words(question)]
    return [_Heard(word.typed, weights[:-1], weights[-1]) for word, weights in found if weights]


def _loudest(telling: Sequence[_Heard], place: int) -> tuple[str, ...]:
    """A word that says more for other domains is no reason, unless there is none better."""
    speaking = [each for each in telling if each.domains[place] > 0]
    speaking.sort(key=lambda each: -each.domains[place])
    own = [each for each in speaking if 2 * each.domains[place] >= max(each.domains)]
    return tuple(each.typed for each in (own or speaking)[:_WORDS])


def _nearest(domain: Domain, question: str) -> str | None:
    asked = pieces_in(question)
    alike = {
        example: 2 * len(asked & pieces) / (len(asked) + len(pieces))
        for example, pieces in _examples(domain)
        if pieces
    }
    nearest = max(alike, key=lambda example: alike[example], default=None)
    return nearest if nearest is not None and alike[nearest] >= _ALIKE else None


@lru_cache(maxsize=200)
def _examples(domain: Domain) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((line, frozenset(pieces_in(line))) for line in (*domain.examples.fr, *domain.examples.en))
