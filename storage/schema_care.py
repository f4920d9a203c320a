"""What a store knows of the tables as such: their version, and whether the file is whole."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from storage import schema

_UPGRADE_LOCK = 0x67616D6D61
"""Any number that nobody else locks in this database: "gamma"."""


class SchemaCare(ABC):
    """A part of the store."""

    engine: Engine
    _writing: Engine

    @abstractmethod
    def read(self) -> AbstractContextManager[Session]:
        """One transaction that changes nothing."""

    def upgrade(self) -> None:
        """Bring the schema to this version; does nothing when it is there already.

        Processes that start together take turns. Raises NewerDatabaseError.
        """
        with self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            schema.upgrade(connection)

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
