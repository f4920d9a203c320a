"""reasons set aside in portfolios, and pages that are a person's own."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "muted_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("muted_by", sa.Integer(), nullable=False),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["muted_by"], ["people.id"]),
        sa.ForeignKeyConstraint(["startup_id"], ["startups.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_muted_reasons_startup_id"), "muted_reasons", ["startup_id"], unique=False)
    with op.batch_alter_table("document_links", schema=None) as batch_op:
        batch_op.alter_column("startup_id", existing_type=sa.String(length=200), nullable=True)
