"""What administrators took out of the database: who, when, what."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.store import Base


class ExportRow(Base):
    """person_id: who asked in the chat; none where it was the command line, by this account of the machine.

    what: portfolio, table, metric, report, backup. about: the season, the startup or the filter, "" for none.
    """

    __tablename__ = "exports"
    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    operator: Mapped[str] = mapped_column(String(80), default="")
    what: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(200), default="")
