"""Moves the programme's clock: the jobs, run once or at every due instant on the way to a later moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.clock import Clock
from gamma.dates import LocalMoment, day_in
from jobs.context import JobContext
from jobs.schedule import JOBS, Job
from storage import outbox
from storage.store import JOB_PATIENCE

_TURN = time(5, 0)
"""In the programme's zone: what a day brings is looked at before it begins for anybody there."""


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

        At the first stop each job sees to what people did meanwhile; then those that know when something is
        due see to each stop, and the others, which plan far ahead or keep house, have one turn a day.
        """
        last: datetime | None = None
        while (instant := self._next_instant(to)) and instant < to:
            self.clock.move_to(instant)
            has_turn = last is None or _turn_after(last, self.job_context.zone) <= instant
            for job in self.jobs:
                if has_turn or job.next_due:
                    job.run(self.job_context)
            last = instant
        self.clock.move_to(to)
        self.tick()

    def _next_instant(self, until: datetime) -> datetime | None:
        """The next instant at which a job has something to do, or the others have their turn."""
        now = self.clock.now()
        instants = [_turn_after(now, self.job_context.zone)]
        with self.job_context.store.read(JOB_PATIENCE) as session:
            due = (job.next_due(session, now, until) for job in self.jobs if job.next_due)
            instants += [instant for instant in due if instant]
            real_now = self.job_context.real_now()
            if self.moves_real_time and (free := outbox.next_free(session, now, real_now)):
                instants.append(now + (free - real_now))
        return min(instants)


def _turn_after(now: datetime, zone: ZoneInfo) -> datetime:
    turn = LocalMoment(day_in(now, zone), _TURN, zone)
    return turn.instant if turn.instant > now else turn.days_later(1).instant
