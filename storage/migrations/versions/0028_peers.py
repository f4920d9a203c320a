"""proposals that two teams talk with each other."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "peer_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("gap_id", sa.String(length=200), nullable=False),
        sa.Column("peer_id", sa.String(length=200), nullable=False),
        sa.Column("gap_person_id", sa.Integer(), nullable=True),
        sa.Column("peer_person_id", sa.Integer(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["startups.id"]),
        sa.ForeignKeyConstraint(["peer_id"], ["startups.id"]),
        sa.ForeignKeyConstraint(["gap_person_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["peer_person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("criterion", "gap_id", "peer_id", name="peer_proposals_once"),
    )
    op.create_index("ix_peer_proposals_gap_person_id", "peer_proposals", ["gap_person_id"])
    op.create_index("ix_peer_proposals_peer_person_id", "peer_proposals", ["peer_person_id"])
