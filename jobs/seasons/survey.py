"""Asks teams and experts about the relation with the sponsor, at the middle and the end of a season."""

from datetime import date

from gamma.dates import day_in
from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.people.person import Person
from gamma.seasons.season import Season
from gamma.seasons.survey import SurveyMoment, moment_at
from jobs.context import JobContext
from storage import outbox
from storage.people import people
from storage.seasons import seasons, surveys
from storage.seasons.surveys import Asked
from storage.store import JOB_PATIENCE

SURVEY_ASKED = "season_survey"
_BATCH_SIZE = 50
"""People asked in one transaction: who writes meanwhile waits for no more."""


def ask_relation(job: JobContext) -> None:
    """Each person once for a moment. Outside its days nothing is asked any more, and what was is told."""
    today = day_in(job.now(), job.zone)
    with job.store.read(JOB_PATIENCE) as session:
        open_seasons = seasons.open_ones(session)
    for season in open_seasons:
        job.beat()
        while _ask_some(job, season, today):
            job.beat()


def _ask_some(job: JobContext, season: Season, today: date) -> bool:
    """Whether there are others to ask."""
    with job.store.write(JOB_PATIENCE) as session:
        locked = seasons.lock(session, season.id)
        if locked is None or locked.closed_at:
            return False
        moment = moment_at(locked, today)
        surveys.end_others(session, locked, moment, job.now())
        if not moment or not surveys.open_(session, locked, moment, job.now()):
            return False
        to_ask = surveys.to_ask(session, locked, moment, job.zone)
        persons = people.by_ids(session, [each.person_id for each in to_ask[:_BATCH_SIZE]])
        for asked in to_ask[:_BATCH_SIZE]:
            surveys.ask(session, locked, moment, asked)
            outbox.plan(session, _notification(job, locked, moment, asked, persons[asked.person_id]))
        return len(to_ask) > _BATCH_SIZE


def _notification(
    job: JobContext, season: Season, moment: SurveyMoment, asked: Asked, person: Person
) -> Notification:
    subject = {"season": season.id, "moment": moment}
    if asked.startup:
        subject[ASKED_AS_MEMBER] = asked.startup
    key = f"season-survey:{season.id}:{moment}:{person.id}"
    return Notification(key, SURVEY_ASKED, subject, person.platform, job.now(), person_id=person.id)
