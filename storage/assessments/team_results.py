"""The team's result of a quarter with what stands beside it, read from what was shared and stated."""

from sqlalchemy import func, select

from gamma.assessments.team_result import TeamQuarter, shared_facts, team_result
from gamma.dates import Quarter
from storage.assessments import outside_views
from storage.assessments.assessments import Assessments, is_held_back
from storage.models import AssessmentRow
from storage.reader_context import ReaderContext


def of_quarter(context: ReaderContext, startup_id: str, quarter: Quarter) -> TeamQuarter:
    shared = Assessments(context.session, context.programme).shared(startup_id, quarter, context.zone)
    facts = shared_facts(context.programme, shared)
    result = team_result(context.programme, shared, facts, context.command_ids) if shared else None
    views = outside_views.of_quarter(context.session, startup_id, quarter, context.zone)
    return TeamQuarter(quarter, result, views)


def count_of_others(context: ReaderContext, startup_id: str, quarter: Quarter, person_id: int) -> int:
    """How many beside the person are counted in the result of that quarter."""
    since, until = quarter.starts(context.zone), quarter.following().starts(context.zone)
    people = select(func.count(AssessmentRow.person_id.distinct())).where(
        AssessmentRow.startup_id == startup_id,
        AssessmentRow.person_id != person_id,
        AssessmentRow.shared_at.is_not(None),
        AssessmentRow.sent_at >= since,
        AssessmentRow.sent_at < until,
        ~is_held_back(),
    )
    return context.session.scalar(people) or 0
