"""Which shared answers a question is like: compared as sentences are, beside what domains teach of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from gamma.experts.domain_suggestion import lines_of
from gamma.experts.question import Question
from gamma.parsing.word_evidence import Likeness
from gamma.programme.domain_words import ngrams_in
from gamma.programme.experts import Domain
from gamma.programme.file import Programme

PROPOSED = 3
"""Known answers and resources together, below a question."""
HELD_FOR = timedelta(hours=1)
"""So long its asker has to look at them; then somebody is asked, so that no question is forgotten."""

_SAME_DOMAIN = 1.2
_OUTCOME = 0.7
"""What it counts that a question is like what an answer changed, rather than like what was asked."""
_ALIKE = 0.16
_READ = 600


@dataclass(frozen=True)
class Known:
    """A shared answer, and how alike its question is to the new one, from 0 to 1 or a little more."""

    question: Question
    alike: float


def known_answers(
    programme: Programme, text: str, domain: str, shared: Sequence[Question]
) -> Sequence[Known]:
    """The likest first. shared: what both sides let everybody read, and nothing else."""
    readable = [each for each in shared if each.is_shared and each.text and each.outcome_text]
    if not readable:
        return ()
    asked = tuple(each.text[:_READ] for each in readable)
    changed = tuple(each.outcome_text[:_READ] for each in readable)
    alike = _likeness(programme.domains, (*asked, *changed)).of(frozenset(ngrams_in(text[:_READ])))
    found = [
        Known(each, _score(alike.get(place, 0), alike.get(place + len(asked), 0), each.domain == domain))
        for place, each in enumerate(readable)
    ]
    ranked = sorted(found, key=lambda each: (-each.alike, -each.question.id))
    return [each for each in ranked if each.alike >= _ALIKE]


def _score(asked: float, changed: float, is_same_domain: bool) -> float:
    return max(asked, _OUTCOME * changed) * (_SAME_DOMAIN if is_same_domain else 1.0)


@lru_cache(maxsize=4)
def _likeness(domains: tuple[Domain, ...], texts: tuple[str, ...]) -> Likeness:
    """The programme's own lines stand behind: how rare a piece of a word is shows among many."""
    lines = [line for domain in domains for line in lines_of(domain)]
    return Likeness([frozenset(ngrams_in(line)) for line in (*texts, *lines)])
