"""Looks by night whether the pages of resources are still there: a few a night, one of each host."""

import logging

from jobs.context import JobContext
from jobs.resources.read_sources import is_night, night_from
from storage.resources import resources
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)


def check_links(job: JobContext) -> None:
    """Asked outside any transaction. What could not be told tonight says nothing of the page."""
    if not is_night(job):
        return
    with job.store.read(JOB_PATIENCE) as session:
        due = resources.to_check(session, job.now(), night_from(job))
    for resource in due:
        if job.is_stopping():
            return
        job.beat()
        is_there = job.is_page_there(resource.link)
        if is_there is False:
            log.info("nothing is found at the address of resource %s", resource.id)
        with job.store.write(JOB_PATIENCE) as session:
            resources.note_checked(session, resource.id, is_there=is_there, now=job.now())
