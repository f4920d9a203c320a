"""A task that fails at each turn: one trace, a count each minute, and not ready after some seconds."""

from datetime import timedelta

import pytest

from bot.scheduler import Scheduler, tasks
from jobs.context import JobContext
from jobs.schedule import Job
from tests.jobs.conftest import Bench


def test_a_job_that_fails_is_told_once_then_counted_each_minute(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    seconds, failing = [0.0], [True]
    job_context = bench.work()

    def run(_context: JobContext) -> None:
        if failing:
            raise OSError(28, "No space left on device")

    jobs = [Job("write", run, timedelta(seconds=0.3))]
    tried = Scheduler(job_context, jobs, monotonic=lambda: seconds[0])
    (task,) = tasks(jobs, job_context.chats)

    def turns(count: int) -> list[str]:
        caplog.clear()
        for _ in range(count):
            tried.run(task)
            seconds[0] += 0.5
        return [record.getMessage() for record in caplog.records]

    assert len(turns(10)) == 1
    assert tried.failing() == []
    assert turns(90) == []
    assert tried.failing() == ["write: fails for 50 seconds, see the log"]
    assert turns(100) == ["job write failed 120 times more"]
    failing.clear()
    assert turns(1) == []
    assert tried.failing() == []
    failing.append(True)
    assert len(turns(2)) == 1
