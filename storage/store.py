"""The database behind one door: what all tables share, transactions that lock at once, and the upgrade."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, TypeDecorator, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Session

from gamma.outbox import Moved
from storage import redaction, schema
from storage.last_writer import LastWriter
from storage.table_use import TableUse

if TYPE_CHECKING:
    from sqlalchemy.dialects import sqlite

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds a person's request waits for the database before it says so (acks are due within 3)."""

JOB_PATIENCE = 10.0

_UPGRADE_LOCK = 0x67616D6D61
"""Any number that nobody else locks in this database: "gamma"."""

_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"

_MOVED = "moved"


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC on every database; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    type_annotation_map = {datetime: Instant, dict[str, Any]: JSON}  # noqa: RUF012  (SQLAlchemy's own way)


class StoreBusyError(Exception):
    """The database stayed locked for longer than the caller would wait; nothing was changed."""


class Store:
    """Opens transactions on SQLite or PostgreSQL. Give it a URL as in DATABASE_URL."""

    def __init__(self, url: str) -> None:
        self.patience = PATIENCE
        """Seconds a transaction waits for the database, unless it says otherwise."""
        self.writes = 0
        """Grows with each transaction for changes: where it stays, nothing was changed by this process."""
        self.on_moved: Callable[[Moved], object] = lambda _moved: None
        """Told what became of a message, once it is saved; it must not fail."""
        self.on_saved: Callable[[], object] = lambda: None
        """Told that a transaction for changes was saved; it must not fail."""
        self.engine = _engine(url)
        self._tables: TableUse | None = None
        self._last_writer = LastWriter(self._note_unknown)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "begin", self._sign)
        self._writing = self.engine.execution_options(gamma_write=True)

    @contextmanager
    def write(self, patience: float | None = None) -> Iterator[Session]:
        """One transaction for changes. Raises StoreBusyError.

        On SQLite it is the only one from its first statement on; on PostgreSQL, rows that decide
        something are locked where they are read.
        """
        with self._session(self._writing, patience) as session:
            tables = self._tables
            try:
                with tables.writing() if tables else nullcontext(), session.begin():
                    yield session
            finally:
                self.writes += 1
                if self._tables and not tables:  # watched since it began
                    self._tables.note_unknown()
            for moved in session.info.get(_MOVED, ()):
                log.info("message %s (%s): %s", moved.id, moved.kind, moved.outcome, extra=_about(moved))
                self.on_moved(moved)
            self.on_saved()

    def watch_tables(self) -> TableUse:
        """From the first time on it is noted which tables are read and changed; before, it costs nothing."""
        if self._tables is None:
            self._tables = TableUse(self.engine, Base.metadata)
        return self._tables

    def note_others(self) -> None:
        """On SQLite, whatever another process wrote since this one last did."""
        with self.read(JOB_PATIENCE) as session:
            is_ours = self._last_writer.is_ours(session.connection())
        if not is_ours:
            with self.write(JOB_PATIENCE) as session:
                session.connection()

    def _sign(self, connection: Connection) -> None:
        if connection.get_execution_options().get("gamma_write"):
            self._last_writer.sign(connection)

    def _note_unknown(self) -> None:
        if self._tables:
            self._tables.note_unknown()

    @contextmanager
    def read(self, patience: float | None = None) -> Iterator[Session]:
        """One transaction that sees one state and changes nothing. Raises StoreBusyError."""
        with self._session(self.engine, patience) as session, session.begin():
            yield session

    @contextmanager
    def _session(self, engine: Engine, patience: float | None) -> Iterator[Session]:
        waiting = engine.execution_options(gamma_patience=self.patience if patience is None else patience)
        try:
            with Session(waiting, expire_on_commit=False) as session:
                yield session
        except PoolTimeoutError as error:
            raise StoreBusyError from error
        except OperationalError as error:
            if _is_busy(error):
                raise StoreBusyError from error
            raise

    def upgrade(self) -> None:
        """Bring the schema to this version; does nothing when it is there already.

        Processes that start together take turns. Raises NewerDatabaseError.
        """
        with self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            schema.upgrade(connection)

    def scrub(self, patience: float = JOB_PATIENCE) -> bool:
        """After an erasure, leave nothing of it in the database's files. False: not possible just now."""
        return redaction.scrub(self.engine, patience)

    def schema(self) -> tuple[str, str]:
        """The version of the tables, "" where there are none, and the one that this Gamma needs."""
        with self.read() as session:
            return schema.version(session.connection()), schema.newest()

    def damage(self) -> str:
        """What SQLite finds wrong in its file, "" for nothing; PostgreSQL looks after its own pages."""
        if self.engine.dialect.name != "sqlite":
            return ""
        with self.read() as session:
            found = session.execute(text("PRAGMA quick_check(1)")).scalar()
        return "" if found == "ok" else str(found)

    def answers(self) -> bool:
        """Whether the database answers at all."""
        try:
            with self.read() as session:
                return session.execute(text("SELECT 1")).scalar() == 1
        except (StoreBusyError, DBAPIError):
            return False

    def close(self) -> None:
        """Its connections; a transaction that is open goes on."""
        self.engine.dispose()


