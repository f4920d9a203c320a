"""What a database holds, read as somebody does who looks for a person or for a message."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import make_url

from gamma.outbox import ENDED, Entry
from storage import outbox
from storage.models import Base
from storage.store import Store

Row = tuple[Any, ...]


def rows(store: Store) -> dict[str, list[Row]]:
    """Every row of every table, in the order of its key."""
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def searched(store: Store) -> str:
    """All of it as one text, small letters only."""
    return json.dumps(rows(store), ensure_ascii=False, default=_plain).casefold()


def messages(store: Store) -> dict[str, Entry]:
    """All that was ever planned to be said, by its key, whatever became of it."""
    with store.read() as session:
        found = outbox.entries(session, "open")
        for state in ENDED:
            found += outbox.entries(session, state)
    return {entry.notification.key: entry for entry in found}


def counts(store: Store) -> dict[str, int]:
    return {table: len(found) for table, found in rows(store).items()}


def files(database_url: str) -> bytes:
    """The bytes of SQLite's file and of the two beside it; nothing on PostgreSQL."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return b""
    return b"".join(path.read_bytes() for path in Path(url.database).parent.glob("gamma.db*"))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
