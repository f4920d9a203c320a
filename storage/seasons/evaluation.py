"""The evaluation of a season: computed while it goes on, as it was kept once it is closed."""

from collections.abc import Collection
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.programme.file import Programme
from gamma.seasons.before_after import BeforeAfter, days_compared, figures
from gamma.seasons.evaluation import Evaluation, evaluate_season
from gamma.seasons.season import Season
from storage.seasons import moments, seasons, surveys
from storage.seasons.work import load_work
from storage.startups import import_states


def load_evaluation(
    session: Session, programme: Programme, season: Season, zone: ZoneInfo, *, closing: bool = False
) -> Evaluation:
    """closing: as it is kept when the season is closed now."""
    kept = seasons.closed_report(session, season)
    if kept is not None:
        return replace(kept, season=season)
    startups = seasons.startups_of(session, season)
    asked = moments.rounds_of(session, season, startups, zone)
    teams = moments.teams_at(session, programme, asked, zone)
    taken = [moment for moment, own in asked.items() if own]
    goals = seasons.goals_of(session, season)
    work = load_work(session, season, startups, zone)
    evaluation = evaluate_season(programme, season, startups, taken, teams, goals, work, zone)
    return replace(
        evaluation,
        relation=surveys.relation(session, season, closing=closing),
        before_after=_before_after(session, season, startups),
    )


def _before_after(session: Session, season: Season, startups: Collection[str]) -> BeforeAfter:
    before, after = days_compared(season, import_states.days(session))
    figures_on = {
        day: figures(day, import_states.states_on(session, day), startups) for day in (before, after) if day
    }
    return BeforeAfter(
        before, figures_on[before] if before else None, after, figures_on[after] if after else None
    )
