"""The latest shared results of many startups, beside those of the quarter before: in two queries."""

from collections.abc import Collection, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.answers import Answers
from gamma.dates import Quarter
from gamma.programme.file import Programme
from storage.assessments.assessments import Assessments
from storage.assessments.shared import shared_of

_Shared = dict[Quarter, dict[int, int]]
"""By quarter each person's latest shared assessment."""


def of_startups(
    session: Session, programme: Programme, ids: Collection[str], zone: ZoneInfo
) -> Mapping[str, list[tuple[Quarter, list[Answers]]]]:
    """Of each the last two quarters in which somebody shared, the latest first.

    Of each person the latest answers, in the order in which they were sent.
    """
    shared: dict[str, _Shared] = {}
    for startup_id, results in shared_of(session, ids).items():
        for person_id, sent_at, number in results:
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
