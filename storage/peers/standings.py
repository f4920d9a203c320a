"""Where startups stand for each other, by shared results alone, and whom of each team it is asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.assessments.trend import team_verdicts
from gamma.dates import Quarter, day_in
from gamma.peers.pairs import Standing, standing_verdicts
from gamma.programme.file import Programme
from gamma.startups.import_state import ACCELERATION
from storage import message_choices
from storage.assessments import recent_results, rounds
from storage.assessments.shared import Shared, shared_of
from storage.people import people
from storage.startups import enrolment, startups


@dataclass(frozen=True)
class Moment:
    """now, and by whose clock quarters are counted: the programme's."""

    now: datetime
    zone: ZoneInfo


def of_enrolled(session: Session, programme: Programme, at: Moment) -> list[Standing]:
    """Of those whose round is not open just now: before its close, what is shared says little."""
    enrolled = enrolment.enrolled_ids(session)
    found = of_startups(session, programme, enrolled, at)
    return [each for each in found.values() if not rounds.is_open(session, each.startup_id)]


def of_startups(
    session: Session, programme: Programme, ids: Collection[str], at: Moment
) -> Mapping[str, Standing]:
    """Of these the ones that take part and are in acceleration; by their ids, in order."""
    today, quarter = day_in(at.now, at.zone), Quarter.of(at.now, at.zone)
    going_on = [each for each in startups.load_all(session, ids) if enrolment.enrolled_at(session, each.id)]
    phases = {each.id: (phase.name if (phase := each.phase_on(today)) else "") for each in going_on}
    chosen = sorted((each for each in going_on if phases[each.id] == ACCELERATION), key=lambda each: each.id)
    results = recent_results.of_startups(session, programme, [each.id for each in chosen], at.zone)
    shared, unasked = shared_of(session, results), message_choices.who_switched_off(session, "peers")
    found = {each.id: Standing(each.id, each.incubator) for each in chosen}
    for startup_id, ((latest, answers), *earlier) in results.items():
        before = team_verdicts(programme, earlier[0][1]) if earlier else {}
        verdicts = standing_verdicts(latest, team_verdicts(programme, answers), before, quarter)
        standing = Standing(startup_id, found[startup_id].incubator, *verdicts)
        of_latest = [each for each in shared[startup_id] if Quarter.of(each.sent_at, at.zone) == latest]
        found[startup_id] = _with_people(session, standing, of_latest, unasked)
    return found


def _with_people(
    session: Session, standing: Standing, shared: Sequence[Shared], unasked: Collection[int]
) -> Standing:
    """Whoever shared last is asked, of those who may be."""
    last = {each.person_id: place for place, each in enumerate(shared)}
    known = [each for each in people.by_ids(session, last).values() if not each.erased]
    in_order = sorted(known, key=lambda each: last[each.id])
    contacts = {each.platform: each.id for each in in_order if each.id not in unasked}
    return replace(standing, shared_by=frozenset(each.id for each in known), contacts=contacts)
