"""How many experts each domain had when the programme team was told of it, week by week."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import CoverageRow


def before(session: Session, monday: date) -> dict[str, int]:
    """As it was last looked at in an earlier week; nothing where it never was."""
    rows = select(CoverageRow.experts).where(CoverageRow.told_on < monday)
    return dict(session.scalar(rows.order_by(CoverageRow.told_on.desc()).limit(1)) or {})


def keep(session: Session, monday: date, experts: Mapping[str, int]) -> bool:
    """False where that week was looked at already, perhaps by another process."""
    insert: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(CoverageRow).values(told_on=monday, experts=dict(experts)).on_conflict_do_nothing()
    return session.scalar(row.returning(CoverageRow.told_on)) is not None
