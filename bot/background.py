"""The background work: the scheduler, a beat for each of its tasks, and a guard that starts it anew."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import system_now
from gamma.chat_platform import Chat
from jobs.context import JobContext
from jobs.delivery.watch import tell_restarted
from jobs.schedule import JOBS, Job

log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(minutes=2)
_LOOK_EVERY = timedelta(seconds=15)
_LONGEST_PATIENCE = 64
"""Times SILENT_AFTER. A task that hangs keeps its thread: a restart that does not help is not made often."""


@dataclass(frozen=True)
class Task:
    """A job for one platform, or for all."""

    job: Job
    chats: Mapping[str, Chat]

    @property
    def name(self) -> str:
        return " ".join([self.job.id, *self.chats]) if self.job.each_platform else self.job.id

    @property
    def is_frequent(self) -> bool:
        """Silence is a sign only of what would be heard often."""
        return self.job.every <= timedelta(minutes=1)


def tasks(jobs: Sequence[Job], chats: Mapping[str, Chat]) -> list[Task]:
    return [
        Task(job, share)
        for job in jobs
        for share in ([{name: chat} for name, chat in chats.items()] if job.each_platform else [chats])
    ]


class Background:
    """alongside: called every now and then by the guard's thread, whatever state the tasks are in."""

    def __init__(
        self,
        job: JobContext,
        jobs: Sequence[Job] = JOBS,
        alongside: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._work = job
        self._tasks = tasks(jobs, job.chats)
        self._alongside = alongside
        self._monotonic = monotonic
        self._beats: dict[str, float] = {}
        self._scheduler: BackgroundScheduler | None = None
        self._stopping = threading.Event()
        self._guard: threading.Thread | None = None
        self._patience = SILENT_AFTER
        self._started_at = 0.0
        self.restarts = 0

    def start(self) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        for task in self._tasks:
            self._beat(task)
        self._schedule()
        self._stopping.clear()
        self._guard = threading.Thread(target=self._watch_over, name="guard", daemon=True)
        self._guard.start()

    def stop(self) -> None:
        """What is under way is finished first."""
        self._stopping.set()
        if self._guard:
            self._guard.join()
            self._guard = None
        self.stop_scheduler()
        self._scheduler = None

    def stop_scheduler(self) -> None:
        """As it may also stop by itself: the guard goes on."""
        if self._scheduler and self._scheduler.running:
            self._scheduler.shutdown()

    def silent(self) -> list[str]:
        """What has not been heard of for too long."""
        if self._scheduler is None:
            return ["the scheduler is not running"]
        limit = self._monotonic() - SILENT_AFTER.total_seconds()
        return [
            f"{task.name}: nothing heard for {SILENT_AFTER.seconds // 60} minutes"
            for task in self._tasks
            if task.is_frequent and self._beats[task.name] < limit
        ]

    def guard(self) -> None:
        """Start the scheduler anew if a task fell silent; each time in vain, wait longer before the next."""
        silent = self.silent()
        if not silent:
            self._patience = SILENT_AFTER
            return
        if self._monotonic() - self._started_at < self._patience.total_seconds():
            return
        self._patience = min(self._patience * 2, SILENT_AFTER * _LONGEST_PATIENCE)
        self.restarts += 1
        log.error("the scheduler is started anew: %s", "; ".join(silent))
        if self._scheduler and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._schedule()
        tell_restarted(self._work, "; ".join(silent))

    def run(self, task: Task) -> None:
        try:
            task.job.run(replace(self._work, chats=task.chats, beat=lambda: self._beat(task)))
        except Exception:
            log.exception("job %s failed; it is tried again at its next turn", task.name)
        else:
            self._beat(task)

    def _schedule(self) -> None:
        scheduler = BackgroundScheduler(timezone=UTC)
        for task in self._tasks:
            # Planning is made good at once: it may be rarer than deploys are.
            first = {"next_run_time": system_now()} if task.job.plans else {}
            scheduler.add_job(
                self.run,
                "interval",
                args=[task],
                seconds=task.job.every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                **first,
            )
        scheduler.start()
        self._scheduler = scheduler
        self._started_at = self._monotonic()

    def _beat(self, task: Task) -> None:
        self._beats[task.name] = self._monotonic()

    def _watch_over(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY.total_seconds()):
            for look in (self.guard, self._alongside):
                try:
                    look()
                except Exception:
                    log.exception("the guard goes on")
