"""The turns of jobs that plan, while the clock is moved: left out where nothing can have come of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jobs.context import JobContext
from jobs.schedule import Job
from storage.table_use import TableUse


@dataclass(frozen=True)
class _Taken:
    """again_at: as the job said, if it did. tables: what it read, as often changed by then."""

    again_at: datetime | None
    tables: dict[str, int]


class PlanningTurns:
    """A job that found its tables as they are now would find the same again, until the instant it named."""

    def __init__(self, jobs: Sequence[Job], tables: TableUse) -> None:
        self._jobs = [job for job in jobs if job.plans]
        self._tables = tables
        self._taken: dict[str, _Taken] = {}

    def run(self, job: Job, context: JobContext) -> None:
        """One turn of any job."""
        before = self._tables.changes()
        with self._tables.reading() as read:
            again_at = job.run(context)
        self._taken[job.id] = _Taken(again_at, {table: before.get(table, 0) for table in read})

    def due(self, turn: datetime) -> list[Job]:
        """Those that may have something to do at this turn."""
        return [job for job in self._jobs if self.is_due(job, turn)]

    def is_due(self, job: Job, turn: datetime) -> bool:
        return self._wanted_from(job, turn) <= turn

    def next_from(self, turn: datetime, until: datetime) -> datetime:
        """The first instant, not before this turn, from which one of them may have something to do."""
        wanted = [max(self._wanted_from(job, turn), turn) for job in self._jobs]
        return min([*wanted, until])

    def _wanted_from(self, job: Job, turn: datetime) -> datetime:
        taken = self._taken.get(job.id)
        if taken is None or taken.again_at is None:
            return turn
        is_changed = self._tables.changes_of(taken.tables) != taken.tables
        return turn if is_changed else taken.again_at
