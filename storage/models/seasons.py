"""Seasons of the programme: their startups, the goals frozen at entry, and what is asked of the relation."""

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


class SeasonSurveyRow(Base):
    """The three questions on the relation with the sponsor, at the middle or the end. ended_at: then told."""

    __tablename__ = "season_surveys"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SeasonOpinionRow(Base):
    """Somebody of a team, or an expert, who is asked; their answers, "" until they are given.

    It goes when they are erased, and with the end of the season: then only counts are kept.
    """

    __tablename__ = "season_opinions"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(String(10))
    goals: Mapped[str] = mapped_column(String(10), default="")
    support: Mapped[str] = mapped_column(String(10), default="")
    future: Mapped[str] = mapped_column(String(10), default="")


class SponsorOpinionRow(Base):
    """How many sponsors gave this answer. No row is anybody's: there is nothing to join with a person."""

    __tablename__ = "sponsor_opinions"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    question: Mapped[str] = mapped_column(String(10), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int]


class SurveyedLinkRow(Base):
    """A sponsor's link through which was answered, so that it is counted once; what was, is not known."""

    __tablename__ = "surveyed_links"
    season_id: Mapped[str] = mapped_column(ForeignKey("seasons.id"), primary_key=True)
    moment: Mapped[str] = mapped_column(String(10), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("sponsor_links.id"), primary_key=True)
