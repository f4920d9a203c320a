"""Tells the programme team once a week which domains nobody helps in, if that has changed."""

from gamma.experts.coverage import told_at, week_of
from jobs.context import JobContext
from storage.experts import coverage, experts
from storage.people import programme_team
from storage.store import JOB_PATIENCE


def report_coverage(job: JobContext) -> None:
    """Looked at a little ahead of its time, so that it does not matter when this runs."""
    now = job.now()
    monday = week_of(now, job.zone)
    if monday is None:
        return
    with job.store.write(JOB_PATIENCE) as session:
        counted = experts.coverage(session)
        here = {each.id: counted[each.id] for each in job.programme.domains if each.id in counted}
        before = coverage.before(session, monday)
        if not coverage.keep(session, monday, here) or here == before:
            return
        subject = {"before": before, "experts": here}
        key, due = f"expert-coverage:{monday}", told_at(monday, now, job.zone)
        programme_team.notify(session, job.programme_team, "expert_coverage", key, subject, due)
