"""How SQLite would find what it was asked for."""

from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.store import Store
from tests.databases import sqlite_in


class Watched:
    """A store that remembers what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(sqlite_in(folder))
        self.store.upgrade()
        self._asked: list[tuple[str, Any]] = []
        event.listen(self.store.engine, "before_cursor_execute", self._remember)

    def plans(self, *beginnings: str) -> list[list[str]]:
        """Of each query that begins so: the steps in which it is answered."""
        with self.store.engine.connect() as connection:
            return [
                [step[-1] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given)]
                for query, given in list(self._asked)
                if query.startswith(beginnings)
            ]

    def _remember(self, *call: Any) -> None:
        self._asked.append((call[2], call[3]))
