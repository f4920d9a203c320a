"""All that the agenda of a checkpoint is made of, from every subject that has its part in it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.answers import Answers, Value
from gamma.assessments.team_result import shared_facts
from gamma.assessments.trend import Verdicts, team_verdicts
from gamma.checkpoints.agenda import IMPACT, SECTIONS, Agenda, CriterionChange, find_verdict_gaps
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.dates import Quarter, day_in
from gamma.experts.question import visible_to_team
from gamma.metrics.metric import Metric
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from gamma.resources.resource import Resource
from gamma.startups.startup import Startup
from storage.assessments import outside_views
from storage.assessments.assessments import Assessments
from storage.checkpoints import checkpoints
from storage.checkpoints.agenda import open_points
from storage.committees import committees
from storage.experts import questions
from storage.follow_ups import actions, commitments, decisions
from storage.metrics import metrics
from storage.resources import resources
from storage.startups import page

_LAST_DECISIONS = 5


class Circumstances(Protocol):
    """When, and by which programme. zone: the programme's, by which quarters are counted."""

    @property
    def programme(self) -> Programme: ...
    @property
    def now(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def command_ids(self) -> Collection[str]: ...


def assemble(
    session: Session, given: Circumstances, startup: Startup, checkpoint: Checkpoint | None
) -> Agenda:
    """As of now, for this checkpoint."""
    last = checkpoints.last_held(session, startup.id)
    today = day_in(given.now, checkpoint.moment.zone if checkpoint else given.zone)
    results = _TeamResults(session, given.programme, given.zone)
    metric = metrics.load(session, startup.id, given.zone)
    steps = results.criterion_changes(startup.id, last.starts_at if last else None)
    committee = committees.ahead(session, startup.id)
    current_decisions = [each for each in decisions.register(session, startup.id) if each.replaced_by is None]
    return Agenda(
        startup=startup,
        today=today,
        checkpoint=checkpoint,
        sections=[section for section, command in SECTIONS.items() if command in given.command_ids],
        points=open_points(session, startup.id),
        decisions=current_decisions[:_LAST_DECISIONS],
        actions=actions.open_in_startups(session, [startup.id]),
        criterion_changes=steps,
        gaps=find_verdict_gaps(steps, results.outside_verdicts(startup.id)),
        facts=results.facts(startup.id) | stated_facts(metric, today),
        metric=metric,
        commitments=commitments.open_in_startup(session, startup.id),
        details=page.details_of(session, startup.id),
        committee=committee.meets_on if committee else None,
        questions=visible_to_team(questions.underway_of(session, startup.id)),
        envelope_ends=committee.envelope_ends_on if committee else None,
        reading=_reading(session, given.programme, steps),
        without_verdicts=checkpoints.settings_of(session, startup.id).without_verdicts,
    )


def _reading(session: Session, programme: Programme, steps: Sequence[CriterionChange]) -> Sequence[Resource]:
    """What was not answered is no gap."""
    gaps = [(each.criterion.id, "") for each in steps if each.now in ("partly", "not_yet")]
    return resources.for_gaps(session, programme, gaps)


def impact_facts(
    session: Session, programme: Programme, startup_id: str, now: datetime, zone: ZoneInfo
) -> Answers:
    """Those of the impact criterion, as shared last or stated of the metric."""
    metric, today = metrics.load(session, startup_id, zone), day_in(now, zone)
    shared = _TeamResults(session, programme, zone).facts(startup_id)
    return shared | stated_facts(metric, today)


def stated_facts(metric: Metric, today: date) -> dict[str, Value]:
    """What was stated of the metric for itself stands before what was shared of it."""
    return dict(metric.facts(today)) if metric.is_stated else {}


class _TeamResults:
    """What the team has shared, and how it looks from outside."""

    def __init__(self, session: Session, programme: Programme, zone: ZoneInfo) -> None:
        self._session, self._programme, self._zone = session, programme, zone
        self._assessments = Assessments(session, programme)

    def criterion_changes(self, startup_id: str, last: datetime | None) -> list[CriterionChange]:
        """Nothing while no result was shared."""
        now = self._verdicts(startup_id, None)
        before = self._verdicts(startup_id, last) if last else {}
        criteria = self._programme.criteria if now else ()
        return [CriterionChange(each, now.get(each.id, "unknown"), before.get(each.id)) for each in criteria]

    def _verdicts(self, startup_id: str, until: datetime | None) -> Verdicts:
        """Of the last quarter with a result shared until then."""
        quarter = self._last_quarter(startup_id, until)
        if quarter is None:
            return {}
        shared = self._assessments.shared(startup_id, quarter, self._zone, until)
        return team_verdicts(self._programme, shared)

    def _last_quarter(self, startup_id: str, until: datetime | None) -> Quarter | None:
        return max(self._assessments.shared_quarters(startup_id, self._zone, until), default=None)

    def outside_verdicts(self, startup_id: str) -> list[Mapping[str, Verdict]]:
        """Of each who gave one in the quarter of the team's result, or since."""
        quarter = self._last_quarter(startup_id, None)
        if quarter is None:
            return []
        views = outside_views.since_quarter(self._session, startup_id, quarter, self._zone)
        return [view.verdicts for view in views]

    def facts(self, startup_id: str) -> dict[str, Value]:
        """Those of the impact criterion, as far as somebody shared them."""
        impact = next((each for each in self._programme.criteria if each.id == IMPACT), None)
        quarter = self._last_quarter(startup_id, None)
        if impact is None or quarter is None:
            return {}
        facts = shared_facts(self._programme, self._assessments.shared(startup_id, quarter, self._zone))
        return {field.id: facts[field.id] for field in impact.fields if field.id in facts}
