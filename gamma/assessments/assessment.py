"""A self-assessment as a thing with a history: pages sent one by one, then whole, then perhaps shared."""

from dataclasses import dataclass
from datetime import datetime

from gamma.answers import Answers


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


@dataclass(frozen=True)
class Progress:
    """How far one person is with a startup, and what is known before they answer.

    latest: their last finished assessment. facts: the startup's, as they stated them or somebody shared them.
    """

    draft: Assessment | None
    latest: Assessment | None
    facts: Answers
