"""rounds of self-assessment."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ACTIVE = "state IN ('planned', 'open', 'later')"


def upgrade() -> None:
    """Nobody is invited by this: when each startup is, is planned from the next regular day on."""
    _plans()
    _rounds()
    _people_of("round_members", "round_id", sa.Integer(), "rounds.id")
    _people_of("round_opt_outs", "startup_id", sa.String(length=200), "startups.id")


def _plans() -> None:
    op.create_table(
        "round_plans",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("every_months", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("startup_id"),
    )
    with op.batch_alter_table("round_plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_plans_next_at"), ["next_at"], unique=False)


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("members_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("startup_id", "occasion", "year", "quarter", name="rounds_once"),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(
            "rounds_active",
            ["startup_id"],
            unique=False,
            sqlite_where=sa.text(_ACTIVE),
            postgresql_where=sa.text(_ACTIVE),
        )


def _people_of(table: str, column: str, kind: sa.types.TypeEngine[Any], target: str) -> None:
    op.create_table(
        table,
        sa.Column(column, kind, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            [column],
            [target],
        ),
        sa.PrimaryKeyConstraint(column, "person_id"),
    )
