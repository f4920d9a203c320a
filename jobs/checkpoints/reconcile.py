"""Keeps reminders in step with the clocks of their readers, who move without telling anybody."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from jobs.context import NEVER, JobContext
from storage.checkpoints import checkpoints, reminder_plan
from storage.committees import committees, prompt_plan
from storage.startups import startups
from storage.store import JOB_PATIENCE

_ASKED_UNTIL = timedelta(days=14)
"""After a checkpoint has begun: nothing is planned so late any more."""


def reconcile_reminders(job: JobContext) -> datetime:
    """Where nothing changed, nothing is written. A startup that somebody is changing is waited for.

    What is planned does not depend on when it is looked at.
    """
    with job.store.read(JOB_PATIENCE) as session:
        startup_ids = _outdated_startup_ids(job, session)
    for startup_id in sorted(startup_ids):
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            startups.lock_startup(session, startup_id)
            reminder_plan.replan_all(session, startup_id, job.now(), job.zone)
            prompt_plan.replan_startup(session, startup_id, job.now(), job.zone)
    return NEVER


def _outdated_startup_ids(job: JobContext, session: Session) -> set[str]:
    """Ids of startups."""
    now, zone = job.now(), job.zone
    planned = checkpoints.list_planned_of_all(session, now - _ASKED_UNTIL)
    outdated = {each.startup_id for each in reminder_plan.outdated(session, planned, now, zone)}
    job.beat()
    ahead = committees.all_ahead(session)
    return outdated | {each.startup_id for each in prompt_plan.outdated(session, ahead, now, zone)}
