"""A full disk, a file that cannot be written, a server that starts anew: people are told, nothing is lost."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import Connection, event

from bot.scheduler import Scheduler, tasks
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.schedule import JOBS
from storage.models import ToldFactRow
from storage.store import Store
from tests.conversation import Talk
from tests.jobs.conftest import Bench

FULL = ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")
"""SQLite's file cannot grow, as on a full disk."""
READ_ONLY = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")


@contextmanager
def broken(store: Store, pragmas: tuple[str, str]) -> Iterator[None]:
    """On SQLite."""
    breaks, mends = pragmas

    def set_up(connection: Connection) -> None:
        connection.exec_driver_sql(now[0])

    now = [breaks]
    event.listen(store.engine, "begin", set_up)
    try:
        yield
    finally:
        now[0] = mends


def writes_much(job: JobContext) -> None:
    """More than the pages that are there have room for."""
    with job.store.write() as session:
        session.add(ToldFactRow(reader="r", fact="x" * 2_000_000, state="", times=1, told_at=job.now()))
        session.flush()
        session.rollback()


def test_on_a_database_that_cannot_be_written_who_asks_is_told_and_later_it_works(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    if talk.app.store.engine.dialect.name != "sqlite":
        pytest.skip("a pragma of SQLite's")
    with broken(talk.app.store, READ_ONLY):
        said = talk.say("startup link velo-facile")
    assert said.message is not None
    assert "donne cette référence" in said.message.text
    assert "readonly database" in caplog.text
    assert "velo-facile" not in caplog.text
    said = talk.say("startup link velo-facile")
    assert said.message is not None
    assert "Vélo facile" in said.message.text


@pytest.mark.parametrize(
    ("pragmas", "run"), [(FULL, writes_much), (READ_ONLY, deliver)], ids=["full disk", "read only"]
)
def test_the_operator_reads_one_trace_and_readyz_tells_after_ten_seconds(
    bench: Bench,
    pragmas: tuple[str, str],
    run: Callable[[JobContext], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    if bench.store.engine.dialect.name != "sqlite":
        pytest.skip("pragmas of SQLite's")
    seconds = [0.0]
    bench.plan("one")
    often = replace(next(job for job in JOBS if job.id == "deliver"), run=run)
    tried = Scheduler(bench.work(), [often], monotonic=lambda: seconds[0])
    (task,) = tasks([often], bench.work().chats)
    with broken(bench.store, pragmas), caplog.at_level(logging.WARNING):
        for _ in range(40):
            tried.run(task)
            seconds[0] += 0.3
    assert len(caplog.records) == 1
    assert "full" in caplog.text or "readonly" in caplog.text
    assert tried.failing() == ["deliver slack: fails for 12 seconds, see the log"]
    seconds[0] += 2.0
    tried.run(task)
    assert tried.failing() == []


def test_what_could_not_be_recorded_is_looked_for_and_said_once(bench: Bench) -> None:
    """The disk is full when the answer to a post comes."""
    if bench.store.engine.dialect.name != "sqlite":
        pytest.skip("a pragma of SQLite's")
    bench.plan("one")
    stack = broken(bench.store, READ_ONLY)
    bench.chat.after_post = lambda _key: stack.__enter__()
    with pytest.raises(Exception, match="readonly"):
        bench.deliver()
    stack.__exit__(None, None, None)
    bench.chat.after_post = lambda _key: None
    bench.later(60)
    bench.deliver()
    assert bench.posted() == ["one"]
    assert bench.entry("one").state == "sent"


def test_postgresql_starts_anew_while_messages_are_sent_and_written(bench: Bench, database_url: str) -> None:
    """Every connection ends at any statement, again and again: nothing is lost, nothing is said twice."""
    if bench.store.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server")
    for number in range(40):
        bench.plan(f"message {number}")
    done = threading.Event()

    def ends_connections() -> None:
        with psycopg.connect(database_url, autocommit=True) as connection:
            while not done.wait(0.05):
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    nemesis = threading.Thread(target=ends_connections)
    nemesis.start()
    try:
        for _ in range(30):
            _try_to_deliver(bench)
            bench.later(30)
    finally:
        done.set()
        nemesis.join()
    for _ in range(3):
        bench.later(700)
        bench.deliver()
    assert sorted(bench.posted()) == sorted(f"message {number}" for number in range(40))
    assert {bench.entry(f"message {number}").state for number in range(40)} == {"sent"}


def _try_to_deliver(bench: Bench) -> None:
    """As the scheduler would: what is raised is logged, and the next turn tries again."""
    try:
        bench.deliver()
    except Exception:
        logging.getLogger(__name__).info("a turn failed")
