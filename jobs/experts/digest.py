"""Tells the programme team, once a day at most, which domains have questions that nobody takes."""

from sqlalchemy.orm import Session

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.calendar.working_days import later_working_instant
from gamma.dates import day_in
from gamma.experts.offer_deadlines import comes_back_at
from jobs.context import JobContext
from storage.people import programme_team


def tell_team(job: JobContext, session: Session) -> None:
    """The first of a day at once; what comes after it has left, with all that waits by then, next morning."""
    region = region_of_zone(job.zone) or METROPOLE
    soon = later_working_instant(job.now(), job.zone, region)
    for due in (soon, comes_back_at(soon, job.zone, region)):
        key = f"questions-to-team:{day_in(due, job.zone)}"
        if programme_team.notify(session, job.programme_team, "questions_to_team", key, {}, due):
            return
