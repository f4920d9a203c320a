"""The history of a startup's assessments, read from what was answered: one's own, or the team's."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments.trend import FROM, Trend, Verdicts, own_verdicts, recent, team_verdicts, trend_of
from gamma.dates import Quarter
from gamma.programme.file import Programme
from storage.assessments.assessments import Assessments


class Trends:
    """Reads by the calendar quarters of one zone. Of each person the latest result of a quarter counts."""

    def __init__(self, session: Session, programme: Programme, zone: ZoneInfo) -> None:
        self._kept, self._programme, self._zone = Assessments(session, programme), programme, zone

    def own(self, startup_id: str, person_id: int) -> Trend:
        """From all the results of this person, shared or not: for their eyes only."""
        quarters = self._kept.quarters(startup_id, person_id, self._zone)
        results: dict[Quarter, Verdicts] = {}
        for quarter in recent(quarters):
            assessment = self._kept.of_quarter(startup_id, person_id, quarter, self._zone)
            if assessment:
                results[quarter] = own_verdicts(self._programme, assessment.answers)
        return trend_of(self._programme, results, earlier=len(results) < len(quarters))

    def team(self, startup_id: str) -> Trend:
        """From shared results alone, as the team's result of each quarter."""
        quarters = self._kept.shared_quarters(startup_id, self._zone)
        results = {
            quarter: team_verdicts(self._programme, self._kept.shared(startup_id, quarter, self._zone))
            for quarter in recent(quarters)
        }
        return trend_of(self._programme, results, earlier=len(results) < len(quarters))

    def own_tells(self, startup_id: str, person_id: int) -> bool:
        """Whether there is a trend to show, without reading it."""
        return len(recent(self._kept.quarters(startup_id, person_id, self._zone))) >= FROM

    def team_tells(self, startup_id: str) -> bool:
        return len(recent(self._kept.shared_quarters(startup_id, self._zone))) >= FROM
