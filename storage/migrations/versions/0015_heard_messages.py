"""messages that the bot has heard, and with whom it has made acquaintance."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard_messages",
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=120), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acted", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "message"),
    )
    op.create_index(op.f("ix_heard_messages_heard_at"), "heard_messages", ["heard_at"], unique=False)
    op.create_table(
        "first_contacts",
        sa.Column("contact", sa.String(length=240), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("contact"),
    )
    op.create_index(op.f("ix_first_contacts_person_id"), "first_contacts", ["person_id"], unique=False)
