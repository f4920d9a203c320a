"""Databases as the version of the recording left them, on SQLite and PostgreSQL."""

import shutil
import sqlite3
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from psycopg.sql import SQL, Identifier, Placeholder
from sqlalchemy import make_url

from storage.schema import alembic_config
from storage.store import Store
from tests.upgrade.recording import REVISION, Rows


class SqliteOfYesterday:
    """The tables are made once, then copied."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count(1)
        self._empty = folder / "empty.db"
        _make_tables(f"sqlite:///{self._empty}")

    def holding(self, rows: Rows) -> str:
        """The URL of a database with tables of that revision and these rows."""
        file = self._copied(self._empty)
        connection = sqlite3.connect(file)
        for table, (names, values) in rows.items():
            places = ", ".join("?" * len(names))
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values)
        connection.commit()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        return f"sqlite:///{file}"

    def copy(self, url: str) -> str:
        """Of a database that nobody has open."""
        return f"sqlite:///{self._copied(Path(make_url(url).database or ''))}"

    def _copied(self, file: Path) -> Path:
        return Path(shutil.copyfile(file, self._folder / f"yesterday_{next(self._numbers)}.db"))


class PostgresqlOfYesterday:
    """The tables are made once, in the database at this URL, which is given up for them."""

    def __init__(self, url: str) -> None:
        self._url, self._numbers = make_url(url), count(1)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        _make_tables(url)

    def holding(self, rows: Rows) -> str:
        """The URL of a database with tables of that revision and these rows."""
        url = self._copied()
        with psycopg.connect(url) as connection:
            connection.execute("SET TIME ZONE 'UTC'")
            connection.execute("SET session_replication_role = replica")
            for table, (names, values) in rows.items():
                _insert(connection, table, names, values)
        return url

    def _copied(self) -> str:
        name = f"{self._url.database}_yesterday_{next(self._numbers)}"
        with psycopg.connect(self._at("postgres"), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [self._url.database],
            )
            making = SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(making.format(Identifier(name), Identifier(self._url.database or "")))
        return self._at(name)

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)


def upgraded(url: str) -> str:
    """With the tables of today, as a process that starts makes them."""
    store = Store(url)
    store.upgrade()
    store.close()
    return url


def _insert(
    connection: psycopg.Connection[Any], table: str, names: Sequence[str], values: Sequence[Sequence[Any]]
) -> None:
    insert = SQL("INSERT INTO {} ({}) VALUES ({})").format(
        Identifier(table),
        SQL(", ").join(map(Identifier, names)),
        SQL(", ").join(Placeholder() * len(names)),
    )
    connection.cursor().executemany(insert, values)
    if "id" in names and isinstance(values[0][names.index("id")], int):
        numbering = SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))")
        connection.execute(numbering.format(table, Identifier(table)))


def _make_tables(url: str) -> None:
    store = Store(url)
    with store.engine.execution_options(gamma_write=True).begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)
    store.close()
