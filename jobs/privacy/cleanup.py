"""Takes out of the database what was erased, or can no longer be of use."""

import logging
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session

from gamma.dates import day_in
from gamma.privacy.retention import (
    DRAFT_RETENTION,
    EXPORT_RETENTION,
    FORM_RETENTION,
    HEARD_RETENTION,
    MUTED_RETENTION,
    PEER_RETENTION,
    QUESTION_DRAFT_RETENTION,
    ROUND_MEMBER_RETENTION,
    TOLD_RETENTION,
    cutoff,
)
from jobs.context import JobContext
from storage import exports, forms, heard, redaction, told
from storage.assessments import rounds
from storage.peers import proposals
from storage.portfolio import mutes
from storage.privacy import erasure, questions, retention
from storage.seasons import seasons
from storage.store import JOB_PATIENCE

log = logging.getLogger(__name__)


def scrub_files(job: JobContext) -> None:
    """What somebody had erased goes out of the database's files too, shortly after.

    Where somebody is at the database just now, the next turn does it.
    """
    job.store.scrub()


def delete_expired(job: JobContext) -> None:
    """Notes of forms sent long ago, and what was left half-way, and who was asked in rounds."""
    with job.store.write(JOB_PATIENCE) as session:
        now = min(job.now(), job.real_now())
        exports.delete_before(session, now - EXPORT_RETENTION)
        forms.delete_before(session, now - FORM_RETENTION)
        heard.delete_before(session, now - HEARD_RETENTION)
        told.delete_before(session, now - TOLD_RETENTION)
        mutes.delete_before(session, day_in(now, job.zone) - MUTED_RETENTION)
        proposals.forget_people(session, now, introduced_before=now - PEER_RETENTION)
        rounds.delete_members(session, closed_before=now - ROUND_MEMBER_RETENTION)
        erasure.empty_drafts(session, begun_before=now - DRAFT_RETENTION)
        questions.empty_drafts(session, begun_before=now - QUESTION_DRAFT_RETENTION, now=now)
        _remove_of_old_seasons(job, session, now)


def _remove_of_old_seasons(job: JobContext, session: Session, now: datetime) -> None:
    """Only of seasons that are closed: the report of an open one still counts."""
    ends = [season.ends_on for season in seasons.every(session) if season.closed_at]
    last = cutoff(ends, job.programme.retention.months_after_season, day_in(now, job.zone))
    if last is None:
        return
    before = datetime.combine(last + timedelta(days=1), time(), job.zone).astimezone(UTC)
    removed = retention.remove_before(session, before)
    if removed:
        log.info("what was personal of seasons until %s is removed: %s", last, removed)
        redaction.request_scrub(session)
