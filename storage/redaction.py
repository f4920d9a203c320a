"""Takes what was erased out of SQLite's files too, where it would outlive its row for a while.

The database's own user_version counts the erasures that are not scrubbed yet.
"""

import sqlite3
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session


def request_scrub(session: Session) -> None:
    """Have it done once this transaction is over."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        pending = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {pending + 1}")


def scrub(engine: Engine, patience: float) -> bool:
    """Write the database anew and empty its log; False while somebody else is at it, or reads on.

    On PostgreSQL nothing is done: its files are its administrator's.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    connection.info.pop("patience", None)  # it is set by hand here: the next user sets its own
    try:
        return _scrub_file(connection.cursor(), patience)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise
    finally:
        connection.close()


def _scrub_file(cursor: Any, patience: float) -> bool:
    cursor.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    pending = _pending(cursor)
    if not pending:
        return True
    cursor.execute("INSERT INTO resource_fts(resource_fts) VALUES ('optimize')")  # words that went, too
    cursor.execute("VACUUM")
    busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        return False
    cursor.execute("BEGIN IMMEDIATE")
    if _pending(cursor) == pending:
        cursor.execute("PRAGMA user_version = 0")
    cursor.execute("COMMIT")
    return True


def _pending(cursor: Any) -> int:
    return int(cursor.execute("PRAGMA user_version").fetchone()[0])
