"""Self-assessments, the facts they state, and the outside view."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


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


class StartupFactRow(Base):
    """A fact about a startup as somebody stated it; the latest stands. No value: it holds no longer."""

    __tablename__ = "startup_facts"
    __table_args__ = (Index("startup_facts_of", "startup_id", "field", "stated_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str | None] = mapped_column(Text)
    stated_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    stated_at: Mapped[datetime]


class OutsideViewRow(Base):
    """A portfolio manager's own verdict on a criterion; of a quarter, the latest stands."""

    __tablename__ = "outside_views"
    __table_args__ = (Index("outside_views_of", "startup_id", "stated_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    criterion: Mapped[str] = mapped_column(String(40))
    verdict: Mapped[str] = mapped_column(String(20))
    stated_at: Mapped[datetime]


class ViewReasonRow(Base):
    """Why a portfolio manager sees a startup so, in a line; of a quarter one."""

    __tablename__ = "view_reasons"
    __table_args__ = (Index("view_reasons_of", "startup_id", "stated_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)
    stated_at: Mapped[datetime]
