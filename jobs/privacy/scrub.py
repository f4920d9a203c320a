"""Takes what somebody had erased out of the database's files too, shortly after."""

from jobs.context import JobContext


def scrub(job: JobContext) -> None:
    """Where somebody is at the database just now, the next turn does it."""
    job.store.scrub()
