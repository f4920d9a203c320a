"""Freezes each team's goal once its round at the entry of a season is over: later it is only counted."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from gamma.assessments.rounds import Round
from gamma.seasons.goals import Goal, goal_at_entry
from gamma.seasons.season import Season
from jobs.context import JobContext
from storage.seasons import moments, seasons
from storage.store import JOB_PATIENCE


def freeze_goals(job: JobContext) -> None:
    """Once for each team: also that it had none, or shared nothing."""
    with job.store.read(JOB_PATIENCE) as session:
        due = [season for season in seasons.open_ones(session) if _over(job, session, season)]
    for season in due:
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            locked = seasons.lock(session, season.id)
            if locked and locked.closed_at is None:
                seasons.freeze(session, locked, _goals(job, session, locked))


def _over(job: JobContext, session: Session, season: Season) -> Mapping[str, Round]:
    """The entries that are over, of the teams for which nothing was frozen yet."""
    startups = seasons.without_goal(session, season)
    entries = moments.rounds_of(session, season, startups, job.zone)["entry"]
    return {startup: round for startup, round in entries.items() if not round.is_open}


def _goals(job: JobContext, session: Session, season: Season) -> list[Goal]:
    over = _over(job, session, season)
    teams = moments.teams_at(session, job.programme, {"entry": over}, job.zone)["entry"]
    return [
        goal_at_entry(startup, teams[startup].facts if startup in teams else {}, job.now())
        for startup in sorted(over)
    ]
