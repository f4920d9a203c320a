"""Questions as people type them, with the domains that are right for each, and how often one is proposed.

tuning.tsv was looked at while the rules and the programme file were written, held_out.tsv was not: it was
written before both and only counted afterwards. A line is its manner of typing, its domains, the question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gamma.experts.domain_suggestion import suggest
from gamma.programme.file import Programme

_FOLDER = Path(__file__).with_name("questions")
_NO_DOMAIN = "-"


@dataclass(frozen=True)
class AskedQuestion:
    """No domains: small talk."""

    manner: str
    domains: frozenset[str]
    text: str


@dataclass(frozen=True)
class Rates:
    among_three: float
    first: float


def asked_questions(name: str) -> list[AskedQuestion]:
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines]


def _read(line: str) -> AskedQuestion:
    manner, domains, text = line.split("\t")
    return AskedQuestion(manner, frozenset(domains.split(",")) - {_NO_DOMAIN}, text)


def rates(programme: Programme, questions: Iterable[AskedQuestion]) -> Rates:
    ranks = [_rank(programme, question) for question in questions if question.domains]
    return Rates(sum(rank <= 3 for rank in ranks) / len(ranks), sum(rank == 1 for rank in ranks) / len(ranks))


def _rank(programme: Programme, question: AskedQuestion) -> float:
    proposed = [suggestion.domain.id for suggestion in suggest(programme, question.text)]
    return min(
        (proposed.index(right) + 1 for right in question.domains & set(proposed)), default=float("inf")
    )
