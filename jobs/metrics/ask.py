"""Asks who follows a metric for a value, once one is missing for its frequency; again after pauses."""

from collections.abc import Iterator
from datetime import datetime, time

from gamma.dates import day_in
from gamma.metrics.metric import Metric
from gamma.outbox import ASKED_AS_MEMBER, Notification
from gamma.people.person import Person
from gamma.repetition import repetition_instants
from jobs.context import JobContext
from storage import outbox
from storage.metrics import metrics
from storage.people import people
from storage.startups import enrolment
from storage.store import JOB_PATIENCE

METRIC_ASKED = "metric_asked"


def ask_values(job: JobContext) -> None:
    """Planned once each time it is to be asked; told in the reader's hours, within the week's budget."""
    with job.store.write(JOB_PATIENCE) as session:
        taking_part = set(enrolment.enrolled_ids(session))
        owners = {each: owner for each, owner in metrics.owners(session).items() if each in taking_part}
        found = metrics.load_all(session, owners, job.zone)
        for startup_id, owner_id in owners.items():
            owner = people.by_id(session, owner_id)
            if not owner.erased:
                for notification in _due(job, startup_id, owner, found[startup_id]):
                    outbox.plan(session, notification)


def _due(job: JobContext, startup_id: str, owner: Person, metric: Metric) -> Iterator[Notification]:
    """At most one, due when it was to be asked last: after a restore it is looked for."""
    now, stale = job.now(), metric.stale_since(job.zone)
    if stale is None or stale > day_in(now, job.zone):
        return
    since = datetime.combine(stale, time(), job.zone)
    passed = [each for each in repetition_instants(since, now, job.programme.messages.pauses) if each <= now]
    if passed:
        key = f"metric-asked:{startup_id}:{owner.id}:{stale}:{len(passed)}"
        subject = {"startup": startup_id, "since": stale.isoformat(), ASKED_AS_MEMBER: startup_id}
        yield Notification(key, METRIC_ASKED, subject, owner.platform, due_at=passed[-1], person_id=owner.id)
