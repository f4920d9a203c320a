"""names of today; what nobody read is gone."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE checkpoints RENAME COLUMN moved TO postponements")
    op.execute("ALTER TABLE startups DROP COLUMN imported_at")
    op.drop_index("ix_spent_seals_spent_at", "spent_seals")
    op.rename_table("spent_seals", "sent_forms")
    op.execute("ALTER TABLE sent_forms RENAME COLUMN spent_at TO sent_at")
    op.create_index("ix_sent_forms_sent_at", "sent_forms", ["sent_at"])
    op.drop_index("actions_due", "actions")
    op.drop_index("offers_made", "offers")
    op.drop_index("ix_sandbox_posts_key", "sandbox_posts")
