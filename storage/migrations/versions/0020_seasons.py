"""seasons of the programme, their startups, and the goals frozen at entry."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seasons",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("report_fingerprint", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "season_startups",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.ForeignKeyConstraint(["startup_id"], ["startups.id"]),
        sa.PrimaryKeyConstraint("season_id", "startup_id"),
    )
    op.create_table(
        "season_goals",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("start", sa.String(length=60), nullable=True),
        sa.Column("target", sa.String(length=60), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.ForeignKeyConstraint(["startup_id"], ["startups.id"]),
        sa.PrimaryKeyConstraint("season_id", "startup_id"),
    )
