"""The outbox watches itself: what is due and seen to by nobody is sent from here, and told."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from gamma.dates import day_in
from gamma.outbox import OVERDUE_AFTER, Stuck
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.delivery.watch_messages import watch_restarted, watch_stuck
from storage import overdue
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)


def watch(job: JobContext) -> None:
    """Rows that anybody could have taken for five minutes: planned, or left without an outcome.

    What a platform asked to wait for, or waits for a known trouble, is not among them.
    """
    free_before = job.real_now() - OVERDUE_AFTER
    with job.store.read(JOB_PATIENCE) as session:
        stuck = overdue.list_stuck(session, job.now() - OVERDUE_AFTER, free_before)
    for each in stuck:
        log.error(
            "%s messages for %s are due since %s",
            each.count,
            each.platform,
            each.since,
        )
    if stuck:
        _notify_stuck(job, stuck)
        platforms = {each.platform for each in stuck}
        served = {name: chat for name, chat in job.chats.items() if name in platforms}
        deliver(replace(job, chats=served))


def notify_restarted(job: JobContext, silent: str) -> None:
    """Once a day, however often it happens."""
    with job.store.write(JOB_PATIENCE) as session:
        key = f"watch-restarted:{day_in(job.now(), job.zone)}"
        job.notify_programme_team(session, watch_restarted.__name__, key, {"silent": silent})


def _notify_stuck(job: JobContext, stuck: Iterable[Stuck]) -> None:
    """Once a day for each platform."""
    with job.store.write(JOB_PATIENCE) as session:
        for each in stuck:
            subject = {
                "platform": each.platform,
                "count": each.count,
                "since": each.since.isoformat(),
                "served": each.platform in job.chats,
            }
            key = f"watch-stuck:{each.platform}:{day_in(job.now(), job.zone)}"
            job.notify_programme_team(session, watch_stuck.__name__, key, subject)
