"""Gathers what is known of a startup for its committee: what was shared, decided, or said for its page."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gamma.assessments.team_result import TeamResult, shared_facts, team_result
from gamma.committees.committee import Committee
from gamma.committees.file import CommitteeFile
from gamma.dates import Quarter, day_in
from gamma.follow_ups.follow_up import Commitment
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from storage.assessments.assessments import Assessments, is_held_back
from storage.assessments.trends import Trends
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.follow_ups import commitments, decisions
from storage.metrics import metrics
from storage.models import AssessmentRow
from storage.startups import page


def collect(
    session: Session, programme: Programme, startup: Startup, committee: Committee | None, zone: ZoneInfo
) -> CommitteeFile:
    """zone: the one whose calendar quarters count."""
    last = committees.last(session, startup.id)
    since = last.meets_on if last else None
    result, quarter = _latest_result(session, programme, startup, zone)
    answered = _answered_between(session, startup, quarter, zone) if quarter else None
    every = checkpoints.list_all(session, [startup.id])
    held = [each for each in every if each.state == "held" and _is_after(each.moment.day, since)]
    register = decisions.register(session, startup.id)
    return CommitteeFile(
        startup=startup,
        committee=committee,
        previous=last,
        team_result=result,
        quarter=quarter,
        answered=answered,
        trend=Trends(session, programme, zone).team(startup.id),
        held_checkpoints=held,
        decisions=[
            each for each in register if each.replaced_by is None and _is_after(each.decided_on, since)
        ],
        commitments=[
            *_kept_commitments(session, [each.id for each in held]),
            *commitments.open_in_startup(session, startup.id),
        ],
        details=page.details_of(session, startup.id),
        metric=metrics.load(session, startup.id, zone),
    )


def _is_after(day: date, since: date | None) -> bool:
    return since is None or day > since


def _latest_result(
    session: Session, programme: Programme, startup: Startup, zone: ZoneInfo
) -> tuple[TeamResult | None, Quarter | None]:
    assessments = Assessments(session, programme)
    last = assessments.last_shared(startup.id)
    if last is None:
        return None, None
    quarter = Quarter.of(last, zone)
    shared = assessments.shared(startup.id, quarter, zone)
    return team_result(programme, shared, shared_facts(programme, shared)), quarter


def _answered_between(
    session: Session, startup: Startup, quarter: Quarter, zone: ZoneInfo
) -> tuple[date, date] | None:
    """The first and last day on which what was shared of that quarter was sent."""
    sent = AssessmentRow.sent_at
    mine = select(func.min(sent), func.max(sent)).where(
        AssessmentRow.startup_id == startup.id,
        AssessmentRow.shared_at.is_not(None),
        ~is_held_back(),
        sent >= quarter.starts(zone),
        sent < quarter.following().starts(zone),
    )
    first, last = session.execute(mine).one()
    return (day_in(first, zone), day_in(last, zone)) if first and last else None


def _kept_commitments(session: Session, checkpoint_ids: list[int]) -> list[Commitment]:
    """What was promised at these checkpoints and is done."""
    promised = (each for id in checkpoint_ids for each in commitments.of_checkpoint(session, id))
    return [each for each in promised if each.resolution == "done"]
