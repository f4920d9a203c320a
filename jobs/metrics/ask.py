"""Asks who follows a metric for a value, once one is missing for its frequency; again after pauses."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.people.person import Person
from gamma.repetition import repetition_instants
from jobs.context import NEVER, JobContext
from storage import outbox
from storage.metrics import metrics
from storage.people import people
from storage.startups import enrolment
from storage.store import JOB_PATIENCE

METRIC_ASKED = "metric_asked"


def ask_values(job: JobContext) -> datetime:
    """Planned once each time it is to be asked; told in the reader's hours, within the week's budget."""
    now = job.now()
    with job.store.read(JOB_PATIENCE) as session:
        if not _owners(session):
            return NEVER
    with job.store.write(JOB_PATIENCE) as session:
        owners = _owners(session)
        found = metrics.load_all(session, owners, job.zone)
        again_at = [NEVER]
        for startup_id, owner_id in owners.items():
            owner, stale = people.by_id(session, owner_id), found[startup_id].stale_since(job.zone)
            if owner.erased or stale is None:
                continue
            last, times, next_at = _asked_at(job, stale, now)
            again_at.append(next_at)
            if last:
                outbox.plan(session, _notification(startup_id, owner, stale, times, last))
    return min(again_at)


def _owners(session: Session) -> dict[str, int]:
    """Who follows the metric of a startup that takes part."""
    owners = metrics.owners(session)
    taking_part = set(enrolment.enrolled_ids(session)) if owners else set()
    return {each: owner for each, owner in owners.items() if each in taking_part}


def _asked_at(job: JobContext, stale: date, now: datetime) -> tuple[datetime | None, int, datetime]:
    """When it was to be asked for last, and how often until now; and when it is next."""
    since = datetime.combine(stale, time(), job.zone)
    instants = repetition_instants(since, now, job.programme.messages.pauses)
    passed = [each for each in instants if each <= now]
    return max(passed, default=None), len(passed), instants[-1]


def _notification(startup_id: str, owner: Person, stale: date, times: int, due_at: datetime) -> Notification:
    """Due when it was to be asked last: after a restore it is looked for."""
    key = f"metric-asked:{startup_id}:{owner.id}:{stale}:{times}"
    subject = {"startup": startup_id, "since": stale.isoformat(), ASKED_AS_MEMBER: startup_id}
    return Notification(key, METRIC_ASKED, subject, owner.platform, due_at=due_at, person_id=owner.id)
