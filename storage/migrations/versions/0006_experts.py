"""the expert network: who helps in what, questions and their offers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _experts()
    _expertise()
    _questions()
    _indexes_of_questions()
    _offers()
    _expert_coverage()


def _experts() -> None:
    op.create_table(
        "experts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("person_id"),
    )


def _expertise() -> None:
    op.create_table(
        "expertise",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "domain"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(length=120), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("team_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nobody_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conversation", sa.String(length=120), nullable=True),
        sa.Column("followed_up", sa.Integer(), nullable=False),
        sa.Column("talked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_as", sa.String(length=10), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("asker_shares", sa.Boolean(), nullable=False),
        sa.Column("expert_shares", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asker_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )


def _indexes_of_questions() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_startup_id"), ["startup_id"], unique=False)
        batch_op.create_index(
            "questions_apart",
            ["taken_at"],
            unique=False,
            sqlite_where=sa.text("state = 'taken' AND conversation IS NULL"),
            postgresql_where=sa.text("state = 'taken' AND conversation IS NULL"),
        )
        batch_op.create_index(
            "questions_awaited",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("next_at IS NOT NULL"),
            postgresql_where=sa.text("next_at IS NOT NULL"),
        )


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("later_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("question_id", "person_id", name="offers_once"),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index("offers_made", ["offered_at"], unique=False)
        batch_op.create_index(
            "offers_open",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index("offers_to", ["person_id", "offered_at"], unique=False)


def _expert_coverage() -> None:
    op.create_table(
        "expert_coverage",
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("experts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("told_on"),
    )
