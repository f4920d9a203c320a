"""Whether there is something for the jobs that run every moment: one look at the database for all of them.

It is taken at once after anything was saved by this process, and else each one to two seconds, for what has
become due and for what others saved; not in step with other processes.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence

from jobs.context import JobContext
from jobs.schedule import Job
from storage.store import JOB_PATIENCE

LOOK_SECONDS = (1.0, 2.0)


class Looks:
    """Asked by each task at each of its turns, in whatever thread."""

    def __init__(
        self,
        job_context: JobContext,
        jobs: Sequence[Job],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._job_context = job_context
        self._jobs = [job for job in jobs if job.has_work]
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._saved = threading.Event()
        self._next = 0.0
        self._count = 0
        self._found: dict[str, int] = {}
        """By the job's id, the number of the latest look that found something for it."""
        self._seen: dict[str, int] = {}
        """By the task's name, of how many looks it knows."""

    def wake(self) -> None:
        """Something was saved: who asks next looks."""
        self._saved.set()

    def is_wanted(self, job: Job, task: str) -> bool:
        """Whether a look since this task's latest turn found something for its job."""
        if job.has_work is None:
            return True
        with self._lock:
            if self._saved.is_set() or self._monotonic() >= self._next:
                self._look()
            known, self._seen[task] = self._seen.get(task, 0), self._count
            return self._found.get(job.id, 0) > known

    def _look(self) -> None:
        """What is saved from here on is looked for again; so is all where this one fails."""
        self._saved.clear()
        try:
            with self._job_context.store.read(JOB_PATIENCE) as session:
                found = [
                    job.id for job in self._jobs if job.has_work and job.has_work(session, self._job_context)
                ]
        except Exception:
            self._saved.set()
            raise
        self._count += 1
        self._found.update(dict.fromkeys(found, self._count))
        self._next = self._monotonic() + random.uniform(*LOOK_SECONDS)  # noqa: S311  (no secret)
