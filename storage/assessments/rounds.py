"""Rounds of self-assessment: their invitations, who is asked, who has answered, what is published."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, delete, exists, func, not_, or_, select, text, update
from sqlalchemy.orm import Session

from gamma.assessments.rounds import PUBLISHED_FROM, Occasion, Round, RoundCount, RoundState
from gamma.dates import Quarter
from storage import living_posts
from storage.models import (
    ROUND_ACTIVE,
    AssessmentRow,
    ChannelRow,
    EnrolmentRow,
    RoundMemberRow,
    RoundOptOutRow,
    RoundRow,
)
from storage.store import insert_for
from storage.table_use import NOT_HELD


def plan(
    session: Session,
    startup_id: str,
    occasion: Occasion,
    quarter: Quarter,
    opens_at: datetime,
    closes_at: datetime,
    by: int | None = None,
) -> Round | None:
    """A round to open then; None where this one was planned already, whatever became of it.

    closes_at: until when it waits for a channel, as long as it is not open.
    """
    insert = insert_for(session)
    values: dict[str, Any] = {
        "startup_id": startup_id,
        "occasion": occasion,
        "year": quarter.year,
        "quarter": quarter.number,
        "state": "planned",
        "opens_at": opens_at,
        "closes_at": closes_at,
        "opened_by": by,
    }
    planned = insert(RoundRow).values(values).on_conflict_do_nothing()
    number = session.scalar(planned.returning(RoundRow.id))
    return load(session, number) if number else None


def load(session: Session, number: int) -> Round | None:
    row = session.get(RoundRow, number)
    return as_round(row) if row else None


def lock(session: Session, number: int) -> Round | None:
    """As it stands now; nobody else changes it until this transaction ends."""
    row = session.get(RoundRow, number, with_for_update=True, populate_existing=True)
    return as_round(row) if row else None


def due(session: Session, now: datetime) -> list[Round]:
    """Of all that are planned or open those for which something is to be done now, in one query."""
    goes_on = exists().where(
        EnrolmentRow.startup_id == RoundRow.startup_id, EnrolmentRow.withdrawn_at.is_(None)
    )
    linked = exists().where(ChannelRow.startup_id == RoundRow.startup_id)
    something = or_(
        not_(goes_on),
        and_(RoundRow.state == "planned", RoundRow.opens_at <= now, linked),
        and_(RoundRow.state == "later", RoundRow.resumes_at <= now),
        RoundRow.closes_at <= now,
        and_(RoundRow.state != "planned", linked, _lacks_members(now)),
    )
    rows = session.scalars(select(RoundRow).where(text(ROUND_ACTIVE), something).order_by(RoundRow.id))
    return [as_round(row) for row in rows]


def active_of(session: Session, startup_id: str) -> Round | None:
    """The one that is planned or open: there is one at most."""
    of_startup = select(RoundRow).where(text(ROUND_ACTIVE), RoundRow.startup_id == startup_id)
    row = session.scalar(of_startup.order_by(RoundRow.id).limit(1))
    return as_round(row) if row else None


def is_open(session: Session, startup_id: str) -> bool:
    round = active_of(session, startup_id)
    return round is not None and round.is_open


def last_of(session: Session, startup_id: str) -> Round | None:
    row = session.scalar(
        select(RoundRow).filter_by(startup_id=startup_id).order_by(RoundRow.id.desc()).limit(1)
    )
    return as_round(row) if row else None


def in_quarter(session: Session, startup_id: str, quarter: Quarter) -> list[Round]:
    """All of that quarter, whatever became of them, the last one first."""
    rows = select(RoundRow).filter_by(startup_id=startup_id, year=quarter.year, quarter=quarter.number)
    return [as_round(row) for row in session.scalars(rows.order_by(RoundRow.id.desc()))]


def open_(session: Session, round: Round, now: datetime, closes_at: datetime, quarter: Quarter) -> bool:
    """quarter: of which it is then. False where somebody else opened it."""
    planned = update(RoundRow).filter_by(id=round.id, state="planned")
    label = {"year": quarter.year, "quarter": quarter.number}
    opened = planned.values(state="open", opens_at=now, closes_at=closes_at, **label)
    return session.execute(opened.returning(RoundRow.id)).first() is not None


def set_state(session: Session, round: Round, state: RoundState, now: datetime) -> bool:
    """End a round that is planned or open, and have its invitation say so. False where it has ended."""
    ending = update(RoundRow).where(RoundRow.id == round.id, text(ROUND_ACTIVE))
    ended = ending.values(state=state, published_at=func.coalesce(RoundRow.published_at, now))
    if session.execute(ended.returning(RoundRow.id)).first() is None:
        return False
    living_posts.revise(session, round.key)
    return True


def put_off(session: Session, round: Round, resumes_at: datetime, closes_at: datetime) -> None:
    values = {"state": "later", "resumes_at": resumes_at, "closes_at": closes_at}
    session.execute(update(RoundRow).filter_by(id=round.id).values(values))
    living_posts.revise(session, round.key)


def take_up(session: Session, round: Round) -> None:
    """The time for which it was put off is over."""
    later = update(RoundRow).filter_by(id=round.id, state="later").values(state="open")
    if session.execute(later.returning(RoundRow.id)).first():
        living_posts.revise(session, round.key)


def reopen(session: Session, round: Round, now: datetime, closes_at: datetime) -> None:
    """Of one that was skipped or put off: from now on, with all of its time.

    What was put off goes on as it was; what was skipped had ended, and publishes anew.
    """
    values: dict[str, Any] = {"state": "open", "resumes_at": now, "closes_at": closes_at}
    if round.state != "later":
        values["published_at"] = None
    session.execute(update(RoundRow).filter_by(id=round.id).values(values))
    living_posts.revise(session, round.key)


def changed(session: Session, startup_id: str, now: datetime) -> Round | None:
    """Somebody answered or shared: the invitation says so; from so many shared answers on they count.

    The round under way, if there is one.
    """
    found = active_of(session, startup_id)
    round = lock(session, found.id) if found else None
    if round is None or not round.is_open:
        return None
    if round.published_at is None and _shared_since_opened(session, round) >= PUBLISHED_FROM:
        session.execute(update(RoundRow).filter_by(id=round.id).values(published_at=now))
    living_posts.revise(session, round.key)
    return lock(session, round.id)


# --- who is asked, and who has answered -----------------------------------------------------------------


def lacks_members(session: Session, round: Round, now: datetime) -> bool:
    """Whether the platform is to be asked who is in the team."""
    return session.scalar(select(RoundRow.id).where(RoundRow.id == round.id, _lacks_members(now))) is not None


def _lacks_members(now: datetime) -> ColumnElement[bool]:
    return or_(RoundRow.members_due_at.is_(None), RoundRow.members_due_at <= now)


def keep_members(session: Session, round: Round, people: Collection[int] | None, due_at: datetime) -> None:
    """people: None where nobody can tell. Whoever has left is asked no more. due_at: of the next look."""
    session.get_one(RoundRow, round.id).members_due_at = due_at
    session.flush()
    if people is None:
        return
    known = {
        row.person_id: row for row in session.scalars(select(RoundMemberRow).filter_by(round_id=round.id))
    }
    for person_id in known.keys() - set(people):
        session.delete(known[person_id])
    for person_id in sorted(set(people) - known.keys()):
        session.add(RoundMemberRow(round_id=round.id, person_id=person_id))
    session.flush()
    if known.keys() != set(people):
        living_posts.revise(session, round.key)


def members(session: Session, round: Round) -> set[int]:
    return set(session.scalars(select(RoundMemberRow.person_id).filter_by(round_id=round.id)))


def delete_members(session: Session, closed_before: datetime) -> None:
    """Of rounds that are over since then."""
    over = select(RoundRow.id).where(
        RoundRow.state.in_(("skipped", "closed", "ended")), RoundRow.closes_at < closed_before
    )
    session.execute(
        delete(RoundMemberRow).where(RoundMemberRow.round_id.in_(over)), execution_options=NOT_HELD
    )


def earlier_members(session: Session, startup_id: str) -> set[int]:
    """Those who answered for this startup before: known where a platform cannot tell who is in the team."""
    return set(session.scalars(select(AssessmentRow.person_id).filter_by(startup_id=startup_id)))


def answered(session: Session, round: Round, zone: ZoneInfo) -> set[int]:
    return _answered_since(session, round, round.counts_from(zone))


def _answered_since(session: Session, round: Round, since: datetime) -> set[int]:
    return set(session.scalars(_of(round).where(AssessmentRow.sent_at >= since).distinct()))


def count(session: Session, round: Round, zone: ZoneInfo) -> RoundCount:
    have_answered, asked = answered(session, round, zone), members(session, round)
    shared = _of(round).where(
        AssessmentRow.sent_at >= round.counts_from(zone), AssessmentRow.shared_at.is_not(None)
    )
    sharers = len(set(session.scalars(shared.distinct())))
    earlier = have_answered - _answered_since(session, round, round.opens_at)
    of = len(asked | have_answered) if asked else None
    return RoundCount(len(have_answered), sharers, of, len(earlier))


def waits_for(session: Session, round: Round, person_id: int, zone: ZoneInfo) -> bool:
    """Whether this person is asked and has neither answered nor said that they want no reminders."""
    if person_id not in members(session, round) or person_id in answered(session, round, zone):
        return False
    return person_id not in opted_out(session, round.startup_id)


def stop_reminders(session: Session, startup_id: str, person_id: int) -> None:
    session.merge(RoundOptOutRow(startup_id=startup_id, person_id=person_id))
    session.flush()


def resume_reminders(session: Session, startup_id: str, person_id: int) -> None:
    row = session.get(RoundOptOutRow, (startup_id, person_id))
    if row:
        session.delete(row)
        session.flush()


def opted_out(session: Session, startup_id: str) -> set[int]:
    return set(session.scalars(select(RoundOptOutRow.person_id).filter_by(startup_id=startup_id)))


def _shared_since_opened(session: Session, round: Round) -> int:
    shared = _of(round).where(AssessmentRow.shared_at >= round.opens_at)
    return len(set(session.scalars(shared)))


def _of(round: Round) -> Any:
    return select(AssessmentRow.person_id).filter_by(startup_id=round.startup_id)


def next_due(session: Session, after: datetime, until: datetime) -> datetime | None:
    """The first instant in that time at which a round opens, is taken up again or closes."""
    columns = (RoundRow.opens_at, RoundRow.resumes_at, RoundRow.closes_at)
    first = (
        select(func.min(column)).where(text(ROUND_ACTIVE), column > after, column <= until).scalar_subquery()
        for column in columns
    )
    return min((instant for instant in session.execute(select(*first)).one() if instant), default=None)


def as_round(row: RoundRow) -> Round:
    return Round(
        id=row.id,
        startup_id=row.startup_id,
        occasion=row.occasion,  # type: ignore[arg-type]  # the columns hold nothing else
        quarter=Quarter(row.year, row.quarter),
        state=row.state,  # type: ignore[arg-type]
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        resumes_at=row.resumes_at,
        published_at=row.published_at,
    )
