"""where a startup shows its numbers in public, as imported; whether its metric is to fall."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("stats_url", "impact_url"):
        op.add_column("startups", sa.Column(name, sa.String(length=500), nullable=False, server_default=""))
    falls: sa.Column[bool] = sa.Column("falls", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("metrics", falls)
