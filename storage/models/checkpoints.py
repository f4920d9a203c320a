"""Checkpoints with the sponsor: what is planned, prepared, decided and promised there."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class CheckpointSettingsRow(Base):
    """How a startup meets its sponsor: where, how often, reminded when. Empty: as the programme says."""

    __tablename__ = "checkpoint_settings"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    zone: Mapped[str] = mapped_column(String(60), default="")
    region: Mapped[str] = mapped_column(String(20), default="")
    cadence: Mapped[str] = mapped_column(String(60), default="")
    offsets: Mapped[str] = mapped_column(String(120), default="")
    """Minutes before the checkpoint, separated by commas."""
    place: Mapped[str] = mapped_column(Text, default="")
    without_verdicts: Mapped[bool] = mapped_column(default=False)
    """The sponsor does not read those of the team's result."""


class CheckpointRow(Base):
    """A meeting with the sponsor. The wall-clock time and its zone are what was agreed; starts_at follows.

    state: planned, held, cancelled. revision grows with each change that people's calendars must learn.
    """

    __tablename__ = "checkpoints"
    __table_args__ = (Index("checkpoints_of", "startup_id", "starts_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    day: Mapped[date]
    time: Mapped[str] = mapped_column(String(5))
    zone: Mapped[str] = mapped_column(String(60))
    starts_at: Mapped[datetime]
    duration_minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="planned")
    revision: Mapped[int] = mapped_column(default=0)
    postponements: Mapped[int] = mapped_column(default=0)
    """How often it was put off to a later day."""
    planned_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    planned_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class ReminderOptOutRow(Base):
    """Somebody who wants no reminders of a startup's checkpoints in private."""

    __tablename__ = "reminder_opt_outs"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class AgendaPointRow(Base):
    """A point that somebody wants to be talked about at the next checkpoint; open until closed_at.

    section: the part of the agenda it belongs to, "" where none.
    """

    __tablename__ = "agenda_points"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    section: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class MinutesRow(Base):
    """What a checkpoint led to, in words. notes stay inside the team."""

    __tablename__ = "minutes"
    checkpoint_id: Mapped[int] = mapped_column(ForeignKey("checkpoints.id"), primary_key=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=0)
    written_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]


class DecisionRow(Base):
    """A decision with its date; a changed one is a new row that replaces the old.

    withdrawn_at: since when corrected minutes no longer name it. Its number is never given again.
    """

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    checkpoint_id: Mapped[int | None] = mapped_column(ForeignKey("checkpoints.id"))
    text: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    withdrawn_at: Mapped[datetime | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class ActionRow(Base):
    """Something to do until the next checkpoint or by a day. Its owner is a person here, or only a name."""

    __tablename__ = "actions"
    __table_args__ = (Index("actions_open", "startup_id", "ended_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    checkpoint_id: Mapped[int | None] = mapped_column(ForeignKey("checkpoints.id"))
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    owner_name: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    resolution: Mapped[str] = mapped_column(String(10), default="")
    """done or dropped, once ended."""
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class CommitmentRow(Base):
    """Something the sponsor promised. kind: funding, communication, relays, other."""

    __tablename__ = "commitments"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    checkpoint_id: Mapped[int | None] = mapped_column(ForeignKey("checkpoints.id"))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    resolution: Mapped[str] = mapped_column(String(10), default="")
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class SponsorLinkRow(Base):
    """A link that lets somebody at the sponsor see one checkpoint, until it expires or is revoked."""

    __tablename__ = "sponsor_links"
    id: Mapped[int] = mapped_column(primary_key=True)
    checkpoint_id: Mapped[int] = mapped_column(ForeignKey("checkpoints.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("sponsor_contacts.id"))
    nonce: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """Drawn when it was made and part of its address; "" for links of earlier versions."""
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SponsorAnswerRow(Base):
    """What was pressed on a sponsor's page.

    kind: confirmed, proposed (another date, in words), approved or objected (the minutes).
    """

    __tablename__ = "sponsor_answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("sponsor_links.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int]
    """Of the checkpoint or minutes that were shown."""
    text: Mapped[str] = mapped_column(Text, default="")
    """The confirmed moment, the proposal, or the print of the minutes."""
    remark: Mapped[str] = mapped_column(Text, default="", server_default="")
    """What was written beside, of the minutes."""
    answered_at: Mapped[datetime]


class FeedRow(Base):
    """A private calendar address, of a startup or of a portfolio manager; only its hash is kept."""

    __tablename__ = "feeds"
    id: Mapped[int] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    startup_id: Mapped[str | None] = mapped_column(ForeignKey("startups.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CommitteeRow(Base):
    """The sponsor's committee on the startup's future.

    outcome: "" until it is known, then granted, provisional, stop, permanent or not_permanent.
    """

    __tablename__ = "committees"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    meets_on: Mapped[date | None]
    envelope_ends_on: Mapped[date | None]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    months: Mapped[int | None]
    conditions: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime | None]
