"""A planning turn of the running bot is left out while nothing changed, whoever might have changed it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from bot.scheduler import Scheduler, tasks
from gamma.chat import Profile
from gamma.outbox import Notification
from gamma.programme.file import SHIPPED, load_programme
from jobs.context import NEVER, JobContext
from jobs.messages import MESSAGE_KINDS
from jobs.schedule import Job
from storage import outbox
from storage.models import PersonRow
from storage.people import people
from storage.store import Store, StoreBusyError

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def meet(store: Store, account: str) -> None:
    """PostgreSQL counts it at once."""
    with store.write() as session:
        people.upsert_person(session, "slack", account, Profile(account))
        if store.engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_stat_force_next_flush()"))


@dataclass
class Planner:
    """A process whose job sees how many are known, at turns that it may leave out."""

    store: Store
    now: datetime = NOON
    again_at: datetime = NEVER
    seen: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.job = Job("people", self.run, timedelta(hours=6), plans=True)
        context = JobContext(
            store=self.store,
            chats={},
            programme=load_programme(SHIPPED),
            locale="fr",
            zone=ZoneInfo("Europe/Paris"),
            programme_team=(),
            commands=frozenset(),
            now=lambda: self.now,
            real_now=lambda: self.now,
            kinds=MESSAGE_KINDS,
        )
        self.scheduler = Scheduler(context, [self.job])

    def run(self, job: JobContext) -> datetime:
        with job.store.read() as session:
            self.seen.append(len(session.scalars(select(PersonRow.id)).all()))
        return self.again_at

    def turn(self) -> list[int]:
        """What it saw at its turns until now."""
        for task in tasks([self.job], {}):
            self.scheduler.run(task)
        return self.seen


@pytest.fixture
def planner(database_url: str) -> Iterator[Planner]:
    store = Store(database_url)
    yield Planner(store)
    store.close()


@pytest.fixture
def other(database_url: str) -> Iterator[Store]:
    """Of another process."""
    store = Store(database_url)
    yield store
    store.close()


def test_what_another_process_changed_is_seen_though_this_one_wrote_since(
    planner: Planner, other: Store
) -> None:
    assert planner.turn() == [0]
    assert planner.turn() == [0], "nothing changed"
    meet(other, "U1")
    plan_something(planner.store)
    assert planner.turn() == [0, 1]
    meet(other, "U2")
    meet(other, "U3")
    assert planner.turn() == [0, 1, 3]
    assert planner.turn() == [0, 1, 3]


def test_what_this_process_changed_counts_at_once_and_by_table(planner: Planner) -> None:
    planner.turn()
    plan_something(planner.store)
    assert planner.turn() == [0], "another table"
    with planner.store.write() as session:
        people.upsert_person(session, "slack", "U1", Profile("Une"))
    assert planner.turn() == [0, 1]


def test_the_clock_brings_a_turn_when_it_was_named_and_within_a_day(planner: Planner) -> None:
    planner.again_at = NOON + timedelta(hours=7)
    planner.turn()
    planner.now = NOON + timedelta(hours=6)
    assert planner.turn() == [0]
    planner.now, planner.again_at = NOON + timedelta(hours=12), NEVER
    assert planner.turn() == [0, 0]
    planner.now = NOON + timedelta(hours=30)
    assert planner.turn() == [0, 0]
    planner.now = NOON + timedelta(hours=36)
    assert planner.turn() == [0, 0, 0]


def test_what_failed_is_tried_at_the_next_turn(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    planner.turn()
    meet(planner.store, "U1")
    with monkeypatch.context() as patch:
        patch.setattr(planner.store, "read", Mock(side_effect=StoreBusyError))
        planner.turn()
    assert planner.turn() == [0, 1]


def plan_something(store: Store) -> None:
    with store.write() as session:
        outbox.plan(session, Notification("key", "invite_me", {}, "slack", NOON, channel="C1"))
