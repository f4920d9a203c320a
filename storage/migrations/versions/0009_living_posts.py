"""posts that are edited in place."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_DUE = "shown < wanted AND ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "living_posts",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.String(length=40), nullable=True),
        sa.Column("hold_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["outbox_id"],
            ["outbox.id"],
        ),
        sa.PrimaryKeyConstraint("outbox_id"),
    )
    with op.batch_alter_table("living_posts", schema=None) as batch_op:
        batch_op.create_index(
            "living_posts_due",
            ["outbox_id"],
            unique=False,
            sqlite_where=sa.text(_DUE),
            postgresql_where=sa.text(_DUE),
        )
    _sandbox_posts()


def _sandbox_posts() -> None:
    """Until now each post was the only change to itself."""
    op.add_column("sandbox_posts", sa.Column("change", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE sandbox_posts SET change = id")
    with op.batch_alter_table("sandbox_posts", schema=None) as batch_op:
        batch_op.alter_column("change", server_default=None)
        batch_op.create_index(batch_op.f("ix_sandbox_posts_change"), ["change"], unique=False)
