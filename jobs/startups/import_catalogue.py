"""Imports startups once a night, from the addresses that GAMMA_IMPORT_URL names."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.calendar import METROPOLE, later_working_instant
from gamma.dates import day_in
from gamma.startups.catalogue import Catalogue, FewerStartupsError, ImportRefusedError, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_changes import summary_lines
from gamma.startups.import_digest import import_digest
from jobs.context import JobContext
from storage.people import programme_team
from storage.startups import import_runs, imports, repeated_imports
from storage.startups.imports import ImportTerms
from storage.store import JOB_PATIENCE, StoreBusyError

log = logging.getLogger(__name__)

_FROM_HOUR = 3


def import_catalogue(job: JobContext) -> None:
    """Does nothing but one look at the database when this night's import was begun already."""
    if not job.import_urls:
        return
    night = _night_of(job.now(), job.zone)
    with job.store.read(JOB_PATIENCE) as session:
        if not import_runs.is_due(session, night, job.real_now()):
            return
    with job.store.write(JOB_PATIENCE) as session:
        if not import_runs.begin(session, night, job.real_now()):
            return
    try:
        files = [_fetch(job, url) for url in job.import_urls]
        terms = ImportTerms(
            import_digest(files, job.programme.phases), day_in(job.now(), job.zone), job.programme.phases
        )
        if not _repeat(job, night, terms):
            read = zip(job.import_urls, map(parse_catalogue, files), strict=True)
            _save(job, night, merge_catalogues(list(read)), terms)
    except ImportRefusedError as error:
        kind = "import_fewer" if isinstance(error, FewerStartupsError) else "import_refused"
        log.warning("the import of startups was refused: %s", error)
        _record_refusal(job, night, kind, f"{error}; nothing was changed")
    except StoreBusyError:
        raise  # The night stays open, and is taken up again in an hour.
    except Exception:
        log.exception("the import of startups failed")
        _record_refusal(job, night, "import_refused", "unexpected error, see the log")


def _night_of(now: datetime, zone: ZoneInfo) -> date:
    """The day on which this night ends; before its hour it is still the night before."""
    return day_in(now - timedelta(hours=_FROM_HOUR), zone)


def _fetch(job: JobContext, url: str) -> bytes:
    """Outside any transaction: the other side may be slow."""
    try:
        return job.fetch(url)
    finally:
        job.beat()


def _record_refusal(job: JobContext, night: date, kind: str, reason: str) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        import_runs.end(session, night, job.real_now(), reason)
        _notify_programme_team(session, job, kind, night, {"night": night.isoformat()})


def _repeat(job: JobContext, night: date, terms: ImportTerms) -> bool:
    """Whether the same was imported last, so that nothing is to be done."""
    with job.store.write(JOB_PATIENCE) as session:
        report = repeated_imports.repeat(session, terms.digest, job.now())
        if report is None:
            return False
        import_runs.end(session, night, job.real_now())
    for line in report.summary:
        log.info("import: %s", line)
    return True


def _save(job: JobContext, night: date, catalogue: Catalogue, terms: ImportTerms) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        changes, warnings = imports.save_and_remember(session, catalogue, job.now(), terms)
        gone = imports.linked_or_enrolled(session, [startup.id for startup in changes.gone])
        if gone:
            _notify_programme_team(session, job, "import_gone", night, {"startups": gone})
        import_runs.end(session, night, job.real_now())
    for line in (*changes.warnings(), *summary_lines(catalogue, changes, warnings)):
        log.info("import: %s", line)


def _notify_programme_team(
    session: Session, job: JobContext, kind: str, night: date, subject: Mapping[str, Any]
) -> None:
    """Once a night; nobody is woken up for it, or called back to work. Of a weekend the last is told."""
    due_at = later_working_instant(job.now(), job.zone, METROPOLE)
    key = f"{kind}:{night}"
    programme_team.notify(
        session, job.programme_team, kind, key, subject, due_at, folds=kind != "import_gone"
    )
