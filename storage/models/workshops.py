"""Workshops of the community: who announced them, who comes, what was thought of them, what is proposed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class WorkshopRow(Base):
    """The wall-clock time and its zone are what was announced; starts_at follows.

    state: planned, cancelled, held. revision grows with each change that people's calendars must learn.
    platform, channel: where its one post stands. notes: the address of what is left of it, "" for none.
    """

    __tablename__ = "workshops"
    __table_args__ = (Index("workshops_by_time", "state", "starts_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(Text)
    domain: Mapped[str] = mapped_column(String(40), default="")
    host_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    announced_by: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    platform: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]
    time: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str] = mapped_column(String(60))
    starts_at: Mapped[datetime]
    places: Mapped[int]
    link: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="planned")
    revision: Mapped[int] = mapped_column(default=0)
    notes: Mapped[str] = mapped_column(Text, default="")
    announced_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class SignUpRow(Base):
    """Somebody who has a place, or waits for one; in the order of their numbers."""

    __tablename__ = "workshop_sign_ups"
    __table_args__ = (UniqueConstraint("workshop_id", "person_id", name="workshop_sign_ups_once"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    waiting: Mapped[bool]
    signed_up_at: Mapped[datetime]


class WorkshopFeedbackRow(Base):
    """What somebody who had a place said of it: how useful from 1 to 5, what they take along, what lacked."""

    __tablename__ = "workshop_feedback"
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    useful: Mapped[int]
    taken_along: Mapped[str] = mapped_column(Text, default="")
    lacking: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]


class WorkshopProposalRow(Base):
    """When a workshop in a domain was last proposed to the programme team."""

    __tablename__ = "workshop_proposals"
    domain: Mapped[str] = mapped_column(String(40), primary_key=True)
    proposed_at: Mapped[datetime]
