"""Resources of the programme, and what was read of their sources."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class ResourceRow(Base):
    """Something to read elsewhere.

    source: that of the programme file it came from, "" where somebody suggested it. words: what it is found
    by beside its title. title_stems, other_stems: both as words are searched, which the full-text index of
    either database holds (see the migration 0026).
    state: public, proposed (suggested and not looked at yet), declined, gone (from its source).
    failures: checks of its link in a row that found nothing there.
    """

    __tablename__ = "resources"
    __table_args__ = (Index("resources_of_source", "source", "state"), Index("resources_by_link", "link"))
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(200))
    link: Mapped[str] = mapped_column(String(500))
    domain: Mapped[str] = mapped_column(String(40), default="")
    criterion: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    title_stems: Mapped[str] = mapped_column(Text, default="")
    other_stems: Mapped[str] = mapped_column(Text, default="")
    changed_on: Mapped[date | None]
    added_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    suggested_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    checked_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    dead_since: Mapped[datetime | None]


class ResourceSourceRow(Base):
    """When a source of the programme file was last tried, and last read. reason: why it could not be read."""

    __tablename__ = "resource_sources"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    tried_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    entries: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
