"""Which tables a piece of work reads, and how often each was changed here: what follows from them alone
need not be worked out again while they stay as they are.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Engine, MetaData, event

_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE)\s+\"?(\w+)")
_COUNTS_ROWS = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\b(?!.*\bRETURNING\b)", re.DOTALL)
_TOUCHES_NOTHING = re.compile(r"\s*(?:SELECT|BEGIN|PRAGMA|SET|SHOW|SAVEPOINT|RELEASE)\b")
_WORDS = re.compile(r"\w+")
_STATEMENTS = 2000
"""That are remembered with their tables; each stands for many executions."""


NOT_HELD: Mapping[str, Any] = MappingProxyType({"synchronize_session": False})
"""Of a change of rows that its transaction holds nothing of: they are counted, not read back."""


class Use(NamedTuple):
    """Of one statement. named: also what only looks like a table, such as a column of that name.

    counts_rows: whether the number of rows that it changed is known once it is executed.
    """

    named: frozenset[str]
    changed: frozenset[str]
    counts_rows: bool = False


class TableUse:
    """Of one engine, by all threads. Only what passes through Store.write counts as changed."""

    def __init__(self, engine: Engine, metadata: MetaData) -> None:
        self._metadata = metadata
        self._lock = threading.Lock()
        self._changes: Counter[str] = Counter()
        self._own = threading.local()
        self._use = lru_cache(_STATEMENTS)(self._use_of)
        event.listen(engine, "after_cursor_execute", self._note)

    def changes(self) -> Mapping[str, int]:
        """How often each table was changed until now, in transactions that are over."""
        with self._lock:
            return Counter(self._changes)

    @contextmanager
    def reading(self) -> Iterator[set[str]]:
        """Grows with each table that this thread reads, or writes to."""
        read: set[str] = set()
        before, self._own.read = getattr(self._own, "read", None), read
        try:
            yield read
        finally:
            self._own.read = before

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction of this thread: what it changed counts from its end on."""
        changed: set[str] = set()
        before, self._own.changed = getattr(self._own, "changed", None), changed
        try:
            yield
        finally:
            self._own.changed = before
            if changed:
                with self._lock:
                    self._changes.update(changed)

    def note_unknown(self) -> None:
        """Something was changed, and nobody knows what: any table."""
        with self._lock:
            self._changes.update(list(self._metadata.tables))

    def _note(self, _connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        read, changed = getattr(self._own, "read", None), getattr(self._own, "changed", None)
        if read is None and changed is None:
            return
        use = self._use(statement)
        if read is not None:
            read |= use.named
        if changed is not None and not (cursor.rowcount == 0 and use.counts_rows):
            changed |= use.changed

    def _use_of(self, statement: str) -> Use:
        every = frozenset(self._metadata.tables)
        named = every.intersection(_WORDS.findall(statement))
        if _TOUCHES_NOTHING.match(statement):
            return Use(named, frozenset())
        written = _WRITES.match(statement)
        # A deletion may reach further tables by itself, and what else there is is rare.
        changed = frozenset(written.groups()) if written else every
        return Use(named, changed, bool(_COUNTS_ROWS.match(statement)))
