"""The table of everything the clock asks, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from jobs.attention import attention
from jobs.context import Work
from jobs.deliver import deliver
from jobs.import_catalogue import import_catalogue
from jobs.keep_reminders import keep_reminders
from jobs.remind_actions import remind_actions
from jobs.scrub import scrub
from jobs.tidy import tidy
from jobs.watch import watch


@dataclass(frozen=True)
class Job:
    id: str
    run: Callable[[Work], None]
    every: timedelta
    each_platform: bool = False
    """Run apart for each platform, so that a slow one does not keep the others waiting."""
    plans: bool = False
    """Plans messages by the clock, so early that it does not matter when in its time it runs: a clock that is
    moved stops for it on the way."""


JOBS: tuple[Job, ...] = (
    Job("remind_actions", remind_actions, timedelta(hours=6), plans=True),
    Job("keep_reminders", keep_reminders, timedelta(hours=6), plans=True),
    Job("attention", attention, timedelta(hours=6), plans=True),
    Job("deliver", deliver, timedelta(seconds=0.3), each_platform=True),
    Job("scrub", scrub, timedelta(minutes=1)),
    Job("import_catalogue", import_catalogue, timedelta(minutes=5)),
    Job("watch", watch, timedelta(minutes=1)),
    Job("tidy", tidy, timedelta(hours=6)),
)
