"""A backup: the whole database in one SQLite file, made while Gamma runs, checked, and put back anywhere.

From PostgreSQL it is copied in one transaction that sees one state, from SQLite by SQLite's own backup.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect, literal, select
from sqlalchemy import table as table_clause
from sqlalchemy.engine import make_url

from storage import restored_messages, snapshot
from storage.database_url import file_of
from storage.schema import NewerDatabaseError
from storage.store import Store

_ABOUT = "gamma_backup"
_SEARCHED = "resource_fts"
"""What the names of SQLite's own tables for the search of words begin with: made of what is kept."""
_PATIENCE = 60.0


class BackupError(Exception):
    """One sentence for whoever runs the bot: what is wrong, and that nothing was changed."""


@dataclass(frozen=True)
class Kept:
    """What a backup holds. rows: by table."""

    made_at: datetime
    version: str
    rows: dict[str, int]


@dataclass(frozen=True)
class Restored:
    """held: messages that may have been said since, which wait for whoever runs the bot."""

    kept: Kept
    held: int


# --- made ------------------------------------------------------------------------------------------------


def make(source: Store, url: str, file: Path, now: datetime) -> Kept:
    """Raises BackupError, NewerDatabaseError. Where it fails there is no file; none is ever written over."""
    if file.exists():
        raise BackupError(f"{file} is there already: name another file. Nothing was written.")
    version = _check_version(source)
    partial = file.with_name(f"{file.name}.part")
    try:
        _make_private(partial)
        rows = _copy_sqlite(url, partial) if file_of(url) else _copy_postgresql(source, partial)
        kept = Kept(now, version, rows)
        _describe(partial, kept)
        if _check(partial).rows != rows:
            raise BackupError(f"{file}: what was written is not what was read. Try again.")
        os.link(partial, file)  # fails where somebody made it meanwhile
    except OSError as error:
        raise BackupError(f"{file} cannot be written ({error.strerror}).") from error
    except sqlite3.Error as error:
        raise BackupError(f"{file}: the backup failed ({error}).") from error
    finally:
        for name in (partial, *_beside(partial)):
            with suppress(OSError):
                name.unlink()
    return kept


def _check_version(source: Store) -> str:
    actual, needed = source.schema()
    if not actual:
        raise BackupError("DATABASE_URL: there are no tables of Gamma there, so there is nothing to keep.")
    if actual > needed:
        raise NewerDatabaseError(
            f"DATABASE_URL: the database is of a newer Gamma (version {actual}, this one knows {needed}): "
            "make the backup with that version."
        )
    if actual < needed and source.engine.dialect.name != "sqlite":
        raise BackupError(
            f"DATABASE_URL: the tables are at version {actual}, this Gamma needs {needed}: make the backup "
            "with the Gamma that runs, or by pg_dump."
        )
    return actual


def _make_private(file: Path) -> None:
    """It holds what people wrote: nobody else on this machine reads it."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def _copy_sqlite(url: str, file: Path) -> dict[str, int]:
    """In one go, within a transaction that sees one state; others go on writing."""
    with (
        closing(_opened(Path(make_url(url).database or ""))) as source,
        closing(sqlite3.connect(file)) as copy,
    ):
        source.execute("BEGIN")
        rows = _count(source)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return rows


def _copy_postgresql(source: Store, file: Path) -> dict[str, int]:
    target = Store(f"sqlite:///{file}")
    try:
        rows = snapshot.copy_database(source, target)
    finally:
        target.close()
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
    return rows


def _describe(file: Path, kept: Kept) -> None:
    with closing(sqlite3.connect(file)) as copy, copy:
        copy.execute("DROP TABLE IF EXISTS gamma_backup")
        copy.execute("CREATE TABLE gamma_backup (made_at TEXT, table_name TEXT, rows INTEGER)")
        made_at = kept.made_at.astimezone(UTC).isoformat()
        lines = [(made_at, table, count) for table, count in kept.rows.items()]
        copy.executemany("INSERT INTO gamma_backup VALUES (?, ?, ?)", lines)


# --- read ------------------------------------------------------------------------------------------------


def _check(file: Path) -> Kept:
    """Raises BackupError where it is damaged, or no backup of Gamma's."""
    try:
        with closing(_opened(file)) as copy:
            damage = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if damage != "ok":
                raise BackupError(f"{file} is damaged ({str(damage).splitlines()[0]}). Nothing was changed.")
            if copy.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError(f"{file} is damaged (rows point to nothing). Nothing was changed.")
            version = copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            described = copy.execute("SELECT made_at, table_name, rows FROM gamma_backup").fetchall()
            counted = _count(copy)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{file} is no backup that Gamma made ({error}). Nothing was changed.") from error
    rows = {table: count for _, table, count in described}
    if rows != counted:
        raise BackupError(f"{file} is damaged (rows are missing). Nothing was changed.")
    return Kept(datetime.fromisoformat(described[0][0]), version, rows)


