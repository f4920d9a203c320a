"""Startups: what is imported of them, and what people say of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class StartupRow(Base):
    __tablename__ = "startups"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    pitch: Mapped[str] = mapped_column(Text, default="")
    incubator: Mapped[str] = mapped_column(String(200), default="")
    stats_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    impact_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    """Public pages to open; nothing is read from them."""
    removed_at: Mapped[datetime | None]
    """Since when the imported file does not name it any more."""


class OrganisationRow(Base):
    """A public administration that may be a sponsor, as imported."""

    __tablename__ = "organisations"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    acronym: Mapped[str] = mapped_column(String(100), default="")


class ImportedSponsorRow(Base):
    """A sponsor as the imported file names it: an organisation's id, known here or not."""

    __tablename__ = "imported_sponsors"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(String(200))


class CoIncubatorRow(Base):
    """A further incubator that follows the startup, as imported."""

    __tablename__ = "co_incubators"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    incubator_id: Mapped[str] = mapped_column(String(200))


class ImportRunRow(Base):
    """An import that the clock asked for: one a day, whichever process does it."""

    __tablename__ = "imports"
    day: Mapped[date] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why nothing was taken; empty when all was."""


class ImportDayRow(Base):
    """A day on which something was imported, by whom ever.

    digest, report: of the last import alone, to know the same again, and what is told of it then.
    """

    __tablename__ = "import_days"
    day: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), default="", server_default="")
    report: Mapped[dict[str, Any] | None]


class ImportStateRow(Base):
    """What an import said of a startup, from that day on until the next row of it."""

    __tablename__ = "import_states"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    listed: Mapped[bool]
    has_stats: Mapped[bool]
    has_impact: Mapped[bool]
    in_acceleration: Mapped[bool]
    accelerated_on: Mapped[date | None]
    left_on: Mapped[date | None]


class EnrolmentRow(Base):
    """A time in which a startup takes part in the programme; of one startup, one at most goes on."""

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "enrolments_open",
            "startup_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    enrolled_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    enrolled_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class SponsorContactRow(Base):
    """Somebody at the sponsor, who has no account here: typed by people, never imported."""

    __tablename__ = "sponsor_contacts"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    administration: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    added_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class DetailRow(Base):
    """What people said of a startup for its page (territory, an objective…); the latest stands."""

    __tablename__ = "startup_details"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]


class DocumentLinkRow(Base):
    """A link that lets whoever has it read one document, until it expires or is revoked.

    startup_id: None for a portfolio, which is its maker's own.
    """

    __tablename__ = "document_links"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    startup_id: Mapped[str | None] = mapped_column(ForeignKey("startups.id"), index=True)
    nonce: Mapped[str] = mapped_column(String(40))
    """Drawn when it was made and part of its address."""
    made_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class MutedReasonRow(Base):
    """A reason to look at a startup that portfolios set aside until a day. day: of what the reason is."""

    __tablename__ = "muted_reasons"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date | None]
    until: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    muted_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    muted_at: Mapped[datetime]


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
