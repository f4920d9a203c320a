"""Questions to the expert network and their offers, as the rules and texts know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["draft", "open", "taken", "closed"]
ClosedAs = Literal["", "answered", "withdrawn", "expired", "erased"]
OfferState = Literal["open", "declined", "lapsed", "accepted", "over"]

PRIVATELY = ""
"""The conversation of two who were brought together each in private."""


@dataclass(frozen=True)
class Question:
    """A draft has no domain yet.

    channel: the startup's channel where it was asked, on the platform of who asked; None where in private.
    conversation: the id of the channel of both, PRIVATELY, or None as long as nobody brought them together.
    followed_up: how many of the follow-ups after it was taken have been said.
    useful: 1 to 5. changed: what the answer changed, in the asker's words.
    """

    id: int
    startup_id: str
    asker_id: int
    domain: str
    text: str
    context: str
    confidential: bool
    channel: str | None
    state: State
    asked_at: datetime
    next_at: datetime | None
    team_told_at: datetime | None = None
    nobody_told_at: datetime | None = None
    expert_id: int | None = None
    taken_at: datetime | None = None
    conversation: str | None = None
    followed_up: int = 0
    talked_at: datetime | None = None
    closed_at: datetime | None = None
    closed_as: ClosedAs = ""
    useful: int | None = None
    changed: str = ""
    asker_shares: bool = False
    expert_shares: bool = False

    @property
    def about(self) -> str:
        """What the messages of this question are filed under in the outbox."""
        return f"question:{self.id}"

    @property
    def is_shared(self) -> bool:
        """Both agreed that others may read it."""
        return self.asker_shares and self.expert_shares and not self.confidential


@dataclass(frozen=True)
class QuestionDraft:
    """What is asked. domain: "" where it is still to be chosen."""

    domain: str
    text: str
    context: str = ""
    confidential: bool = False

    def says_the_same_as(self, question: Question) -> bool:
        """Whatever domain was chosen since for one that named none."""
        stated = QuestionDraft(
            self.domain and question.domain, question.text, question.context, question.confidential
        )
        return self == stated


def for_team(questions: Iterable[Question], reader: int | None = None) -> list[Question]:
    """Those that a startup's team may know of; a confidential one is known to who asked it alone."""
    return [each for each in questions if not each.confidential or each.asker_id == reader]


@dataclass(frozen=True)
class Offer:
    """later_until: when to come back to the expert, after "later"."""

    id: int
    question_id: int
    person_id: int
    state: OfferState
    offered_at: datetime
    later_until: datetime | None = None
    reminded_at: datetime | None = None
    ended_at: datetime | None = None
