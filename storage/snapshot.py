"""Copies a whole database into a new one, whichever kind the two are."""

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from storage.models import Base, OutboxRow, PersonRow
from storage.store import Store

_AT_ONCE = 5000


def copy_database(source: Store, target: Store) -> None:
    """The target is a new SQLite file. Of the source one state is read, and nothing there is changed."""
    target.upgrade()
    with source.read(patience=60) as reading, target.write() as writing:
        writing.execute(text("PRAGMA defer_foreign_keys = ON"))  # rows may point to later ones
        for table in Base.metadata.sorted_tables:
            rows = reading.execute(select(table), execution_options={"yield_per": _AT_ONCE})
            for some in rows.mappings().partitions(_AT_ONCE):
                writing.execute(insert(table), [dict(row) for row in some])


def platforms_in(session: Session) -> set[str]:
    """The platforms that messages or people of this database belong to."""
    by_table = [
        session.scalars(select(column).distinct()) for column in (PersonRow.platform, OutboxRow.platform)
    ]
    return {platform for platforms in by_table for platform in platforms}
