"""What a new connection to SQLite is told first."""

import sqlite3
import time
from typing import Any

_PATIENCE = 10.0


def prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers go on; FULL keeps an answer that was acknowledged, even when the machine falls.

    What is deleted is overwritten in the file.
    """
    _use_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite itself does not wait here while another process makes the same new file ready."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)
