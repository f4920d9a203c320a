"""by what the last import is known again, and what is told of it then."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_days", sa.Column("digest", sa.String(length=64), server_default="", nullable=False))
    op.add_column("import_days", sa.Column("report", sa.JSON(), nullable=True))
