"""Runs the jobs on time: the scheduler, a watchdog that restarts it, the heartbeat that tells a monitor."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import httpx
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import limited_calls
from bot.clock import system_now
from bot.looks import Looks
from bot.metrics import JOB_FAILURES, JOB_SECONDS
from bot.planning_turns import PlanningTurns
from gamma.chat_platform import Chat
from jobs.context import JobContext
from jobs.delivery.sightings import Sightings
from jobs.delivery.watch import notify_restarted
from jobs.schedule import JOBS, Job

log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(minutes=2)
FAILING_AFTER = timedelta(seconds=10)
_WATCH_EVERY = timedelta(seconds=15)
_LONGEST_PATIENCE = 64
"""Times SILENT_AFTER. A task that hangs keeps its thread: a restart that does not help is not made often."""
HEARTBEAT_SECONDS = 60
_FAILURE_TOLD_EVERY = 60.0
_HEARTBEAT_TIMEOUT = 5.0


@dataclass
class _Failing:
    """A task since its last good turn."""

    since: float
    told_at: float
    count: int = 0


@dataclass(frozen=True)
class Task:
    """A job for one platform, or for all."""

    job: Job
    chats: Mapping[str, Chat]

    @property
    def name(self) -> str:
        """What the watchdog and the log call it: "deliver slack"."""
        return " ".join([self.job.id, *self.chats]) if self.job.each_platform else self.job.id

    @property
    def is_frequent(self) -> bool:
        """Silence is a sign only of what would be heard often."""
        return self.job.every <= timedelta(minutes=1)


def tasks(jobs: Sequence[Job], chats: Mapping[str, Chat]) -> list[Task]:
    """One for each job, or for each job and platform where the job is run apart."""
    return [
        Task(job, share)
        for job in jobs
        for share in ([{name: chat} for name, chat in chats.items()] if job.each_platform else [chats])
    ]


def _run(job: Job, context: JobContext) -> None:
    job.run(context)


class Turns(IntervalTrigger):  # type: ignore[misc]  # it has no types of its own
    """Every so often from now on, however many turns went by while the machine slept: those are one.

    APScheduler makes them one too, but only after it has counted them all, which for three a second and a
    week asleep takes longer than anybody waits for an answer.
    """

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        following: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        missed = previous_fire_time is not None and following is not None and following <= now
        return now + self.interval if missed else following


class Scheduler:
    """APScheduler in memory, of which every task is heard regularly; else the watchdog starts it anew.

    alongside: called every now and then by the watchdog's thread, whatever state the tasks are in.
    hold_clock: a turn is taken within this, and left out where it gives False: the clock is being moved then,
    by somebody who does all that falls due on the way.
    """

    def __init__(
        self,
        job_context: JobContext,
        jobs: Sequence[Job] = JOBS,
        alongside: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
        hold_clock: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True),
    ) -> None:
        self._job_context = job_context
        self._hold_clock = hold_clock
        self._tasks = tasks(jobs, job_context.chats)
        self._alongside = alongside
        self._monotonic = monotonic
        self._failing: dict[str, _Failing] = {}
        self._looks = Looks(job_context, jobs, monotonic)
        self.wake = self._looks.wake
        """After anything was saved: what may have become due is looked for at once."""
        self._planning = PlanningTurns.beside_others(jobs, job_context.store)
        self._sightings = Sightings(job_context.timing.lease, monotonic)
        self._last_beats: dict[str, float] = {}
        self._apscheduler: BackgroundScheduler | None = None
        self._stopping = threading.Event()
        self._watchdog: threading.Thread | None = None
        self._patience = SILENT_AFTER
        self._started_at = 0.0
        self.restarts = 0

    def start(self) -> None:
        """Runs the jobs and the watchdog, each in threads of its own."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        for task in self._tasks:
            self._record_beat(task)
        self._start_apscheduler()
        self._stopping.clear()
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._watchdog.start()

    def stop(self) -> None:
        """What is under way is finished first."""
        self._stopping.set()
        if self._watchdog:
            self._watchdog.join()
            self._watchdog = None
        self.stop_apscheduler()
        self._apscheduler = None

    def stop_apscheduler(self) -> None:
        """As it may also stop by itself: the watchdog goes on."""
        if self._apscheduler and self._apscheduler.running:
            self._apscheduler.shutdown()

    def silent(self) -> list[str]:
        """What has not been heard of for too long."""
        if self._apscheduler is None:
            return ["the scheduler is not running"]
        limit = self._monotonic() - SILENT_AFTER.total_seconds()
        return [
            f"{task.name}: nothing heard for {SILENT_AFTER.seconds // 60} minutes"
            for task in self._tasks
            if task.is_frequent and self._last_beats[task.name] < limit
        ]

    def failing(self) -> list[str]:
        """What is tried often and has had no good turn for some seconds."""
        now, limit = self._monotonic(), FAILING_AFTER.total_seconds()
        since = {task.name: self._failing[task.name].since for task in self._tasks if self._fails(task)}
        return [
            f"{name}: fails for {now - began:.0f} seconds, see the log"
            for name, began in since.items()
            if now - began >= limit
        ]

    def _fails(self, task: Task) -> bool:
        return task.is_frequent and task.name in self._failing

    def restart_if_silent(self) -> None:
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
        if self._apscheduler and self._apscheduler.running:
            self._apscheduler.shutdown(wait=False)
        self._start_apscheduler()
        notify_restarted(self._job_context, "; ".join(silent))

    def run(self, task: Task) -> None:
        """One turn. What it raises is logged, and no beat is recorded."""
        try:
            with self._hold_clock() as stands_still:
                is_taken = stands_still and self._is_wanted(task)
                if is_taken:
                    self._take_turn(task)
        except Exception:
            JOB_FAILURES.labels(task.job.id).inc()
            self._log_failure(task)
            return
        if is_taken:
            self._failing.pop(task.name, None)
        if task.name not in self._failing:
            self._record_beat(task)

    def _is_wanted(self, task: Task) -> bool:
        """Whether there may be something for it to do."""
        if task.job.plans:
            return self._planning.is_due(task.job, self._job_context.now())
        return self._looks.is_wanted(task.job, task.name)

    def _take_turn(self, task: Task) -> None:
        context = replace(
            self._job_context,
            chats=task.chats,
            beat=lambda: self._record_beat(task),
            is_stopping=self._stopping.is_set,
            is_abandoned=self._sightings.is_abandoned,
        )
        run = self._planning.run if task.job.plans else _run
        with JOB_SECONDS.labels(task.job.id).time():
            run(task.job, context)

    def _log_failure(self, task: Task) -> None:
        """Once as it is, then each minute how often: what fails three times a second would fill the disk."""
        failing = self._failing.get(task.name)
        if failing is None:
            now = self._monotonic()
            self._failing[task.name] = _Failing(since=now, told_at=now)
            log.exception("job %s failed; it is tried again at its next turn", task.name)
            return
        failing.count += 1
        if self._monotonic() - failing.told_at >= _FAILURE_TOLD_EVERY:
            log.error("job %s failed %s times more", task.name, failing.count)
            failing.told_at, failing.count = self._monotonic(), 0

    def _start_apscheduler(self) -> None:
        apscheduler = BackgroundScheduler(timezone=UTC)
        for task in self._tasks:
            # Planning is made good at once: it may be rarer than deploys are.
            first = {"next_run_time": system_now()} if task.job.plans else {}
            apscheduler.add_job(
                self.run,
                Turns(seconds=task.job.every.total_seconds(), timezone=UTC),
                args=[task],
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                **first,
            )
        apscheduler.start()
        self._apscheduler = apscheduler
        self._started_at = self._monotonic()

    def _record_beat(self, task: Task) -> None:
        self._last_beats[task.name] = self._monotonic()

    def _watch(self) -> None:
        while not self._stopping.wait(_WATCH_EVERY.total_seconds()):
            for check in (self.restart_if_silent, self._alongside):
                try:
                    check()
                except Exception:
                    log.exception("the watchdog goes on")


class Heartbeat:
    """Tells a monitor elsewhere, each minute, that the bot is well or that it is not.

    As healthchecks.io and its like expect: GET the address when all is well, address/fail when not.
    The address is a secret of its own: it is never logged.
    """

    def __init__(
        self,
        url: str,
        troubles: Callable[[], list[str]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._troubles = troubles
        self._monotonic = monotonic
        self._next = monotonic()

    def beat(self) -> None:
        """Once a minute, however often it is called; a monitor that does not answer is only logged."""
        if not self._url or self._monotonic() < self._next:
            return
        self._next = self._monotonic() + HEARTBEAT_SECONDS
        url = f"{self._url}/fail" if self._troubles() else self._url
        try:
            limited_calls.get(url, _HEARTBEAT_TIMEOUT).raise_for_status()
        except httpx.HTTPStatusError as error:
            log.warning("the heartbeat's monitor answers HTTP %s", error.response.status_code)
        except httpx.HTTPError as error:
            log.warning("the heartbeat's monitor does not answer: %s", type(error).__name__)
