"""Copies a whole database into another one, whichever kind the two are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, text
from sqlalchemy.orm import Session

from storage.models import Base, OutboxRow, PersonRow
from storage.store import Store

_AT_ONCE = 5000
_FOREIGN_KEYS = (
    "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint"
    " WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace"
)


def copy_database(source: Store, target: Store) -> dict[str, int]:
    """The target is empty. Of the source one state is read, and nothing there is changed.

    How many rows each table has.
    """
    target.upgrade()
    with source.read(patience=60) as reading, target.write() as writing:
        return copy_rows(reading, writing)


def copy_rows(reading: Session, writing: Session) -> dict[str, int]:
    """Whatever points to whatever: the references are looked at when all of it is there."""
    copied = {}
    with _references_later(writing):
        for table in Base.metadata.sorted_tables:
            copied[table.name] = 0
            rows = reading.execute(select(table), execution_options={"yield_per": _AT_ONCE})
            for some in rows.mappings().partitions(_AT_ONCE):
                writing.execute(insert(table), [dict(row) for row in some])
                copied[table.name] += len(some)
    _set_sequences(writing)
    return copied


def empty(session: Session) -> None:
    """Every table, in the transaction that fills them anew."""
    with _references_later(session):
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))


def count_rows(session: Session) -> dict[str, int]:
    """By table."""
    return {table.name: _count(session, table) for table in Base.metadata.sorted_tables}


def _count(session: Session, table: Table) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def _references_later(session: Session) -> Iterator[None]:
    """SQLite looks at the commit; PostgreSQL at the end of this, by a change of its constraints and back."""
    if not _is_postgresql(session):
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield
        return
    keys = [
        f"ALTER TABLE {table} ALTER CONSTRAINT {key}" for table, key in session.execute(text(_FOREIGN_KEYS))
    ]
    for key in keys:
        session.execute(text(f"{key} DEFERRABLE"))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    yield
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for key in keys:
        session.execute(text(f"{key} NOT DEFERRABLE"))


def _set_sequences(session: Session) -> None:
    """The next number that PostgreSQL gives follows the highest; SQLite looks by itself."""
    if not _is_postgresql(session):
        return
    for table in Base.metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            highest: Any = func.max(column)
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            session.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def platforms_in(session: Session) -> set[str]:
    """The platforms that messages or people of this database belong to."""
    by_table = [
        session.scalars(select(column).distinct()) for column in (PersonRow.platform, OutboxRow.platform)
    ]
    return {platform for platforms in by_table for platform in platforms}
