"""The points that teams add to their agenda, and all else that an agenda is made of."""

from collections.abc import Collection, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.answers import Answers
from gamma.assessments.team_result import shared_facts
from gamma.assessments.trend import Verdicts, team_verdicts
from gamma.calendar import Quarter, day_in
from gamma.checkpoints.agenda import IMPACT, SECTIONS, Agenda, Point, Step, gaps
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.experts.questions import for_team
from gamma.people import Person, Startup
from gamma.programme.criteria import Verdict
from gamma.programme.file import Programme
from storage import (
    actions,
    checkpoints,
    commitments,
    committees,
    counter_views,
    decisions,
    questions,
    startup_page,
)
from storage.assessments import Assessments
from storage.models import AgendaPointRow

_LAST_DECISIONS = 5


def add_point(session: Session, startup_id: str, text: str, section: str, by: Person, now: datetime) -> Point:
    """The open point with these very words, if there is one, else a new one."""
    known = next((point for point in points_of(session, startup_id) if point.text == text), None)
    if known:
        return known
    row = AgendaPointRow(startup_id=startup_id, section=section, text=text, added_by=by.id, added_at=now)
    session.add(row)
    session.flush()
    return _point(row)


def points_of(session: Session, startup_id: str) -> list[Point]:
    """Those still to be talked about, the first added first."""
    rows = select(AgendaPointRow).filter_by(startup_id=startup_id).where(AgendaPointRow.closed_at.is_(None))
    return [_point(row) for row in session.scalars(rows.order_by(AgendaPointRow.id))]


def load_point(session: Session, point_id: int) -> tuple[Point, bool] | None:
    """The point, and whether it is still open."""
    row = session.get(AgendaPointRow, point_id)
    return (_point(row), row.closed_at is None) if row else None


def close_point(session: Session, point_id: int, now: datetime) -> None:
    session.get_one(AgendaPointRow, point_id).closed_at = now
    session.flush()


def reopen_point(session: Session, point_id: int) -> None:
    session.get_one(AgendaPointRow, point_id).closed_at = None
    session.flush()


def agenda_for(
    session: Session,
    programme: Programme,
    startup: Startup,
    checkpoint: Checkpoint | None,
    now: datetime,
    zone: ZoneInfo,
    commands: Collection[str],
) -> Agenda:
    """As of now, for this checkpoint. zone: the programme's, by which quarters are counted."""
    last = checkpoints.last_held(session, startup.id)
    today = day_in(now, checkpoint.moment.zone if checkpoint else zone)
    results = _Results(session, programme, zone)
    steps = results.steps(startup.id, last.starts_at if last else None)
    committee = committees.ahead(session, startup.id)
    standing = [each for each in decisions.register(session, startup.id) if each.replaced_by is None]
    return Agenda(
        startup=startup,
        today=today,
        checkpoint=checkpoint,
        sections=[section for section, command in SECTIONS.items() if command in commands],
        points=points_of(session, startup.id),
        decisions=standing[:_LAST_DECISIONS],
        actions=actions.open_of(session, [startup.id]),
        steps=steps,
        gaps=gaps(steps, results.views_from_outside(startup.id)),
        facts=results.facts(startup.id),
        commitments=commitments.open_of(session, startup.id),
        details=startup_page.details(session, startup.id),
        committee=committee.meets_on if committee else None,
        questions=for_team(questions.underway_of(session, startup.id)),
        envelope_ends=committee.envelope_ends_on if committee else None,
    )


def impact_facts(session: Session, programme: Programme, startup_id: str, zone: ZoneInfo) -> Answers:
    """Those of the impact criterion, as shared last."""
    return _Results(session, programme, zone).facts(startup_id)


class _Results:
    """What the team has shared, and how it looks from outside."""

    def __init__(self, session: Session, programme: Programme, zone: ZoneInfo) -> None:
        self._session, self._programme, self._zone = session, programme, zone
        self._kept = Assessments(session, programme)

    def steps(self, startup_id: str, last: datetime | None) -> list[Step]:
        """Nothing while no result was shared."""
        now = self._verdicts(startup_id, None)
        before = self._verdicts(startup_id, last) if last else {}
        criteria = self._programme.criteria if now else ()
        return [Step(each, now.get(each.id, "unknown"), before.get(each.id)) for each in criteria]

    def _verdicts(self, startup_id: str, until: datetime | None) -> Verdicts:
        """Of the last quarter with a result shared until then."""
        quarter = self._last_quarter(startup_id, until)
        if quarter is None:
            return {}
        shared = self._kept.shared(startup_id, quarter, self._zone, until)
        return team_verdicts(self._programme, shared)

    def _last_quarter(self, startup_id: str, until: datetime | None) -> Quarter | None:
        return max(self._kept.shared_quarters(startup_id, self._zone, until), default=None)

    def views_from_outside(self, startup_id: str) -> list[Mapping[str, Verdict]]:
        """Of each who gave one in the quarter of the team's result, or since."""
        quarter = self._last_quarter(startup_id, None)
        if quarter is None:
            return []
        views = counter_views.since_quarter(self._session, startup_id, quarter, self._zone)
        return [view.verdicts for view in views]

    def facts(self, startup_id: str) -> Answers:
        """Those of the impact criterion, as far as somebody shared them."""
        impact = next((each for each in self._programme.criteria if each.id == IMPACT), None)
        quarter = self._last_quarter(startup_id, None)
        if impact is None or quarter is None:
            return {}
        facts = shared_facts(self._programme, self._kept.shared(startup_id, quarter, self._zone))
        return {field.id: facts[field.id] for field in impact.fields if field.id in facts}


def _point(row: AgendaPointRow) -> Point:
    return Point(row.id, row.startup_id, row.text, row.section)
