"""The table of everything the clock asks, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jobs.context import Work
from jobs.deliver import deliver
from jobs.tidy import tidy


@dataclass(frozen=True)
class Job:
    id: str
    run: Callable[[Work], None]
    every: timedelta


JOBS: tuple[Job, ...] = (
    Job("deliver", deliver, timedelta(seconds=1)),
    Job("tidy", tidy, timedelta(hours=6)),
)
