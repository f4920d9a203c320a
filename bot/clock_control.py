"""Moves the programme's clock: the jobs, run once or at every due instant on the way to a later moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from jobs.context import JobContext
from jobs.schedule import JOBS, Job
from storage import overdue
from storage.store import JOB_PATIENCE

_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ClockControl:
    """job_context: what a job is given, with all the platforms.

    moves_real_time: moving the clock is as good as waiting, also for what a platform asked to wait.
    """

    job_context: JobContext
    clock: Clock
    jobs: Sequence[Job] = JOBS
    moves_real_time: bool = False

    def tick(self) -> None:
        """Do once all that is due now."""
        for job in self.jobs:
            job.run(self.job_context)

    def advance(self, to: datetime) -> None:
        """Move the programme's clock, stopping at every instant at which something happens, in order.

        At the first stop each job sees to what people did meanwhile; then those that plan have their turns.
        """
        last: datetime | None = None
        while (instant := self._next_instant(to)) and instant < to:
            self.clock.move_to(instant)
            for job in self.jobs:
                if last is None or not job.plans or _turn_after(last, job.every) <= instant:
                    job.run(self.job_context)
            last = instant
        self.clock.move_to(to)
        self.tick()

    def _next_instant(self, until: datetime) -> datetime | None:
        """The next instant at which a job has something to do, or one that plans has its turn."""
        now = self.clock.now()
        instants = [_turn_after(now, job.every) for job in self.jobs if job.plans]
        with self.job_context.store.read(JOB_PATIENCE) as session:
            due = (job.next_due(session, now, until) for job in self.jobs if job.next_due)
            instants += [instant for instant in due if instant]
            real_now = self.job_context.real_now()
            if self.moves_real_time and (free := overdue.next_free(session, now, real_now)):
                instants.append(now + (free - real_now))
        return min(instants, default=None)


def _turn_after(now: datetime, every: timedelta) -> datetime:
    """Turns are counted from an instant that is the same for everybody."""
    return _EPOCH + ((now - _EPOCH) // every + 1) * every
