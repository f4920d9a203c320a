"""Takes out of the database what was erased, or can no longer be of use."""

from gamma.dates import day_in
from gamma.privacy.retention import (
    DRAFT_RETENTION,
    FORM_RETENTION,
    HEARD_RETENTION,
    MUTED_RETENTION,
    QUESTION_DRAFT_RETENTION,
    ROUND_MEMBER_RETENTION,
    TOLD_RETENTION,
)
from jobs.context import JobContext
from storage import forms, heard, told
from storage.assessments import rounds
from storage.portfolio import mutes
from storage.privacy import erasure, questions
from storage.store import JOB_PATIENCE


def scrub_files(job: JobContext) -> None:
    """What somebody had erased goes out of the database's files too, shortly after.

    Where somebody is at the database just now, the next turn does it.
    """
    job.store.scrub()


def delete_expired(job: JobContext) -> None:
    """Notes of forms sent long ago, and what was left half-way, and who was asked in rounds."""
    with job.store.write(JOB_PATIENCE) as session:
        now = min(job.now(), job.real_now())
        forms.delete_before(session, now - FORM_RETENTION)
        heard.delete_before(session, now - HEARD_RETENTION)
        told.delete_before(session, now - TOLD_RETENTION)
        mutes.delete_before(session, day_in(now, job.zone) - MUTED_RETENTION)
        rounds.delete_members(session, closed_before=now - ROUND_MEMBER_RETENTION)
        erasure.empty_drafts(session, begun_before=now - DRAFT_RETENTION)
        questions.empty_drafts(session, begun_before=now - QUESTION_DRAFT_RETENTION, now=now)
