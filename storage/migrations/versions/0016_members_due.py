"""when it is asked next who is in a team."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When it was asked last is past: of a round under way it is asked once more, at once."""
    op.execute("ALTER TABLE rounds RENAME COLUMN members_at TO members_due_at")
