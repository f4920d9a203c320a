"""A clock that is moved: who stops on the way, and when those that plan have their turns."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.clock_control import ClockControl
from bot.scheduler import Scheduler, Task
from jobs.context import NEVER, JobContext
from jobs.schedule import Job
from storage.people import people
from storage.store import Store
from tests.databases import sqlite_in
from tests.fakes.chat import FakeChat
from tests.works import work_of


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


class Journey:
    """A job has something to do at each moment in `due`; another plans, for at once if plans_at_once."""

    def __init__(self, store: Store, *due: datetime) -> None:
        self.real = at(9, 30)
        self.due = due
        self.takes = timedelta()
        self.plans_at_once = False
        self.planned: list[datetime] = []
        self.done: list[datetime] = []
        self.clock = Clock(real_now=lambda: self.real)
        jobs = (
            Job("plan", self._plan, timedelta(hours=6), plans=True),
            Job("do", self._do, timedelta(seconds=1), next_due=self._next),
        )
        self.clock_control = ClockControl(work_of(store, FakeChat(), self.clock.now), self.clock, jobs)

    def _plan(self, job: JobContext) -> None:
        self.planned.append(job.now())
        if self.plans_at_once:
            with job.store.write():
                self.due = (*self.due, job.now())

    def _do(self, job: JobContext) -> None:
        self.done.append(job.now())
        self.real += self.takes

    def _next(self, _session: Session, after: datetime, until: datetime) -> datetime | None:
        return min((moment for moment in self.due if after < moment <= until), default=None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(sqlite_in(tmp_path))
    yield made
    made.close()


def test_jobs_that_plan_have_one_turn_a_day_and_see_first_what_people_did(store: Store) -> None:
    journey = Journey(store, at(10), at(11), at(13), at(3, day=24))
    journey.clock_control.advance(at(1, day=25))
    assert journey.done == [at(10), at(11), at(13), at(3, day=24), at(1, day=25)]
    assert journey.planned == [at(10), at(4, day=24), at(1, day=25)]


def test_a_turn_that_passed_while_something_was_done_is_made_up_for(store: Store) -> None:
    journey = Journey(store, at(10), at(3, 59, day=24), at(6, day=24))
    journey.takes = timedelta(minutes=2)
    journey.clock_control.advance(at(7, day=24))
    assert journey.planned == [at(10), at(6, day=24), at(7, day=24)]


def test_what_a_turn_plans_for_at_once_is_said_at_that_turn(store: Store) -> None:
    journey = Journey(store, at(10))
    journey.plans_at_once = True
    journey.clock_control.advance(at(6, day=25))
    assert journey.done == [at(10), at(4, day=24), at(4, day=25), at(6, day=25)]


def test_the_turn_keeps_its_hour_on_the_wall_over_a_change_of_clocks(store: Store) -> None:
    journey = Journey(store)
    summer = datetime(2027, 3, 27, 12, tzinfo=UTC)
    journey.clock.move_to(summer)
    journey.clock_control.advance(summer + timedelta(days=1))
    assert journey.planned[0] == datetime(2027, 3, 28, 3, tzinfo=UTC)


def test_who_is_at_work_is_waited_for_before_the_clock_moves(store: Store) -> None:
    journey = Journey(store)
    clock = journey.clock
    mover = threading.Thread(target=journey.clock_control.advance, args=[at(12, day=24)])
    with clock.hold() as stands_still:
        assert stands_still
        mover.start()
        mover.join(0.2)
        assert mover.is_alive()
        assert clock.now() == at(9, 30)
    mover.join(10)
    assert clock.now() == at(12, day=24)


def test_nobody_else_takes_a_turn_while_the_clock_moves(store: Store) -> None:
    """What is due at nine would be found then, and said at the next stop: five in the morning."""
    journey = Journey(store, at(10), at(11))
    seen = []

    def look(_job: JobContext) -> None:
        with journey.clock.hold() as stands_still:
            seen.append(stands_still)

    control = journey.clock_control
    looking = Job("look", look, timedelta(seconds=1), next_due=journey._next)
    ClockControl(control.job_context, journey.clock, (looking,)).advance(at(12))
    assert seen == [False] * 3
    with journey.clock.hold() as stands_still:
        assert stands_still


def test_the_scheduler_takes_no_turn_while_the_clock_moves(store: Store) -> None:
    journey = Journey(store)
    job_context, turns = journey.clock_control.job_context, []
    job = Job("look", lambda job: turns.append(job.now()), timedelta(seconds=1))
    scheduler = Scheduler(job_context, [job], hold_clock=journey.clock.hold)
    with journey.clock.moving():
        scheduler.run(Task(job, job_context.chats))
    assert turns == []
    scheduler.run(Task(job, job_context.chats))
    assert turns == [at(9, 30)]


class Foresight:
    """A planner that reads people and says when it has something to do again."""

    def __init__(self, store: Store, again_at: datetime | None) -> None:
        self.store, self.again_at = store, again_at
        self.planned: list[datetime] = []
        self.meets = at(12, day=25)
        self.clock = Clock(real_now=lambda: at(9, 30))
        jobs = (
            Job("plan", self._plan, timedelta(hours=6), plans=True),
            Job("meet", self._meet, timedelta(seconds=1), next_due=self._next),
        )
        self.clock_control = ClockControl(work_of(store, FakeChat(), self.clock.now), self.clock, jobs)

    def _plan(self, job: JobContext) -> datetime | None:
        self.planned.append(job.now())
        with job.store.read() as session:
            people.by_account(session, "slack", "U1")
        return self.again_at

    def _meet(self, job: JobContext) -> None:
        if job.now() == self.meets:
            with job.store.write() as session:
                people.upsert_person(session, "slack", "U1")

    def _next(self, _session: Session, after: datetime, until: datetime) -> datetime | None:
        return self.meets if after < self.meets <= until else None


@pytest.mark.parametrize(
    ("again_at", "turns"),
    [
        (None, [24, 25, 26, 27, 28]),  # it does not say: each day
        (NEVER, [24, 26]),  # the day after what it read was changed
        (at(4, day=27), [24, 26, 27, 28]),
        (at(4, 1, day=27), [24, 26, 28]),
    ],
    ids=("each day", "never", "at a turn", "after a turn"),
)
def test_a_turn_is_taken_where_something_may_have_come_of_it(
    tmp_path: Path, again_at: datetime | None, turns: list[int]
) -> None:
    store = Store(sqlite_in(tmp_path))
    foresight = Foresight(store, again_at)
    foresight.clock_control.advance(at(1, day=29))
    assert foresight.planned == [*(at(4, day=day) for day in turns), at(1, day=29)]
    store.close()
