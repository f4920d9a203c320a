"""what readers were told, and what they chose to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_facts",
        sa.Column("reader", sa.String(length=240), nullable=False),
        sa.Column("fact", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("reader", "fact"),
    )
    op.create_index(op.f("ix_told_facts_person_id"), "told_facts", ["person_id"], unique=False)
    op.create_table(
        "message_choices",
        sa.Column("chooser", sa.String(length=240), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("chooser", "family"),
    )
    op.create_index(op.f("ix_message_choices_person_id"), "message_choices", ["person_id"], unique=False)
