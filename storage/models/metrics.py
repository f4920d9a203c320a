"""The impact metric of a startup: how it was defined from when on, and its values by their days."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class MetricRow(Base):
    """The metric as somebody defined it; of one startup the latest stands, the others are its history."""

    __tablename__ = "metrics"
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), index=True)
    name: Mapped[str] = mapped_column(String(300), default="")
    definition: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(60), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    regional: Mapped[bool] = mapped_column(default=False)
    frequency: Mapped[str] = mapped_column(String(20))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    agreed_with: Mapped[str] = mapped_column(String(300), default="")
    agreed_on: Mapped[date | None]
    target_6: Mapped[str | None] = mapped_column(Text)
    target_18: Mapped[str | None] = mapped_column(Text)
    falls: Mapped[bool] = mapped_column(default=False, server_default=false())
    """What it counts is to become less."""
    begins_curve: Mapped[bool] = mapped_column(default=False)
    """What is counted is another thing than before: values from here on are not compared with those."""
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]


class MetricValueRow(Base):
    """A value as somebody stated it; of one day and region the latest stands. No value: it was taken back.

    Values that were shared with a self-assessment are not here: they are read from its answers.
    """

    __tablename__ = "metric_values"
    __table_args__ = (Index("metric_values_of", "startup_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    region: Mapped[str] = mapped_column(String(60), default="")
    """ "" for the whole."""
    day: Mapped[date]
    value: Mapped[str | None] = mapped_column(Text)
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]
