"""The latest shared results of many startups, beside those of the quarter before: in two queries."""

from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.answers import Answers
from gamma.dates import Quarter
from gamma.programme.file import Programme
from storage.assessments.assessments import Assessments, is_held_back
from storage.models import AssessmentRow

_Shared = dict[Quarter, dict[int, int]]
"""By quarter each person's latest shared assessment."""


def of_startups(
    session: Session, programme: Programme, ids: Collection[str], zone: ZoneInfo
) -> Mapping[str, list[tuple[Quarter, list[Answers]]]]:
    """Of each the last two quarters in which somebody shared, the latest first.

    Of each person the latest answers, in the order in which they were sent.
    """
    rows = (
        select(AssessmentRow.startup_id, AssessmentRow.person_id, AssessmentRow.sent_at, AssessmentRow.id)
        .where(AssessmentRow.startup_id.in_(list(ids)), ~is_held_back())
        .where(AssessmentRow.shared_at.is_not(None), AssessmentRow.sent_at.is_not(None))
        .order_by(AssessmentRow.sent_at, AssessmentRow.id)
    )
    shared: dict[str, _Shared] = {}
    for startup_id, person_id, sent_at, number in session.execute(rows):
        if sent_at:
            latest = shared.setdefault(startup_id, {}).setdefault(Quarter.of(sent_at, zone), {})
            latest.pop(person_id, None)
            latest[person_id] = number
    last = {startup_id: sorted(quarters, reverse=True)[:2] for startup_id, quarters in shared.items()}
    numbers = [
        number
        for each, found in last.items()
        for quarter in found
        for number in shared[each][quarter].values()
    ]
    answers = Assessments(session, programme).answers_of(numbers)
    return {
        each: [
            (quarter, [answers.get(number, {}) for number in shared[each][quarter].values()])
            for quarter in found
        ]
        for each, found in last.items()
    }
