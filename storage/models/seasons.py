"""Seasons of the programme: their startups, and the goals frozen at entry. No person stands in them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class SeasonRow(Base):
    """report: the evaluation kept when it was closed. report_fingerprint: that of its JSON. None before."""

    __tablename__ = "seasons"
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    report: Mapped[str | None] = mapped_column(Text)
    report_fingerprint: Mapped[str | None] = mapped_column(String(64))


class SeasonStartupRow(Base):
    """A startup that takes part in the season."""

    __tablename__ = "season_startups"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    joined_at: Mapped[datetime]


class SeasonGoalRow(Base):
    """A team's metric and target as its shared result at entry had them; numbers without their unit.

    fingerprint: of all of it, as it was frozen.
    """

    __tablename__ = "season_goals"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    metric: Mapped[str] = mapped_column(Text)
    start: Mapped[str | None] = mapped_column(String(60))
    target: Mapped[str | None] = mapped_column(String(60))
    target_on: Mapped[date | None]
    frozen_at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))
