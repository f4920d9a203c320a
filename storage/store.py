"""The database behind one door: what all tables share, transactions that lock at once, and the upgrade."""

import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, TypeDecorator, create_engine, event, text
from sqlalchemy.engine import FrozenResult, Result, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.sql.dml import UpdateBase

from gamma.outbox import Moved
from storage import redaction
from storage.database_url import with_driver
from storage.last_writer import LastWriter
from storage.schema_care import SchemaCare
from storage.sqlite_connection import prepare
from storage.table_use import TableUse

if TYPE_CHECKING:
    from sqlalchemy.dialects import sqlite

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds a person's request waits for the database before it says so (acks are due within 3)."""

JOB_PATIENCE = 10.0

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


class ChangesNeededError(Exception):
    """A transaction that only reads came to what has to be saved or locked; it has done neither."""


class Store(SchemaCare):
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
    def write(self, patience: float | None = None, *, remembers: bool = False) -> Iterator[Session]:
        """One transaction for changes. Raises StoreBusyError.

        remembers: asked the same again, it says the same, until something is changed or locked.
        On SQLite it is the only one from its first statement on; on PostgreSQL, rows that decide
        something are locked where they are read.
        """
        with self._session(self._writing, patience, remembers=remembers) as session:
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
    def read(self, patience: float | None = None, *, remembers: bool = False) -> Iterator[Session]:
        """One transaction that sees one state. Raises StoreBusyError; ChangesNeededError from a change.

        remembers: asked the same again, it says the same.
        """
        opened = self._session(self.engine, patience, only_reads=True, remembers=remembers)
        with opened as session, session.begin():
            yield session

    @contextmanager
    def _session(
        self, engine: Engine, patience: float | None, *, only_reads: bool = False, remembers: bool
    ) -> Iterator[Session]:
        waiting = engine.execution_options(gamma_patience=self.patience if patience is None else patience)
        try:
            with _Session(waiting, only_reads=only_reads, remembers=remembers) as session:
                yield session
        except PoolTimeoutError as error:
            raise StoreBusyError from error
        except OperationalError as error:
            if _is_busy(error):
                raise StoreBusyError from error
            raise

    def scrub(self, patience: float = JOB_PATIENCE) -> bool:
        """After an erasure, leave nothing of it in the database's files. False: not possible just now."""
        return redaction.scrub(self.engine, patience)

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


class _Session(Session):
    """May refuse what would change or lock anything; may remember what it was told until then."""

    def __init__(self, engine: Engine, *, only_reads: bool, remembers: bool) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.only_reads = only_reads
        self._told: dict[Any, FrozenResult[Any]] | None = {} if remembers else None

    def change(self) -> None:
        if self.only_reads:
            raise ChangesNeededError
        self.forget()

    def forget(self) -> None:
        (self._told or {}).clear()

    def told(self, asked: ORMExecuteState) -> Result[Any] | None:
        """What was answered to the same before, asked only once; None: it is to be asked."""
        if self._told is None or self.new or self.dirty or self.deleted:
            return None
        key = _key_of(asked)
        if key is None:
            return None
        if key not in self._told:
            self._told[key] = asked.invoke_statement().freeze()
        return self._told[key]()


def _key_of(asked: ORMExecuteState) -> Hashable | None:
    """Two statements that ask the same have the same; None where it has none."""
    given: Any = asked.parameters or {}
    if not asked.is_select or asked.is_column_load or isinstance(given, list):
        return None
    statement: Any = asked.statement
    asks = statement._generate_cache_key()  # what SQLAlchemy itself knows a statement by
    if asks is None:
        return None
    values = (bound.effective_value for bound in asks.bindparams)
    hashable = tuple(tuple(value) if isinstance(value, list) else value for value in values)
    return asks.key, hashable, tuple(given.items())


@event.listens_for(_Session, "do_orm_execute")
def _before_statement(asked: ORMExecuteState) -> Result[Any] | None:
    session, statement = asked.session, asked.statement
    if not isinstance(session, _Session):
        return None
    if isinstance(statement, UpdateBase) or getattr(statement, "_for_update_arg", None) is not None:
        session.change()
        return None
    return session.told(asked)


@event.listens_for(_Session, "before_flush")
def _before_flush(session: _Session, *_: object) -> None:
    """What is set to what it was is no change."""
    if session.new or session.deleted or any(session.is_modified(row) for row in session.dirty):
        session.change()


@event.listens_for(_Session, "after_soft_rollback")
def _after_rollback(session: _Session, _transaction: object) -> None:
    session.forget()


def only_reads(session: Session) -> bool:
    """Whether it refuses to lock and to change anything."""
    return isinstance(session, _Session) and session.only_reads


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


_POOL: dict[str, Any] = {"max_overflow": 30, "pool_timeout": PATIENCE, "hide_parameters": True}
"""Room for every web and listener thread; what people wrote stays out of error texts and logs."""


def _engine(url: str) -> Engine:
    full = make_url(with_driver(url))
    if full.get_backend_name() != "sqlite":
        waiting = {"connect_timeout": 2}
        engine = create_engine(full, pool_pre_ping=True, connect_args=waiting, pool_size=20, **_POOL)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = create_engine(full, connect_args={"isolation_level": None}, pool_size=20, **_POOL)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


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
    isolation = (
        "" if options.get("gamma_write") else "; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience}{isolation}")


def _is_busy(error: OperationalError) -> bool:
    """SQLite: locked by another writer. PostgreSQL: waited too long or for each other, or no connection."""
    state = getattr(error.orig, "sqlstate", "")
    return "database is locked" in str(error) or state in (_LOCK_NOT_AVAILABLE, _DEADLOCK, None)
