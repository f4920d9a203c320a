"""Forgets what can no longer be of use: forms sent longer ago than their seal lives."""

from datetime import timedelta

from jobs.context import Work
from storage import forms
from storage.store import JOB_PATIENCE

_KEPT = timedelta(days=30)


def tidy(work: Work) -> None:
    with work.store.write(JOB_PATIENCE) as session:
        forms.forget_before(session, min(work.now(), work.real_now()) - _KEPT)
