"""an index of the messages that somebody is sending: their recipients wait for them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_IN_FLIGHT = "state = 'claimed' AND lease_token IS NOT NULL"


def upgrade() -> None:
    op.create_index(
        "outbox_in_flight",
        "outbox",
        ["platform"],
        sqlite_where=sa.text(_IN_FLIGHT),
        postgresql_where=sa.text(_IN_FLIGHT),
    )


def downgrade() -> None:
    op.drop_index("outbox_in_flight", table_name="outbox")
