"""The expert network: who helps in what, what was asked, and whom it was offered to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base

AWAITED = "next_at IS NOT NULL"
"""As an index of the questions that the clock has to see to says it."""

APART = "state = 'taken' AND conversation IS NULL"
"""Of those that were taken and whose two people are still to be brought together."""

UNANSWERED = "state = 'open'"


class ExpertRow(Base):
    """Somebody who helps other teams. capacity: questions they take in a month at most."""

    __tablename__ = "experts"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    capacity: Mapped[int]
    paused_until: Mapped[datetime | None]
    joined_at: Mapped[datetime]


class ExpertiseRow(Base):
    """A domain that an expert helps in, and how well they know it: 1, 2 or 3."""

    __tablename__ = "expertise"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    level: Mapped[int]


class QuestionRow(Base):
    """A question to the network.

    state: draft (no domain chosen yet), open, taken, closed. next_at: when the clock has to see to it again.
    channel: the startup's channel where it was asked, none when it was asked in private.
    conversation: where both were brought together, none as long as they were not, "" where it is the two in
    private.
    resolution: answered, known (by what is shared already), withdrawn, expired or erased.
    held_until: until then its asker looks at what is known already, and nobody is asked. known_answer,
    known_resource: the number of the shared question, or of the resource, that answered it.
    """

    __tablename__ = "questions"
    __table_args__ = (
        Index("questions_awaited", "next_at", sqlite_where=text(AWAITED), postgresql_where=text(AWAITED)),
        Index("questions_apart", "taken_at", sqlite_where=text(APART), postgresql_where=text(APART)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    domain: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text, default="")
    confidential: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    no_expert_notified_at: Mapped[datetime | None]
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    taken_at: Mapped[datetime | None]
    conversation: Mapped[str | None] = mapped_column(String(120))
    followed_up: Mapped[int] = mapped_column(default=0)
    """How many of the follow-ups after it was taken have been said."""
    talked_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    resolution: Mapped[str] = mapped_column(String(10), default="")
    rating: Mapped[int | None]
    outcome_text: Mapped[str] = mapped_column(Text, default="")
    """What the answer changed, in the asker's words."""
    asker_shares: Mapped[bool] = mapped_column(default=False)
    expert_shares: Mapped[bool] = mapped_column(default=False)
    held_until: Mapped[datetime | None]
    known_answer: Mapped[int | None]
    known_resource: Mapped[int | None]


class OfferRow(Base):
    """A question offered to one expert, never twice to the same.

    state: open, declined, lapsed (unanswered when it went on), accepted, over (taken by somebody else, or
    withdrawn).
    later_until: when to come back, after "later".
    """

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("question_id", "person_id", name="offers_once"),
        Index("offers_to", "person_id", "offered_at"),
        Index("offers_open", "person_id", sqlite_where=text(UNANSWERED), postgresql_where=text(UNANSWERED)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(10), default="open")
    offered_at: Mapped[datetime]
    later_until: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class CoverageRow(Base):
    """How many experts each domain had when the news of a week were made: {"growth": 2}.

    told_on: the Monday of that week. There is a row for each week, also where nothing had changed.
    """

    __tablename__ = "expert_coverage"
    told_on: Mapped[date] = mapped_column(primary_key=True)
    experts: Mapped[dict[str, Any]]
