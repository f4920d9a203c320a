"""Which tables were read and changed here: what follows from them stays the same while they do."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import delete, select, text, update

from gamma.chat import Profile
from gamma.outbox import Notification
from storage import outbox
from storage.models import CheckpointRow, PersonRow
from storage.people import people
from storage.store import Store
from storage.table_use import TableUse

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def changes_of(tables: TableUse, names: Iterable[str]) -> dict[str, int]:
    changes = tables.changes()
    return {name: changes.get(name, 0) for name in names}


def test_tables_that_are_read_or_written_are_named_with_what_they_are_joined_to(store: Store) -> None:
    tables = store.watch_tables()
    with tables.reading() as read, store.read() as session:
        session.execute(select(CheckpointRow.id).join(PersonRow, PersonRow.id == CheckpointRow.planned_by))
        assert read == {"checkpoints", "people"}
    with tables.reading() as read, store.write() as session:
        outbox.plan(session, Notification("key", "invite_me", {}, "slack", NOON, channel="C1"))
    assert "outbox" in read
    with store.read() as session:
        session.execute(select(PersonRow.id))
    assert "people" not in read


def test_a_table_counts_as_changed_once_the_transaction_is_over(store: Store) -> None:
    tables = store.watch_tables()
    before = changes_of(tables, ["people", "checkpoints"])
    with store.write() as session:
        people.upsert_person(session, "slack", "U1", Profile("Une"))
        assert changes_of(tables, before) == before
    assert changes_of(tables, before) == before | {"people": before["people"] + 1}
    with store.write() as session:
        session.execute(update(PersonRow).values(name="Deux"))
    assert changes_of(tables, before) == before | {"people": before["people"] + 2}
    with store.write() as session:
        session.execute(select(PersonRow.id))
    assert changes_of(tables, before) == before | {"people": before["people"] + 2}


def test_what_may_reach_further_counts_for_every_table_and_what_failed_counts_too(store: Store) -> None:
    tables = store.watch_tables()
    named = ["people", "checkpoints"]
    with store.write() as session:
        people.upsert_person(session, "slack", "U0")
    for statement in (delete(PersonRow), text("WITH x AS (SELECT 1) SELECT * FROM x")):
        before = changes_of(tables, named)
        with store.write() as session:
            session.execute(statement)
        assert all(changes_of(tables, named)[table] > before[table] for table in named)
    before = changes_of(tables, named)
    with suppress(ZeroDivisionError), store.write() as session:
        people.upsert_person(session, "slack", "U2")
        raise ZeroDivisionError
    assert changes_of(tables, named)["people"] > before["people"]


def test_what_was_begun_before_anybody_watched_counts_for_every_table(store: Store) -> None:
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
        tables = store.watch_tables()
        assert changes_of(tables, ["people", "outbox"]) == {"people": 0, "outbox": 0}
    assert changes_of(tables, ["people", "outbox"]) == {"people": 1, "outbox": 1}


def test_what_changed_no_row_changed_nothing(store: Store) -> None:
    tables = store.watch_tables()
    before = changes_of(tables, ["people", "checkpoints"])
    with store.write() as session:
        session.execute(delete(CheckpointRow).where(CheckpointRow.id == 0))
        session.execute(update(PersonRow).where(PersonRow.id == 0).values(name="Deux"))
    assert changes_of(tables, before) == before
