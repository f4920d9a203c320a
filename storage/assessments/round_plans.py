"""When each enrolled startup is invited to its next round, and in which rhythm."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models import EnrolmentRow, RoundPlanRow


@dataclass(frozen=True)
class RoundPlan:
    """every_months: None as the programme says. next_at: None where it wants no invitations."""

    startup_id: str
    enrolled_at: datetime
    next_at: datetime | None
    every_months: int | None


def load(session: Session, startup_id: str) -> RoundPlan | None:
    row = session.get(RoundPlanRow, startup_id)
    return _plan(row) if row else None


def lock(session: Session, startup_id: str) -> RoundPlan | None:
    row = session.get(RoundPlanRow, startup_id, with_for_update=True, populate_existing=True)
    return _plan(row) if row else None


def save(session: Session, plan: RoundPlan) -> None:
    session.merge(
        RoundPlanRow(
            startup_id=plan.startup_id,
            enrolled_at=plan.enrolled_at,
            next_at=plan.next_at,
            every_months=plan.every_months,
        )
    )
    session.flush()


def unplanned(session: Session) -> list[tuple[str, datetime]]:
    """The startups that take part without a plan for this enrolment, each with when it enrolled."""
    enrolled = select(EnrolmentRow.startup_id, EnrolmentRow.enrolled_at).filter_by(withdrawn_at=None)
    lacking = enrolled.outerjoin(RoundPlanRow, RoundPlanRow.startup_id == EnrolmentRow.startup_id).where(
        or_(RoundPlanRow.startup_id.is_(None), RoundPlanRow.enrolled_at != EnrolmentRow.enrolled_at)
    )
    return [(startup, at) for startup, at in session.execute(lacking.order_by(EnrolmentRow.startup_id))]


def due(session: Session, now: datetime) -> list[RoundPlan]:
    """Of startups that take part."""
    going_on = select(EnrolmentRow.startup_id).filter_by(withdrawn_at=None)
    rows = select(RoundPlanRow).where(RoundPlanRow.next_at <= now, RoundPlanRow.startup_id.in_(going_on))
    return [
        _plan(row) for row in session.scalars(rows.order_by(RoundPlanRow.next_at, RoundPlanRow.startup_id))
    ]


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    within = select(RoundPlanRow.next_at).where(RoundPlanRow.next_at > after, RoundPlanRow.next_at <= until)
    return session.scalar(within.order_by(RoundPlanRow.next_at).limit(1))


def _plan(row: RoundPlanRow) -> RoundPlan:
    return RoundPlan(row.startup_id, row.enrolled_at, row.next_at, row.every_months)
