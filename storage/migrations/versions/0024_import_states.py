"""what the public API said of each startup, by the day of the import: only what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    op.create_table(
        "import_states",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("has_stats", sa.Boolean(), nullable=False),
        sa.Column("has_impact", sa.Boolean(), nullable=False),
        sa.Column("in_acceleration", sa.Boolean(), nullable=False),
        sa.Column("accelerated_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["startup_id"], ["startups.id"]),
        sa.PrimaryKeyConstraint("startup_id", "day"),
    )
