"""Forgets what can no longer be of use: forms sent long ago, and what was left half-way."""

from gamma.privacy.retention import DRAFTS_KEPT, FORMS_KEPT, QUESTION_DRAFTS_KEPT
from jobs.context import JobContext
from storage import forms
from storage.privacy import erasure, questions
from storage.store import JOB_PATIENCE


def tidy(job: JobContext) -> None:
    with job.store.write(JOB_PATIENCE) as session:
        now = min(job.now(), job.real_now())
        forms.forget_before(session, now - FORMS_KEPT)
        erasure.empty_drafts(session, begun_before=now - DRAFTS_KEPT)
        questions.empty_drafts(session, begun_before=now - QUESTION_DRAFTS_KEPT, now=now)
