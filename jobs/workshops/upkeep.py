"""Ends workshops whose time is over, keeps their reminders in step, and proposes one where many ask."""

from gamma.calendar import METROPOLE, later_working_instant, region_of_zone
from gamma.dates import day_in
from gamma.workshops.demand import to_propose
from jobs.context import JobContext
from storage.people import programme_team
from storage.store import JOB_PATIENCE
from storage.workshops import demand, reminder_plan, sign_ups, workshops


def end_workshops(job: JobContext) -> None:
    """Their posts say so; nobody can sign up any more anyhow."""
    with job.store.read(JOB_PATIENCE) as session:
        if not workshops.any_over(session, job.now()):
            return
    with job.store.write(JOB_PATIENCE) as session:
        for workshop in workshops.end_those_over(session, job.now()):
            waiting = sign_ups.attendance(session, workshop).waiting
            reminder_plan.tell(session, workshop, waiting, "workshop_no_place", job.now(), by=0)


def plan_workshops(job: JobContext) -> None:
    """Reminders follow the clocks of their readers, who move without telling anybody."""
    with job.store.read(JOB_PATIENCE) as session:
        ahead = workshops.ahead(session, job.now())
        outdated = reminder_plan.outdated(session, ahead, job.now())
    for each in outdated:
        job.beat()
        with job.store.write(JOB_PATIENCE) as session:
            workshop = workshops.lock(session, each.id)
            if workshop and workshop.is_ahead(job.now()):
                reminder_plan.replan_all(session, workshop, job.now())
    _propose(job)


def _propose(job: JobContext) -> None:
    """In each domain once, until one was held there or three months have passed."""
    now = job.now()
    with job.store.read(JOB_PATIENCE) as session:
        if not to_propose(demand.histories(session, now), now):
            return
    with job.store.write(JOB_PATIENCE) as session:
        known = {each.id for each in job.programme.domains}
        found = {
            domain: count
            for domain, count in to_propose(demand.histories(session, now), now).items()
            if domain in known
        }
        demand.note_proposed(session, found, now)
        due = later_working_instant(now, job.zone, region_of_zone(job.zone) or METROPOLE)
        for domain, count in found.items():
            key, subject = (
                f"workshop-proposed:{domain}:{day_in(now, job.zone)}",
                {"domain": domain, "startups": count},
            )
            programme_team.notify(session, job.programme_team, "workshop_proposed", key, subject, due)
