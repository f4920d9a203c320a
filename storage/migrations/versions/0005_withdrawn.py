"""messages that are called off while their outcome is unknown; what was said is listed by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("withdrawn", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(
            "outbox_ended",
            ["state", "ended_at"],
            unique=False,
            sqlite_where=sa.text("state NOT IN ('planned', 'claimed')"),
            postgresql_where=sa.text("state NOT IN ('planned', 'claimed')"),
        )
