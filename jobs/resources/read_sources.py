"""Reads the sources of resources anew by night, each as often as the programme file says."""

import logging
from datetime import datetime, time, timedelta

from gamma.dates import LocalMoment, day_in
from gamma.programme.resources import ResourceSource
from gamma.resources.source_files import parse_source
from gamma.startups.catalogue import ImportRefusedError
from jobs.context import JobContext
from storage.resources import resources
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)

FROM_HOUR, UNTIL_HOUR = 2, 6
"""By the programme's clock: when few read, and few servers are busy."""


def is_night(job: JobContext) -> bool:
    return FROM_HOUR <= job.now().astimezone(job.zone).hour < UNTIL_HOUR


def night_from(job: JobContext) -> datetime:
    """When this night began."""
    day = day_in(job.now(), job.zone)
    return LocalMoment(day, time(FROM_HOUR), job.zone).instant


def read_sources(job: JobContext) -> None:
    """Outside any transaction: the other side may be slow. One that fails keeps no other waiting."""
    if not job.programme.resources or not is_night(job):
        return
    for source in _due(job):
        job.beat()
        try:
            read_source(job, source)
        except ImportRefusedError as error:
            log.warning("the resources of %s were not read: %s", source.id, error)
            _note_refused(job, source, str(error))
        except StoreBusyError:
            raise  # It stays due, and is taken up again in an hour.
        except Exception:
            log.exception("the resources of %s were not read", source.id)
            _note_refused(job, source, "led to an unexpected error, see the log")
    with job.store.write(JOB_PATIENCE) as session:
        resources.drop_sources(session, [source.id for source in job.programme.resources])


def read_source(job: JobContext, source: ResourceSource) -> int:
    """How many there are in it. Raises ImportRefusedError: what was read before stays."""
    content = parse_source(source, job.read_source(source))
    job.beat()
    with job.store.write(JOB_PATIENCE) as session:
        resources.save_source(session, job.programme, source, content.entries, content.left_out, job.now())
    return len(content.entries)


def _due(job: JobContext) -> list[ResourceSource]:
    with job.store.read(JOB_PATIENCE) as session:
        tried = resources.sources_tried(session)
        last = {id_: (row.tried_at, row.read_at) for id_, row in tried.items()}
    now, night = job.now(), night_from(job)

    def is_due(source: ResourceSource) -> bool:
        """Once a night at most; of what could be read, so many nights later."""
        tried_at, read_at = last.get(source.id, (None, None))
        if tried_at is None or tried_at > now:
            return True
        rests_for = timedelta(days=source.every_days - 1) if read_at == tried_at else timedelta(0)
        return tried_at + rests_for < night

    return [source for source in job.programme.resources if is_due(source)]


def _note_refused(job: JobContext, source: ResourceSource, reason: str) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        resources.note_refused(session, source.id, reason[:500], job.now())
