"""Forgets what can no longer be of use: forms sent long ago, and what was left half-way."""

from gamma.privacy.retention import DRAFT_RETENTION, FORM_RETENTION, QUESTION_DRAFT_RETENTION
from jobs.context import JobContext
from storage import forms
from storage.privacy import erasure, questions
from storage.store import JOB_PATIENCE


def tidy(job: JobContext) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        now = min(job.now(), job.real_now())
        forms.forget_before(session, now - FORM_RETENTION)
        erasure.empty_drafts(session, begun_before=now - DRAFT_RETENTION)
        questions.empty_drafts(session, begun_before=now - QUESTION_DRAFT_RETENTION, now=now)
