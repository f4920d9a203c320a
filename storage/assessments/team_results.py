"""The team's result of a quarter with what stands beside it, read from what was shared and stated."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments.team_result import TeamQuarter, shared_facts, team_result
from gamma.dates import Quarter
from gamma.programme.file import Programme
from storage.assessments import outside_views
from storage.assessments.assessments import Assessments


def of_quarter(
    session: Session,
    programme: Programme,
    startup_id: str,
    quarter: Quarter,
    zone: ZoneInfo,
    commands: frozenset[str],
) -> TeamQuarter:
    shared = Assessments(session, programme).shared(startup_id, quarter, zone)
    facts = shared_facts(programme, shared)
    result = team_result(programme, shared, facts, commands) if shared else None
    return TeamQuarter(quarter, result, outside_views.of_quarter(session, startup_id, quarter, zone))
