"""a line of reason beside an outside view."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "view_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["startup_id"], ["startups.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("view_reasons_of", "view_reasons", ["startup_id", "stated_at"])
