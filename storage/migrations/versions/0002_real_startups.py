"""real startups: sponsors, enrolment, the page people fill, the outside view."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _imports()
    _organisations()
    _co_incubators()
    _coaches()
    _counter_views()
    _enrolments()
    _imported_sponsors()
    _sponsor_contacts()
    _startup_details()
    _startups()


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("night"),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("acronym", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _co_incubators() -> None:
    op.create_table(
        "co_incubators",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("incubator_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("startup_id", "position"),
    )


def _coaches() -> None:
    op.create_table(
        "coaches",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("startup_id"),
    )


def _counter_views() -> None:
    op.create_table(
        "counter_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("counter_views", schema=None) as batch_op:
        batch_op.create_index("counter_views_of", ["startup_id", "stated_at"], unique=False)


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("enrolled_by", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolled_by"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.create_index(
            "enrolments_open",
            ["startup_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )


def _imported_sponsors() -> None:
    op.create_table(
        "imported_sponsors",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("startup_id", "position"),
    )


def _sponsor_contacts() -> None:
    op.create_table(
        "sponsor_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("administration", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sponsor_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sponsor_contacts_startup_id"), ["startup_id"], unique=False)


def _startup_details() -> None:
    op.create_table(
        "startup_details",
        sa.Column("startup_id", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("stated_by", sa.Integer(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["startup_id"],
            ["startups.id"],
        ),
        sa.ForeignKeyConstraint(
            ["stated_by"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("startup_id", "field"),
    )


def _startups() -> None:
    with op.batch_alter_table("startups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
