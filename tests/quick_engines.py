"""What tests need not pay for: SQL made anew by each test's engine, new connections, a disk's last word."""

from collections import defaultdict
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_compiled: dict[str, dict[Any, Any]] = {"sqlite": {}, "postgresql": {}}
_free: defaultdict[str, list["KeptConnection"]] = defaultdict(list)


def make_engines_quick() -> None:
    """Each test has engines of its own, but what SQL becomes is the same for all of a kind."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _is_of_a_kind  # type: ignore[method-assign]
        dialect.__hash__ = _hash_of_a_kind  # type: ignore[assignment]
    event.listen(Engine, "begin", _quicken)
    event.listen(Engine, "do_connect", _connected)


def _is_of_a_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_a_kind(one: object) -> int:
    return hash(type(one))


def _quicken(connection: Connection) -> None:
    """Nor does a test wait for a disk to have written what will be thrown away."""
    connection.execution_options(compiled_cache=_compiled[connection.dialect.name])
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA synchronous = OFF")


class KeptConnection(psycopg.Connection[Any]):
    """Closed, it waits for the next engine on its database: a new one would learn the tables anew."""

    kept_for = ""

    def close(self) -> None:
        try:
            self.rollback()
        except psycopg.Error:
            super().close()
        else:
            _free[self.kept_for].append(self)


def _connected(dialect: Any, _record: Any, words: Any, options: dict[str, Any]) -> KeptConnection | None:
    if dialect.name != "postgresql":
        return None
    database = repr(
        (words, sorted((name, str(value)) for name, value in options.items() if name != "context"))
    )
    while _free[database]:
        kept = _free[database].pop()
        if not kept.closed:
            return kept
    made = KeptConnection.connect(*words, **options)
    made.kept_for = database
    return made
