"""When each enrolled startup is invited to its next round, and in which rhythm."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from storage.models import ChannelRow, EnrolmentRow, RoundPlanRow
from storage.store import insert_for


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
    """In place of the one there was."""
    _save(session, plan, is_first=False)


def save_first(session: Session, plan: RoundPlan) -> None:
    """For this enrolment; where it has a plan already, be it of this moment, that one stays."""
    _save(session, plan, is_first=True)


def _save(session: Session, plan: RoundPlan, *, is_first: bool) -> None:
    insert = insert_for(session)
    values = {
        "enrolled_at": plan.enrolled_at,
        "next_at": plan.next_at,
        "every_months": plan.every_months,
    }
    row = insert(RoundPlanRow).values(startup_id=plan.startup_id, **values)
    other = RoundPlanRow.enrolled_at != plan.enrolled_at if is_first else None
    session.execute(row.on_conflict_do_update(index_elements=["startup_id"], set_=values, where=other))


def unplanned(session: Session) -> list[RoundPlan]:
    """Of the startups that take part without a plan for this enrolment: what is known, with no day yet.

    The rhythm is the one that was chosen in an enrolment before.
    """
    columns = (EnrolmentRow.startup_id, EnrolmentRow.enrolled_at, RoundPlanRow.every_months)
    enrolled = select(*columns).where(EnrolmentRow.withdrawn_at.is_(None))
    lacking = enrolled.outerjoin(RoundPlanRow, RoundPlanRow.startup_id == EnrolmentRow.startup_id).where(
        or_(RoundPlanRow.startup_id.is_(None), RoundPlanRow.enrolled_at != EnrolmentRow.enrolled_at)
    )
    rows = session.execute(lacking.order_by(EnrolmentRow.startup_id))
    return [RoundPlan(startup, enrolled_at, None, months) for startup, enrolled_at, months in rows]


def due(session: Session, now: datetime) -> list[RoundPlan]:
    """Of startups that take part and have a channel: the others wait for one."""
    going_on = select(EnrolmentRow.startup_id).filter_by(withdrawn_at=None)
    linked = exists().where(ChannelRow.startup_id == RoundPlanRow.startup_id)
    past = RoundPlanRow.next_at <= now
    rows = select(RoundPlanRow).where(past, RoundPlanRow.startup_id.in_(going_on), linked)
    return [
        _plan(row) for row in session.scalars(rows.order_by(RoundPlanRow.next_at, RoundPlanRow.startup_id))
    ]


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    within = select(RoundPlanRow.next_at).where(RoundPlanRow.next_at > after, RoundPlanRow.next_at <= until)
    return session.scalar(within.order_by(RoundPlanRow.next_at).limit(1))


def _plan(row: RoundPlanRow) -> RoundPlan:
    return RoundPlan(row.startup_id, row.enrolled_at, row.next_at, row.every_months)
