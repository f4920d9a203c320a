"""Moves the programme's clock: the jobs, run once or at every due instant on the way to a later moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.planning_turns import PlanningTurns
from gamma.dates import LocalMoment, day_in
from jobs.context import JobContext
from jobs.schedule import JOBS, Job
from storage import overdue
from storage.store import JOB_PATIENCE

_TURN = time(5, 0)
"""In the programme's zone: what a day brings is looked at before it begins for anybody there."""
_MOMENT = timedelta(microseconds=1)


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

        At the first stop each job sees to what people did meanwhile. After it those that plan have one turn a
        day, where something may have come of it; those that know when something is due stop for it, and look
        whether a turn brought any. Nobody else's turn falls in between: it would find at one instant what is
        due, and say it at a later one.
        """
        with self.clock.moving():
            self._stop_on_the_way(to)
            self.clock.move_to(to)
            self.tick()

    def _stop_on_the_way(self, to: datetime) -> None:
        last: datetime | None = None
        tables = self.job_context.store.watch_tables()
        turns = PlanningTurns(self.jobs, tables.reading, tables.changes)
        ahead = self._look_ahead(self.clock.now(), to)
        while (instant := min(self._next_turn(turns, ahead, to), ahead.due or to)) < to:
            self.clock.move_to(instant)
            if last is None:
                for job in self.jobs:
                    turns.run(job, self.job_context)
                ran = True
            else:
                ran = self._stop(last, ahead, turns)
            if ran or ahead.writes != self.job_context.store.writes:
                ahead = self._look_ahead(instant, to)
            last = instant

    def _next_turn(self, turns: PlanningTurns, ahead: "_Ahead", to: datetime) -> datetime:
        """The next in a day's order at which somebody may plan; what is held back is asked about at each."""
        zone = self.job_context.zone
        following = _turn_after(self.clock.now(), zone)
        wanted = following if ahead.is_held else turns.next_from(following, to)
        return following if wanted <= following else min(_turn_after(wanted - _MOMENT, zone), to)

    def _stop(self, last: datetime, ahead: "_Ahead", turns: PlanningTurns) -> bool:
        """Whether those ran that know when something is due."""
        turn = _turn_until(self.clock.now(), self.job_context.zone)
        for job in turns.due(turn) if turn > last else ():
            turns.run(job, self.job_context)
        is_due = self._is_anything_due(last, ahead)
        if is_due:
            for job in self.jobs:
                if job.next_due:
                    job.run(self.job_context)
        return is_due

    def _is_anything_due(self, last: datetime, ahead: "_Ahead") -> bool:
        """By what was planned, since the last stop: also for the time before it, which is past."""
        now, real_now, store = self.clock.now(), self.job_context.real_now(), self.job_context.store
        if ahead.due and ahead.due <= now:
            return True
        with store.read(JOB_PATIENCE) as session:
            is_overdue = overdue.is_any_due(session, now, real_now)
            is_changed = ahead.writes != store.writes
            return is_overdue or (is_changed and any(self._due_instants(session, last, now)))

    def _look_ahead(self, after: datetime, until: datetime) -> "_Ahead":
        """The next instant at which a job has something to do."""
        store, real_now = self.job_context.store, self.job_context.real_now()
        writes, now = store.writes, self.clock.now()
        with store.read(JOB_PATIENCE) as session:
            instants = list(self._due_instants(session, after, until))
            free = overdue.next_free(session, now, real_now)
            if self.moves_real_time and free:
                instants.append(now + (free - real_now))
        return _Ahead(min(instants, default=None), writes, is_held=free is not None)

    def _due_instants(self, session: Session, after: datetime, until: datetime) -> Iterator[datetime]:
        due = (job.next_due(session, after, until) for job in self.jobs if job.next_due)
        return (instant for instant in due if instant)


@dataclass(frozen=True)
class _Ahead:
    """due: what comes next, as long as the store counts as many writes: most days nothing changes.

    is_held: something due waits for a while that passes by the machine's clock.
    """

    due: datetime | None
    writes: int
    is_held: bool


def _turn_after(now: datetime, zone: ZoneInfo) -> datetime:
    turn = LocalMoment(day_in(now, zone), _TURN, zone)
    return turn.instant if turn.instant > now else turn.days_later(1).instant


def _turn_until(now: datetime, zone: ZoneInfo) -> datetime:
    """The last one that is not to come."""
    turn = LocalMoment(day_in(now, zone), _TURN, zone)
    return turn.instant if turn.instant <= now else turn.days_later(-1).instant
