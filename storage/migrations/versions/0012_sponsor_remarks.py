"""what a sponsor writes of the minutes, and links that no other installation has."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sponsor_links", sa.Column("nonce", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("sponsor_answers", sa.Column("remark", sa.Text(), nullable=False, server_default=""))
