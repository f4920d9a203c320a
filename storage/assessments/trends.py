"""The history of a startup's assessments, read from what was answered: one's own, or the team's."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments.team_result import shared_facts, team_result
from gamma.assessments.trend import (
    MIN_QUARTERS,
    Trend,
    Verdicts,
    build_trend,
    own_verdicts,
    recent_quarters,
    verdicts_of,
)
from gamma.dates import Quarter
from gamma.programme.file import Programme
from storage.assessments.assessments import Assessments


class Trends:
    """Reads by the calendar quarters of one zone. Of each person the latest result of a quarter counts."""

    def __init__(self, session: Session, programme: Programme, zone: ZoneInfo) -> None:
        self._assessments, self._programme, self._zone = Assessments(session, programme), programme, zone

    def own(self, startup_id: str, person_id: int) -> Trend:
        """From all the results of this person, shared or not: for their eyes only."""
        quarters = self._assessments.finished_quarters(startup_id, person_id, self._zone)
        results: dict[Quarter, Verdicts] = {}
        for quarter in recent_quarters(quarters):
            assessment = self._assessments.of_quarter(startup_id, person_id, quarter, self._zone)
            if assessment:
                results[quarter] = own_verdicts(self._programme, assessment.answers)
        return build_trend(self._programme, results, earlier=len(results) < len(quarters))

    def team(self, startup_id: str) -> Trend:
        """From shared results alone, as the team's result of each quarter."""
        quarters = self._assessments.shared_quarters(startup_id, self._zone)
        results: dict[Quarter, Verdicts] = {}
        people: dict[Quarter, int] = {}
        for quarter in recent_quarters(quarters):
            shared = self._assessments.shared(startup_id, quarter, self._zone)
            result = team_result(self._programme, shared, shared_facts(self._programme, shared))
            results[quarter], people[quarter] = verdicts_of(result), result.people
        earlier = len(results) < len(quarters)
        return build_trend(self._programme, results, earlier=earlier, people=people)

    def has_own_trend(self, startup_id: str, person_id: int) -> bool:
        """Whether there is a trend to show, without reading it."""
        return (
            len(recent_quarters(self._assessments.finished_quarters(startup_id, person_id, self._zone)))
            >= MIN_QUARTERS
        )

    def has_team_trend(self, startup_id: str) -> bool:
        """Whether enough quarters were shared to compare."""
        return len(recent_quarters(self._assessments.shared_quarters(startup_id, self._zone))) >= MIN_QUARTERS
