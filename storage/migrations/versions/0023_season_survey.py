"""three questions on the relation with the sponsor, at the middle and the end of a season."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "season_surveys",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.PrimaryKeyConstraint("season_id", "moment"),
    )
    op.create_table(
        "season_opinions",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(length=10), nullable=False),
        sa.Column("goals", sa.String(length=10), nullable=False),
        sa.Column("support", sa.String(length=10), nullable=False),
        sa.Column("future", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.PrimaryKeyConstraint("season_id", "moment", "person_id"),
    )
    op.create_table(
        "sponsor_opinions",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("question", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.PrimaryKeyConstraint("season_id", "moment", "question", "answer"),
    )
    op.create_table(
        "surveyed_links",
        sa.Column("season_id", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.String(length=10), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["sponsor_links.id"]),
        sa.ForeignKeyConstraint(["season_id"], ["seasons.id"]),
        sa.PrimaryKeyConstraint("season_id", "moment", "link_id"),
    )
