"""A self-assessment as a thing with a history: pages sent one by one, then whole, then perhaps shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gamma.answers import Answers
from gamma.programme.criteria import Criterion
from gamma.programme.file import Programme


@dataclass(frozen=True)
class Assessment:
    """One person's answers about one startup. A draft until sent_at."""

    id: int
    startup_id: str
    person_id: int
    sent_at: datetime | None
    shared_at: datetime | None
    pages: frozenset[str]
    """Ids of the criteria whose page was sent."""
    answers: Answers


def next_page(programme: Programme, pages: Sequence[str] | frozenset[str]) -> Criterion | None:
    """The first page not sent yet, None when all are."""
    return next((criterion for criterion in programme.criteria if criterion.id not in pages), None)
