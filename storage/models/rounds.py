"""Rounds of self-assessment: when each startup is invited next, its rounds, and who is asked in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base

ROUND_ACTIVE = "state IN ('planned', 'open', 'later')"
"""Written out, not bound, so that both databases see that the partial index fits."""


class RoundPlanRow(Base):
    """When an enrolled startup is invited next, and in which rhythm.

    enrolled_at: of the enrolment that this plan is for. next_at: none where it wants no invitations.
    every_months: none where it is as the programme says.
    """

    __tablename__ = "round_plans"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    enrolled_at: Mapped[datetime]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    every_months: Mapped[int | None]


class RoundRow(Base):
    """A round of one startup, for a quarter or an occasion of a season; of each one a quarter.

    members_due_at: when the platform is asked next who is in the team; none where it was not yet.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("startup_id", "occasion", "year", "quarter", name="rounds_once"),
        Index(
            "rounds_active",
            "startup_id",
            sqlite_where=text(ROUND_ACTIVE),
            postgresql_where=text(ROUND_ACTIVE),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    occasion: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    quarter: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    resumes_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    members_due_at: Mapped[datetime | None]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class RoundMemberRow(Base):
    """Somebody of the team, as the platform tells, who is asked in the round."""

    __tablename__ = "round_members"
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class RoundOptOutRow(Base):
    """Somebody who wants no private reminders of the startup's rounds."""

    __tablename__ = "round_opt_outs"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
