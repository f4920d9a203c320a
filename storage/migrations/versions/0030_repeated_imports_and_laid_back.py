"""by what the last import is known again; an index over messages that were laid back."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

_LAID_BACK = "state IN ('planned', 'claimed') AND lease_token IS NULL AND attempts > 0"


def upgrade() -> None:
    op.add_column("import_days", sa.Column("digest", sa.String(length=64), server_default="", nullable=False))
    op.add_column("import_days", sa.Column("report", sa.JSON(), nullable=True))
    op.create_index(
        "outbox_laid_back",
        "outbox",
        ["platform"],
        sqlite_where=sa.text(_LAID_BACK),
        postgresql_where=sa.text(_LAID_BACK),
    )
