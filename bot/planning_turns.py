"""The turns of jobs that plan: left out where nothing can have come of them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.context import JobContext
from jobs.schedule import Job
from storage.changes import by_anybody
from storage.store import Store

_WHOLE_EVERY = timedelta(days=1)
"""As time goes by, somebody may have written past Gamma, by hand."""


@dataclass(frozen=True)
class _Taken:
    """again_at: as the job said, if it did. tables: what it read, as it had been changed before that."""

    again_at: datetime | None
    tables: dict[str, object]


class PlanningTurns:
    """A job that found its tables as they are now would find the same again, until the instant it named.

    reading: within it, the tables that are read. changes: by table, what stays as long as it is not changed.
    whole_every: in which each job has a turn whatever it named.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        reading: Callable[[], AbstractContextManager[set[str]]],
        changes: Callable[[], Mapping[str, object]],
        whole_every: timedelta | None = None,
    ) -> None:
        self._jobs = [job for job in jobs if job.plans]
        self._reading = reading
        self._changes = changes
        self._whole_every = whole_every
        self._taken: dict[str, _Taken] = {}

    @classmethod
    def beside_others(cls, jobs: Sequence[Job], store: Store) -> "PlanningTurns":
        """As time goes by, while other processes change the database too."""
        return cls(jobs, store.watch_tables().reading, lambda: by_anybody(store), _WHOLE_EVERY)

    def run(self, job: Job, context: JobContext) -> None:
        """One turn of any job."""
        before, now = self._changes(), context.now()
        with self._reading() as read:
            again_at = job.run(context)
        if again_at and self._whole_every:
            again_at = min(again_at, now + self._whole_every)
        self._taken[job.id] = _Taken(again_at, {table: before.get(table, 0) for table in read})

    def is_due(self, job: Job, turn: datetime) -> bool:
        """Whether it may have something to do at this turn."""
        return self._wanted_from(job, turn) <= turn

    def due(self, turn: datetime) -> list[Job]:
        return [job for job in self._jobs if self.is_due(job, turn)]

    def next_from(self, turn: datetime, until: datetime) -> datetime:
        """The first instant, not before this turn, from which one of them may have something to do."""
        wanted = [max(self._wanted_from(job, turn), turn) for job in self._jobs]
        return min([*wanted, until])

    def _wanted_from(self, job: Job, turn: datetime) -> datetime:
        taken = self._taken.get(job.id)
        if taken is None or taken.again_at is None or taken.again_at <= turn:
            return turn
        changes = self._changes()
        is_changed = any(changes.get(table, 0) != before for table, before in taken.tables.items())
        return turn if is_changed else taken.again_at
