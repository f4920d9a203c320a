"""the field's terms for tables and columns."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_OPEN = "state IN ('planned', 'claimed')"
_TABLES = {
    "rhythms": "checkpoint_settings",
    "counter_views": "outside_views",
    "facts": "startup_facts",
    "reminder_stops": "reminder_opt_outs",
    "sent_forms": "form_submissions",
}
_COLUMNS = {
    ("outbox", "about"): "group_key",
    ("outbox", "claim"): "lease_token",
    ("questions", "nobody_told_at"): "no_expert_notified_at",
    ("questions", "team_told_at"): "escalated_at",
    ("questions", "useful"): "rating",
    ("questions", "changed"): "outcome_text",
    ("questions", "closed_as"): "resolution",
    ("committees", "to_prove"): "conditions",
    ("actions", "ended_as"): "resolution",
    ("commitments", "ended_as"): "resolution",
    ("checkpoints", "minutes"): "duration_minutes",
    ("startups", "gone_at"): "removed_at",
    ("imports", "night"): "day",
}
_INDEXES = {
    "outbox_about": "outbox_group_key",
    "facts_of": "startup_facts_of",
    "counter_views_of": "outside_views_of",
    "ix_sent_forms_sent_at": "ix_form_submissions_sent_at",
}


def upgrade() -> None:
    for table, term in _TABLES.items():
        op.rename_table(table, term)
    for (table, column), term in _COLUMNS.items():
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO {term}")
    _rename_indexes()


def _rename_indexes() -> None:
    """PostgreSQL renames an index; SQLite makes it anew."""
    if op.get_bind().dialect.name == "postgresql":
        for index, term in _INDEXES.items():
            op.execute(f"ALTER INDEX {index} RENAME TO {term}")
        return
    for index in _INDEXES:
        op.execute(f"DROP INDEX {index}")
    op.execute("CREATE INDEX startup_facts_of ON startup_facts (startup_id, field, stated_at)")
    op.execute("CREATE INDEX outside_views_of ON outside_views (startup_id, stated_at)")
    op.execute("CREATE INDEX ix_form_submissions_sent_at ON form_submissions (sent_at)")
    op.execute(f"CREATE INDEX outbox_group_key ON outbox (group_key) WHERE {_OPEN}")
