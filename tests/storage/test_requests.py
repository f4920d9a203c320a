"""What a request's transaction remembers, and what one that only reads refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from storage.models import PersonRow
from storage.people import people
from storage.store import ChangesNeededError, Store


@contextmanager
def asked(store: Store) -> Iterator[list[str]]:
    """The SELECTs that reach the database."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            found.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield found
    event.remove(store.engine, "before_cursor_execute", note)


def name_of(session: Session, account: str) -> str | None:
    return session.scalar(select(PersonRow.name).where(PersonRow.account == account))


def test_the_same_is_asked_once_until_something_is_changed(store: Store) -> None:
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
    with store.write(remembers=True) as session, asked(store) as statements:
        for _ in range(3):
            name_of(session, "U1")
        assert len(statements) == 1
        name_of(session, "U2")
        assert len(statements) == 2, "another question"
        session.execute(update(PersonRow).where(PersonRow.account == "U1").values(name="Une"))
        assert name_of(session, "U1") == "Une"


def test_what_is_locked_is_looked_at_anew_and_what_was_taken_back_is_forgotten(store: Store) -> None:
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
    with store.write(remembers=True) as session, asked(store) as statements:
        name_of(session, "U1")
        session.execute(select(PersonRow.id).with_for_update()).all()
        name_of(session, "U1")
        assert len(statements) == 3
        savepoint = session.begin_nested()
        session.execute(update(PersonRow).values(name="Deux"))
        assert name_of(session, "U1") == "Deux"
        savepoint.rollback()
        assert name_of(session, "U1") != "Deux"


def test_one_that_only_reads_neither_changes_nor_locks(store: Store) -> None:
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
    with pytest.raises(ChangesNeededError), store.read() as session:
        session.execute(update(PersonRow).values(name="Une"))
    with pytest.raises(ChangesNeededError), store.read() as session:
        session.execute(select(PersonRow.id).with_for_update()).all()
    with pytest.raises(ChangesNeededError), store.read() as session:
        people.upsert_person(session, "slack", "U2")
    with store.read() as session:
        assert name_of(session, "U1") != "Une"
        assert name_of(session, "U2") is None
