"""The team's result of a quarter with what stands beside it, read from what was shared and stated."""

from gamma.assessments.team_result import TeamQuarter, shared_facts, team_result
from gamma.dates import Quarter
from storage.assessments import outside_views
from storage.assessments.assessments import Assessments
from storage.reader_context import ReaderContext


def of_quarter(context: ReaderContext, startup_id: str, quarter: Quarter) -> TeamQuarter:
    shared = Assessments(context.session, context.programme).shared(startup_id, quarter, context.zone)
    facts = shared_facts(context.programme, shared)
    result = team_result(context.programme, shared, facts, context.command_ids) if shared else None
    views = outside_views.of_quarter(context.session, startup_id, quarter, context.zone)
    return TeamQuarter(quarter, result, views)
