"""resources of the programme, found by their words, and questions that what is known answers."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE VIRTUAL TABLE resource_fts USING fts5(title_stems, other_stems, content='resources', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER resource_fts_added AFTER INSERT ON resources BEGIN "
    "INSERT INTO resource_fts(rowid, title_stems, other_stems) "
    "VALUES (new.id, new.title_stems, new.other_stems); END",
    "CREATE TRIGGER resource_fts_removed AFTER DELETE ON resources BEGIN "
    "INSERT INTO resource_fts(resource_fts, rowid, title_stems, other_stems) "
    "VALUES ('delete', old.id, old.title_stems, old.other_stems); END",
    "CREATE TRIGGER resource_fts_changed AFTER UPDATE OF title_stems, other_stems ON resources BEGIN "
    "INSERT INTO resource_fts(resource_fts, rowid, title_stems, other_stems) "
    "VALUES ('delete', old.id, old.title_stems, old.other_stems); "
    "INSERT INTO resource_fts(rowid, title_stems, other_stems) "
    "VALUES (new.id, new.title_stems, new.other_stems); END",
)
_POSTGRESQL = (
    "CREATE INDEX resources_words ON resources USING gin "
    "(to_tsvector('simple', title_stems || ' ' || other_stems))",
)


def upgrade() -> None:
    op.create_table(
        "resources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("title_stems", sa.Text(), nullable=False),
        sa.Column("other_stems", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("suggested_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("dead_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["suggested_by"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("resources_of_source", "resources", ["source", "state"])
    op.create_index("resources_by_link", "resources", ["link"])
    op.create_index("ix_resources_suggested_by", "resources", ["suggested_by"])
    op.create_table(
        "resource_sources",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        op.execute(statement)
    op.add_column("questions", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("questions", sa.Column("known_answer", sa.Integer(), nullable=True))
    op.add_column("questions", sa.Column("known_resource", sa.Integer(), nullable=True))
