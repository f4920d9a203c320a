"""The last import, known again by what it read: then nothing is parsed, compared or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select, text, update
from sqlalchemy.orm import Session

from storage.models import ImportDayRow, PhaseRow

_FRANCE = ZoneInfo("Europe/Paris")
"""The days of the public API are those of France."""
_ZONES_APART = timedelta(days=1)
"""At most so much is the programme's day away from that of France."""


@dataclass(frozen=True)
class ImportReport:
    """Lines: what looks wrong, and the import in sum."""

    warnings: Sequence[str]
    summary: Sequence[str]


def day_of(now: datetime) -> date:
    return now.astimezone(_FRANCE).date()


def lock(session: Session) -> None:
    """On SQLite a writer is alone already. On PostgreSQL a second import waits; who links does not."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE startups IN SHARE ROW EXCLUSIVE MODE"))


def remember(session: Session, digest: str, now: datetime, report: ImportReport) -> None:
    """What is to be told if the same comes again; of an import that kept its day."""
    lines = {"warnings": list(report.warnings), "summary": list(report.summary)}
    session.execute(update(ImportDayRow).filter_by(day=day_of(now)).values(digest=digest, report=lines))


def forget(session: Session) -> None:
    """Before anything else is imported."""
    session.execute(update(ImportDayRow).where(ImportDayRow.digest != "").values(digest="", report=None))


def repeat(session: Session, digest: str, now: datetime) -> ImportReport | None:
    """Keep that the same was imported on this day too. None: all of it has to be looked at.

    That is so after any other import, or when a phase may have begun since: what a day makes of a startup,
    and which phases are of the future, are then not the same.
    """
    lock(session)
    last = session.scalar(select(ImportDayRow).order_by(ImportDayRow.day.desc()).limit(1))
    day = day_of(now)
    if last is None or not last.report or last.digest != digest or last.day > day:
        return None
    report = ImportReport(**last.report)
    if last.day < day:
        if _begins_any(session, last.day - _ZONES_APART, day + _ZONES_APART):
            return None
        forget(session)
        session.add(ImportDayRow(day=day))
        session.flush()
        remember(session, digest, now, report)
    return report


def _begins_any(session: Session, after: date, until: date) -> bool:
    begun = exists().where(PhaseRow.started_on > after, PhaseRow.started_on <= until)
    return session.scalar(select(begun)) or False
