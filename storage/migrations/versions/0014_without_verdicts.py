"""whether the sponsor reads the team's verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("checkpoint_settings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("without_verdicts", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("checkpoint_settings", schema=None) as batch_op:
        batch_op.alter_column("without_verdicts", server_default=None)
