"""The evaluation of a season: computed while it goes on, as it was kept once it is closed."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.programme.file import Programme
from gamma.seasons.evaluation import Evaluation, evaluate_season
from gamma.seasons.season import Season
from storage.seasons import moments, seasons
from storage.seasons.work import load_work


def load_evaluation(session: Session, programme: Programme, season: Season, zone: ZoneInfo) -> Evaluation:
    kept = seasons.closed_report(session, season)
    if kept is not None:
        return replace(kept, season=season)
    startups = seasons.startups_of(session, season)
    asked = moments.rounds_of(session, season, startups, zone)
    teams = moments.teams_at(session, programme, asked, zone)
    taken = [moment for moment, own in asked.items() if own]
    goals = seasons.goals_of(session, season)
    work = load_work(session, season, startups, zone)
    return evaluate_season(programme, season, startups, taken, teams, goals, work, zone)
