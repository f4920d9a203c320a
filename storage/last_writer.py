"""Who changed an SQLite file last: a mark in it, by which a process learns that another one has written."""

import secrets
from collections.abc import Callable

from sqlalchemy import Connection


class LastWriter:
    """Of one store. note_others: called where somebody else wrote since this store last did."""

    def __init__(self, note_others: Callable[[], object]) -> None:
        self._mark = secrets.randbelow(2**31 - 1) + 1
        self._note_others = note_others

    def sign(self, connection: Connection) -> None:
        """In each transaction for changes, once it has the lock: what is signed already costs one look."""
        if not self.is_ours(connection):
            _ask(connection, f"PRAGMA application_id = {self._mark}")
            self._note_others()

    def is_ours(self, connection: Connection) -> bool:
        return bool(_ask(connection, "PRAGMA application_id")[0] == self._mark)


def _ask(connection: Connection, pragma: str) -> tuple[int]:
    """Not through the engine: it is nothing of what a request or a job asks."""
    cursor = connection.connection.cursor()
    try:
        return cursor.execute(pragma).fetchone() or (0,)
    finally:
        cursor.close()
