"""What tests need not pay for: the same SQL made anew by each test's engine, and a disk's last word."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

_compiled: dict[str, dict[Any, Any]] = {"sqlite": {}, "postgresql": {}}


def make_engines_quick() -> None:
    """Each test has engines of its own, but what SQL becomes is the same for all of a kind."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _is_of_a_kind  # type: ignore[method-assign]
        dialect.__hash__ = _hash_of_a_kind  # type: ignore[assignment]
    event.listen(Engine, "begin", _quicken)


def _is_of_a_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_a_kind(one: object) -> int:
    return hash(type(one))


def _quicken(connection: Connection) -> None:
    """Nor does a test wait for a disk to have written what will be thrown away."""
    connection.execution_options(compiled_cache=_compiled[connection.dialect.name])
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
