"""What was erased leaves the database's files too."""

from pathlib import Path

from storage.people import people
from storage.store import Store
from tests import kept
from tests.databases import sqlite_in
from tests.storage.privacy.erasing import NAME, erase, meet


def test_what_was_erased_leaves_sqlites_files_once_nobody_reads_them(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    store.upgrade()
    own = meet(store)
    assert store.scrub(), "there is nothing to do"
    with store.read(patience=0.01) as reader:
        assert people.by_id(reader, own).name == NAME
        erase(store, own)
        assert not store.scrub(patience=0.01)
        assert b"Diallo" in kept.files(str(store.engine.url))
    assert store.scrub()
    assert b"Diallo" not in kept.files(str(store.engine.url))
    store.close()


def test_while_somebody_writes_scrubbing_waits_for_the_next_turn(tmp_path: Path) -> None:
    store = Store(sqlite_in(tmp_path))
    store.upgrade()
    erase(store, meet(store))
    with store.write() as writer:
        people.upsert_person(writer, "slack", "U9")
        assert not store.scrub(patience=0.01)
    assert store.scrub()
    store.close()
