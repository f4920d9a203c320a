"""The store: who writes holds the lock from the start, who waits too long is told, times are UTC."""

import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from gamma.outbox import Notification
from storage import outbox
from storage.database_url import check_url
from storage.models import Base, OutboxRow, PersonRow, SandboxClockRow
from storage.people import people
from storage.store import Store, StoreBusyError
from tests.databases import sqlite_in

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


UPGRADING = """
import sys
from storage.store import Store
store = Store(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
store.upgrade()
"""


def ready_to_upgrade(url: str) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", UPGRADING, url]
    process = subprocess.Popen(command, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def person(store: Store) -> int:
    with store.write() as session:
        return people.upsert_person(session, "slack", "U1").id


# --- writing at the same time -----------------------------------------------------------------


def test_no_update_is_lost_between_reading_and_writing(store: Store) -> None:
    """PostgreSQL locks what is read for an update; SQLite locks the whole, so that any reading is safe."""
    with store.write() as session:
        session.add(SandboxClockRow(id=1, ahead=0.0))

    def count_up(_thread: int) -> None:
        for _ in range(25):
            with store.write(patience=30) as session:
                reading = select(SandboxClockRow).filter_by(id=1).with_for_update()
                row = session.scalars(reading).one()
                row.ahead += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(8)))
    with store.read() as session:
        assert session.scalar(select(SandboxClockRow.ahead)) == 200


def test_on_sqlite_a_writer_holds_the_lock_from_its_first_question(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    with store.write() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(StoreBusyError), store.write(patience=0.01) as other:
            other.execute(text("SELECT 1"))
    store.close()


def test_what_was_acknowledged_outlasts_a_power_cut_on_sqlite(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    with closing(store.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma
    store.close()


def test_readers_go_on_while_somebody_writes_and_see_the_state_before(store: Store, person: int) -> None:
    with store.write() as session:
        people.set_direct_channel(session, person, "D1")
        session.flush()
        with store.read(patience=0.01) as reader:
            assert people.by_id(reader, person).direct_channel is None


def test_a_busy_database_says_so_after_the_patience_and_nothing_is_changed(store: Store, person: int) -> None:
    rename = update(PersonRow).where(PersonRow.id == person)
    with store.write() as session:
        session.execute(rename.values(name="first"))
        began = time.monotonic()
        with pytest.raises(StoreBusyError), store.write(patience=0.2) as other:
            other.execute(rename.values(name="second"))
        assert 0.15 < time.monotonic() - began < 5
    with store.read() as session:
        assert people.by_id(session, person).name == "first"


def test_who_is_patient_writes_when_the_other_is_done(store: Store, person: int) -> None:
    rename = update(PersonRow).where(PersonRow.id == person)
    begun = threading.Event()

    def second() -> None:
        begun.set()
        with store.write(patience=30) as session:
            session.execute(rename.values(name="second"))

    with ThreadPoolExecutor(1) as pool:
        with store.write() as session:
            session.execute(rename.values(name="first"))
            waiting = pool.submit(second)
            begun.wait(10)
        waiting.result(30)
    with store.read() as session:
        assert people.by_id(session, person).name == "second"


def test_what_fails_halfway_changes_nothing(store: Store, person: int) -> None:
    def fail_halfway() -> None:
        with store.write() as session:
            people.set_direct_channel(session, person, "D1")
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with store.read() as session:
        assert people.by_id(session, person).direct_channel is None


def test_a_row_cannot_point_to_nobody(store: Store) -> None:
    lost = Notification("one", "invite_me", {}, "slack", NOON, person_id=99)
    with pytest.raises(IntegrityError), store.write() as session:
        outbox.plan(session, lost)


# --- times ------------------------------------------------------------------------------------


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = Notification("one", "invite_me", {}, "slack", NOON.replace(tzinfo=None), channel="team")
    with pytest.raises(StatementError, match="has no time zone"), store.write() as session:
        outbox.plan(session, naive)


def test_times_come_back_in_utc_from_whatever_zone(store: Store) -> None:
    in_paris = NOON.astimezone(timezone(timedelta(hours=1)))
    with store.write() as session:
        outbox.plan(session, Notification("one", "invite_me", {}, "slack", in_paris, channel="team"))
    with store.read() as session:
        due, held = session.execute(select(OutboxRow.due_at, OutboxRow.hold_until)).one()
    assert (due, due.tzinfo, held) == (NOON, UTC, None)


# --- the schema -------------------------------------------------------------------------------


def _of_models(_object: object, name: str | None, *_: object) -> bool:
    """An index of words is made by the database's own means, which no model can say."""
    return not (name or "").startswith(("resource_fts", "resources_words"))


def test_the_migrations_make_what_the_models_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _of_models})
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(store: Store, person: int) -> None:
    store.upgrade()
    with store.read() as session:
        assert people.by_id(session, person).account == "U1"


def test_processes_that_start_together_upgrade_one_after_the_other(empty_url: str) -> None:
    starting = [ready_to_upgrade(empty_url) for _ in range(3)]
    for process in starting:
        print("go", file=process.stdin, flush=True)
    complaints = [process.communicate(timeout=60)[1] for process in starting]
    assert [process.returncode for process in starting] == [0, 0, 0], complaints


def test_a_new_file_that_another_process_makes_ready_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(f"sqlite:///{tmp_path}/new.db")
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(time, "sleep", lambda _seconds: other.execute("COMMIT"))
        store.upgrade()
    assert len(set(store.schema())) == 1
    store.close()


def test_a_new_file_that_stays_locked_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(f"sqlite:///{tmp_path}/new.db")
    now = iter(range(0, 1000, 6))
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            store.upgrade()
    assert len(waits) == 1
    store.close()


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["sqlite:///gamma.db", "postgresql://localhost/gamma", "postgres://localhost/gamma"]
)
def test_addresses_of_both_databases_are_taken(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("gamma.db", "is not a database URL"),
        ("mysql://localhost/gamma", "must begin with sqlite"),
    ],
)
def test_other_addresses_are_refused(url: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_url(url)


def test_a_store_says_whether_it_answers(store: Store) -> None:
    assert store.answers()


def test_a_store_that_is_away_does_not_answer() -> None:
    away = Store("postgresql://gamma@127.0.0.1:9/gamma")
    assert not away.answers()
    away.close()
