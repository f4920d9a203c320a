"""How often each table was changed, in whatever process: what stays the same needs no second look."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.store import JOB_PATIENCE, Base, Store

_COUNTED_SINCE = 150000
"""Before PostgreSQL 15 what was counted could get lost on the way."""
_COUNTS = text("""
    SELECT relname, relid, n_tup_ins + n_tup_upd + n_tup_del,
        (SELECT stats_reset FROM pg_stat_bgwriter),
        (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database())
    FROM pg_stat_user_tables
    WHERE schemaname = ANY (current_schemas(false))
        AND current_setting('track_counts') = 'on'
        AND current_setting('server_version_num')::int >= :since
""")


def by_anybody(store: Store) -> Mapping[str, object]:
    """By table. Where nobody can tell, nothing is ever as it was.

    PostgreSQL counts for itself, some seconds after a change of another process; what this one changes counts
    at once. On SQLite whoever writes leaves a mark, and what somebody else changed may be any table.
    """
    tables = store.watch_tables()
    if store.engine.dialect.name == "sqlite":
        store.note_others()
        return tables.changes()
    with store.read(JOB_PATIENCE) as session:
        counted = _counted(session)
    own = tables.changes()
    return {table: (own.get(table, 0), counted.get(table, object())) for table in Base.metadata.tables}


def _counted(session: Session) -> dict[str, object]:
    """Counts that began anew, after a crash or by hand, are others."""
    return {row[0]: tuple(row[1:]) for row in session.execute(_COUNTS, {"since": _COUNTED_SINCE})}
