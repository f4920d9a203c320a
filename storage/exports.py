"""The journal of exports: what was taken out of the database by those who may read all of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from storage.models import ExportRow, PersonRow

What = Literal["portfolio", "table", "metric", "committee", "report", "backup"]


@dataclass(frozen=True)
class Export:
    """by: the account in the chat, with its name; of the command line the account of the machine."""

    made_at: datetime
    by: str
    what: str
    about: str


def note(
    session: Session,
    what: What,
    now: datetime,
    *,
    person_id: int | None = None,
    operator: str = "",
    about: str = "",
) -> None:
    """A database of an earlier version, which a backup may be made of, has no journal."""
    if not inspect(session.connection()).has_table(ExportRow.__tablename__):
        return
    row = ExportRow(made_at=now, person_id=person_id, operator=operator[:80], what=what, about=about[:200])
    session.add(row)
    session.flush()


def latest(session: Session, at_most: int) -> list[Export]:
    """The last one first."""
    rows = select(ExportRow, PersonRow).outerjoin(PersonRow, ExportRow.person_id == PersonRow.id)
    found = session.execute(rows.order_by(ExportRow.id.desc()).limit(at_most))
    return [Export(row.made_at, _by(row, person), row.what, row.about) for row, person in found]


def _by(row: ExportRow, person: PersonRow | None) -> str:
    if person is None:
        return f"the command line ({row.operator})" if row.operator else "the command line"
    return f"{person.name or 'somebody'} ({person.platform}:{person.account})"


def delete_before(session: Session, moment: datetime) -> None:
    session.execute(delete(ExportRow).where(ExportRow.made_at < moment))
