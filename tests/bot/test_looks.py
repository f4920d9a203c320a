"""Idle turns are left out: one look for all jobs, at once after a save and else each second or two."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.looks import LOOK_SECONDS, Looks
from bot.scheduler import tasks
from gamma.outbox import Notification
from gamma.programme.file import load_programme
from jobs.context import JobContext
from jobs.messages import MESSAGE_KINDS
from jobs.schedule import JOBS, Job
from storage import outbox
from storage.store import Store
from tests.databases import sqlite_in
from tests.fakes.chat import FakeChat

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
LONGEST = LOOK_SECONDS[1]


class Scene:
    def __init__(self, folder: Path) -> None:
        self.seconds = 0.0
        self.store = Store(sqlite_in(folder))
        chats = {name: FakeChat(name) for name in ("slack", "mattermost")}
        self.context = JobContext(
            store=self.store,
            chats=chats,
            programme=load_programme(),
            locale="fr",
            zone=ZoneInfo("Europe/Paris"),
            programme_team=(),
            commands=frozenset(),
            now=lambda: NOW + timedelta(seconds=self.seconds),
            real_now=lambda: NOW + timedelta(seconds=self.seconds),
            kinds=MESSAGE_KINDS,
        )
        self.looks = Looks(self.context, JOBS, lambda: self.seconds)
        self.tasks = [task for task in tasks(JOBS, chats) if task.job.has_work]
        self.store.on_saved = self.looks.wake

    def wanted(self) -> set[str]:
        return {task.name for task in self.tasks if self.looks.is_wanted(task.job, task.name)}

    def plan(self, key: str, due_at: datetime) -> None:
        with self.store.write() as session:
            outbox.plan(session, Notification(key, "invite_me", {}, "slack", due_at, channel="C1"))

    def statements(self, act: Callable[[], object]) -> list[str]:
        asked: list[str] = []
        event.listen(self.store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
        act()
        return asked


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    assert scene.wanted() == set()
    yield scene
    scene.store.close()


def test_what_is_planned_here_is_sent_at_once_and_wanted_once(waiting: Scene) -> None:
    waiting.plan("k", NOW)
    assert waiting.wanted() == {"deliver slack", "deliver mattermost"}
    assert waiting.wanted() == set(), "each task has had its turn; what it left is found by the next look"


def test_what_becomes_due_or_was_saved_elsewhere_is_found_within_two_seconds(waiting: Scene) -> None:
    waiting.plan("k", NOW + timedelta(seconds=1))
    waiting.store.on_saved = lambda: None
    assert waiting.wanted() == set()
    waiting.seconds += LONGEST
    assert waiting.wanted() == {"deliver slack", "deliver mattermost"}


def test_what_is_left_over_is_found_again(waiting: Scene) -> None:
    waiting.plan("k", NOW)
    waiting.wanted()
    waiting.seconds += LONGEST
    assert waiting.wanted() == {"deliver slack", "deliver mattermost"}


def test_each_task_of_a_job_has_its_turn_whoever_looked(waiting: Scene) -> None:
    waiting.plan("k", NOW)
    slack, mattermost = [task for task in waiting.tasks if task.job.id == "deliver"]
    assert waiting.looks.is_wanted(slack.job, slack.name)
    waiting.seconds += LONGEST
    with waiting.store.write() as session:
        outbox.cancel_keys(session, ["k"], "called off", NOW)
    assert not waiting.looks.is_wanted(slack.job, slack.name)
    assert waiting.looks.is_wanted(mattermost.job, mattermost.name)


def test_idle_is_four_statements_a_second_at_most(waiting: Scene) -> None:
    def ten_seconds() -> None:
        for _ in range(100):
            waiting.seconds += 0.1
            waiting.wanted()

    assert 0 < len(waiting.statements(ten_seconds)) <= 40


def test_an_idle_look_takes_no_lock_for_writing(waiting: Scene) -> None:
    waiting.seconds += LONGEST
    asked = waiting.statements(waiting.wanted)
    assert "BEGIN" in asked
    assert "BEGIN IMMEDIATE" not in asked


def test_a_look_that_failed_is_repeated_at_the_next_turn(waiting: Scene) -> None:
    calls: list[int] = []

    def fail_once(_session: Session, _job: JobContext) -> bool:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError
        return True

    job = replace(JOBS[0], has_work=fail_once)
    looks = Looks(waiting.context, [job], lambda: 0.0)
    looks._next = -1.0
    with pytest.raises(RuntimeError):
        looks.is_wanted(job, "it")
    assert looks.is_wanted(job, "it")


def test_a_job_that_cannot_tell_has_all_its_turns(waiting: Scene) -> None:
    job = Job("tidy", lambda _job: None, timedelta(seconds=1))
    assert waiting.looks.is_wanted(job, "tidy")
    assert waiting.looks.is_wanted(job, "tidy")
