"""People, and what they are to startups."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


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


class PortfolioManagerRow(Base):
    __tablename__ = "portfolio_managers"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)


class CoachRow(Base):
    __tablename__ = "coaches"
    startup_id: Mapped[str] = mapped_column(ForeignKey("startups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
