"""Asks teams and experts about the relation with the sponsor, at the middle and the end of a season."""

from sqlalchemy.orm import Session

from gamma.dates import day_in
from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.seasons.season import Season
from gamma.seasons.survey import SurveyMoment, moment_at
from jobs.context import JobContext
from storage import outbox
from storage.people import people
from storage.seasons import seasons, surveys
from storage.seasons.surveys import Asked
from storage.store import JOB_PATIENCE

SURVEY_ASKED = "season_survey"


def ask_relation(job: JobContext) -> None:
    """Each person once for a moment. Outside its days nothing is asked any more, and what was is told."""
    today = day_in(job.now(), job.zone)
    with job.store.read(JOB_PATIENCE) as session:
        open_seasons = seasons.open_ones(session)
    for season in open_seasons:
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            locked = seasons.lock(session, season.id)
            if locked is None or locked.closed_at:
                continue
            moment = moment_at(locked, today)
            surveys.end_others(session, locked, moment, job.now())
            if moment and surveys.open_(session, locked, moment, job.now()):
                for asked in surveys.to_ask(session, locked, moment, job.zone):
                    _ask(job, session, locked, moment, asked)


def _ask(job: JobContext, session: Session, season: Season, moment: SurveyMoment, asked: Asked) -> None:
    person = people.by_id(session, asked.person_id)
    if person.erased:
        return
    surveys.ask(session, season, moment, asked)
    subject = {"season": season.id, "moment": moment}
    if asked.startup:
        subject[ASKED_AS_MEMBER] = asked.startup
    key = f"season-survey:{season.id}:{moment}:{person.id}"
    to = person.platform, job.now()
    outbox.plan(session, Notification(key, SURVEY_ASKED, subject, *to, person_id=person.id))