def _about(moved: Moved) -> dict[str, Any]:
    """Fields of a log line that is an object."""
    return {"message_id": moved.id, "kind": moved.kind, "platform": moved.platform, "outcome": moved.outcome}


def note_moved(session: Session, id_: int, message: Any, outcome: str) -> None:
    """To be told once this transaction is saved. message: says its platform and kind."""
    moved = Moved(id_, message.platform, message.kind, outcome)
    session.info.setdefault(_MOVED, []).append(moved)


def insert_for(session: Session) -> "Callable[[type[Base]], sqlite.Insert]":
    """That of its database, which can say what is done on a conflict; the other database's is not loaded."""
    module = import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")
    return cast("Callable[[type[Base]], sqlite.Insert]", module.insert)


def file_of(url: str) -> Path | None:
    """The database's file; None on PostgreSQL and in memory."""
    named = make_url(url).database if url.startswith("sqlite") else None
    return Path(named) if named and named != ":memory:" else None


def check_url(url: str) -> None:
    """Raises ValueError with what is wrong with a DATABASE_URL."""
    try:
        backend = make_url(_with_driver(url)).get_backend_name()
    except ArgumentError as error:
        raise ValueError("is not a database URL, such as sqlite:///gamma.db") from error
    if backend not in ("sqlite", "postgresql"):
        raise ValueError("must begin with sqlite: or postgresql:")


def _with_driver(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


_POOL: dict[str, Any] = {"max_overflow": 30, "pool_timeout": PATIENCE, "hide_parameters": True}
"""Room for every web and listener thread; what people wrote stays out of error texts and logs."""


def _engine(url: str) -> Engine:
    full = make_url(_with_driver(url))
    if full.get_backend_name() != "sqlite":
        waiting = {"connect_timeout": 2}
        engine = create_engine(full, pool_pre_ping=True, connect_args=waiting, pool_size=20, **_POOL)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(full, connect_args={"isolation_level": None}, pool_size=20, **_POOL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers go on; FULL keeps an answer that was acknowledged, even when the machine falls.

    What is deleted is overwritten in the file.
    """
    _use_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite itself does not wait here while another process makes the same new file ready."""
    until = time.monotonic() + JOB_PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    """Writers lock at once: a deferred BEGIN loses updates or ends in "database is locked"."""
    options = connection.get_execution_options()
    patience = int(options.get("gamma_patience", JOB_PATIENCE) * 1000)
    if connection.info.get("patience") != patience:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
        connection.info["patience"] = patience
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("gamma_write") else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    options = connection.get_execution_options()
    patience = int(options.get("gamma_patience", JOB_PATIENCE) * 1000)
    isolation = "" if options.get("gamma_write") else "; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience}{isolation}")


def _is_busy(error: OperationalError) -> bool:
    """SQLite: locked by another writer. PostgreSQL: waited too long or for each other, or no connection."""
    state = getattr(error.orig, "sqlstate", "")
    return "database is locked" in str(error) or state in (_LOCK_NOT_AVAILABLE, _DEADLOCK, None)
