"""The moments of a season: what each team had shared in the round of that moment. In four queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gamma.assessments.rounds import Round
from gamma.assessments.team_result import shared_facts
from gamma.assessments.trend import team_verdicts
from gamma.dates import day_in
from gamma.programme.file import Programme
from gamma.seasons.evaluation import TeamAtMoment, Teams
from gamma.seasons.season import OCCASIONS, Moment, Season
from storage.assessments import rounds
from storage.assessments.assessments import Assessments
from storage.assessments.shared import Shared, shared_of
from storage.models import RoundRow

RoundsByMoment = Mapping[Moment, Mapping[str, Round]]
"""By moment, the round of each startup that was asked."""


def rounds_of(session: Session, season: Season, startups: Collection[str], zone: ZoneInfo) -> RoundsByMoment:
    occasions = list(OCCASIONS.values())
    rows = select(RoundRow).where(RoundRow.startup_id.in_(startups), RoundRow.occasion.in_(occasions))
    of_startup: dict[str, list[Round]] = defaultdict(list)
    for row in session.scalars(rows):
        of_startup[row.startup_id].append(rounds.as_round(row))
    found: dict[Moment, dict[str, Round]] = {moment: {} for moment in OCCASIONS}
    for startup, own in of_startup.items():
        dated = [(round, day_in(round.opens_at, zone)) for round in own]
        for moment in OCCASIONS:
            if round := season.round_of(moment, dated):
                found[moment][startup] = round
    return found


def teams_at(session: Session, programme: Programme, asked: RoundsByMoment, zone: ZoneInfo) -> Teams:
    """What each person last shared within the round counts, as in the team's result."""
    shared = shared_of(session, {startup for own in asked.values() for startup in own})
    chosen = {
        (moment, startup): _in_round(shared.get(startup, ()), round, zone)
        for moment, own in asked.items()
        for startup, round in own.items()
    }
    answers = Assessments(session, programme).answers_of(
        [number for numbers in chosen.values() for number in numbers]
    )
    teams: dict[Moment, dict[str, TeamAtMoment]] = {moment: {} for moment in asked}
    for (moment, startup), numbers in chosen.items():
        if given := [answers[number] for number in numbers]:
            facts = shared_facts(programme, given)
            teams[moment][startup] = TeamAtMoment(team_verdicts(programme, given), len(given), facts)
    return teams


def _in_round(sent: Sequence[Shared], round: Round, zone: ZoneInfo) -> list[int]:
    """The numbers of what was sent from when answers count to it until its end, the latest of each person."""
    latest: dict[int, int] = {}
    for person, sent_at, number in sent:
        if round.counts_from(zone) <= sent_at <= round.closes_at:
            latest.pop(person, None)
            latest[person] = number
    return list(latest.values())
