"""The tables. Rows stay in this room: queries hand out the domain's objects."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC on every database; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON}  # noqa: RUF012  (SQLAlchemy's own way)


class PersonRow(Base):
    """Somebody on a platform. Names stand here only, so that erasing is one place."""

    __tablename__ = "people"
    __table_args__ = (Index("people_account", "platform", "account", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[str] = mapped_column(String(20), default="")
    zone: Mapped[str] = mapped_column(String(60), default="")
    direct_channel: Mapped[str | None] = mapped_column(String(120))


class StartupRow(Base):
    __tablename__ = "startups"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    pitch: Mapped[str] = mapped_column(Text, default="")
    incubator: Mapped[str] = mapped_column(String(200), default="")
    imported_at: Mapped[datetime]


class PhaseRow(Base):
    __tablename__ = "phases"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    started_on: Mapped[date | None]


class ChannelRow(Base):
    """A channel linked to a startup."""

    __tablename__ = "channels"
    platform: Mapped[str] = mapped_column(String(20), primary_key=True)
    channel: Mapped[str] = mapped_column(String(120), primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    linked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    linked_at: Mapped[datetime]


class PortfolioManagerRow(Base):
    __tablename__ = "portfolio_managers"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class AssessmentRow(Base):
    """One person's self-assessment of one startup; a draft until sent_at."""

    __tablename__ = "assessments"
    __table_args__ = (Index("assessments_of", "startup_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]


class PageRow(Base):
    """A page of an assessment that was sent."""

    __tablename__ = "assessment_pages"
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40), primary_key=True)
    sent_at: Mapped[datetime]


class AnswerRow(Base):
    """One answer given; a skipped question has no row."""

    __tablename__ = "answers"
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class FactRow(Base):
    """A fact about a startup as somebody stated it; the latest stands. No value: it holds no longer."""

    __tablename__ = "facts"
    __table_args__ = (Index("facts_of", "startup_id", "field", "stated_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str | None] = mapped_column(Text)
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]


OUTBOX_OPEN = "state IN ('planned', 'claimed')"
"""Written out, not bound, so that both databases see that the partial index fits."""


class OutboxRow(Base):
    """A message planned, being sent, sent or failed.

    due_at is programme time; hold_until is real time: the end of a lease, or of a wait the platform
    asked for.
    A row left `claimed` past hold_until has an unknown outcome: look for its key before sending again.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_open",
            "due_at",
            sqlite_where=text(OUTBOX_OPEN),
            postgresql_where=text(OUTBOX_OPEN),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[dict[str, Any]]
    platform: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="planned")
    claim: Mapped[str | None] = mapped_column(String(40))
    hold_until: Mapped[datetime | None]
    first_claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    post: Mapped[str | None] = mapped_column(String(120))
    ended_at: Mapped[datetime | None]


class SpentSealRow(Base):
    """A form that was sent with success: sent again, it shows this outcome and changes nothing."""

    __tablename__ = "spent_seals"
    nonce: Mapped[str] = mapped_column(String(40), primary_key=True)
    outcome: Mapped[dict[str, Any]]
    spent_at: Mapped[datetime] = mapped_column(index=True)


class SandboxPostRow(Base):
    """The sandbox is a platform of its own: its posts, with the key they were marked with."""

    __tablename__ = "sandbox_posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(80), index=True)
    author: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(200), index=True)
    content: Mapped[dict[str, Any]]
    posted_at: Mapped[datetime]


class SandboxClockRow(Base):
    """How far the sandbox's clock was moved ahead of real time, in seconds."""

    __tablename__ = "sandbox_clock"
    id: Mapped[int] = mapped_column(primary_key=True)
    ahead: Mapped[float] = mapped_column(default=0.0)