def _opened(file: Path) -> sqlite3.Connection:
    """To read only: what is looked at is not changed, nor made."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE)


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    tables = [name for (name,) in connection.execute(named) if _is_kept(name)]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        for table in sorted(tables)
    }


def _is_kept(table: str) -> bool:
    return table not in (_ABOUT, "alembic_version") and not table.startswith(_SEARCHED)


def _beside(file: Path) -> list[Path]:
    return [file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm", "-journal")]


# --- put back --------------------------------------------------------------------------------------------


def restore(file: Path, target: Store, now: datetime, *, replace: bool) -> Restored:
    """All of it or nothing, in one transaction. Raises BackupError, NewerDatabaseError, DatabaseError.

    Into a database with rows only if these are to be replaced.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}. Nothing was changed.")
    kept = _check(file)
    _check_not_newer(file, kept.version, target)
    if not replace and (table := _first_with_rows(target)):
        raise BackupError(
            f"DATABASE_URL: the database is not empty (there are rows in {table}). Nothing was changed. "
            "Name a new database, or say --replace: then all that is there is deleted first."
        )
    target.upgrade()
    with (
        _at_this_version(file) as source,
        source.read(_PATIENCE) as reading,
        target.write(_PATIENCE) as writing,
    ):
        snapshot.empty(writing)
        copied = snapshot.copy_rows(reading, writing)
        if copied != snapshot.count_rows(writing):
            raise BackupError("The database does not hold what was written. Nothing was changed.")
        held = restored_messages.record_restore(writing, kept.made_at, now)
    return Restored(kept, held)


def _check_not_newer(file: Path, version: str, target: Store) -> None:
    actual, needed = target.schema()
    if version > needed:
        raise NewerDatabaseError(
            f"{file} is of a newer Gamma (its tables are at version {version}, this one knows {needed}). "
            "Nothing was changed: restore it with that version."
        )
    if actual > needed:
        raise NewerDatabaseError(
            f"DATABASE_URL: the database is of a newer Gamma (version {actual}, this one knows {needed}). "
            "Nothing was changed."
        )


def _first_with_rows(target: Store) -> str:
    """Whatever its tables are: those of an earlier Gamma are no less somebody's."""
    with target.read() as session:
        connection = session.connection()
        for table in sorted(inspect(connection).get_table_names()):
            rows = select(literal(1)).select_from(table_clause(table)).limit(1)
            found = connection.execute(rows).first()
            if found and _is_kept(table):
                return table
    return ""


@contextmanager
def _at_this_version(file: Path) -> Iterator[Store]:
    """A copy that is gone afterwards: one of an earlier Gamma is brought to this version first."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "backup.db"
        with closing(_opened(file)) as source, closing(sqlite3.connect(copied)) as copy:
            source.backup(copy)
        store = Store(f"sqlite:///{copied}")
        try:
            store.upgrade()
            yield store
        finally:
            store.close()
