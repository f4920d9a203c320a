"""A backup holds every row, from either database into either; what was said since is not said again."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from storage import backup
from storage.backup import BackupError
from storage.models import Base, PersonRow
from storage.people import people
from storage.schema import NewerDatabaseError, alembic_config
from storage.store import Store
from tests.databases import Databases, sqlite_in

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
BY_TYPE: dict[str, Any] = {
    "Integer": 7,
    "String": "é",
    "Text": "Été, l’œuvre\n😀",
    "Boolean": True,
    "Double": 0.25,
    "JSON": {"named": ["Vélo", 1, None, {"deep": True}]},
    "Date": date(2026, 12, 1),
    "Instant": NOW,
}


def fill(store: Store) -> None:
    """A row in every table, with something in every column."""
    with store.write() as session:
        made: dict[Any, Any] = {}
        for table in Base.metadata.sorted_tables:
            row = {column.name: BY_TYPE[type(column.type).__name__] for column in table.columns}
            for column in table.columns:
                for key in column.foreign_keys:
                    row[column.name] = made.get(key.column, row[column.name])
            if table.name == "outbox":
                row |= {"state": "sent"}
            session.execute(insert(table).values(row))
            made |= {column: row[column.name] for column in table.columns}


def content(store: Store, *, without: str = "restores") -> dict[str, list[Any]]:
    with store.read() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
            if table.name != without
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[Store]:
    """Where it is restored."""
    wanted = request.config.getoption("--database")
    if wanted not in ("both", request.param):
        pytest.skip("the other database is not wanted")
    (tmp_path / "other").mkdir()
    url = databases.fresh(request.param, tmp_path / "other")
    made = Store(url)
    yield made
    made.close()
    databases.give_back(url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gamma.backup"


def keep(store: Store, url: str, file: Path, now: datetime = NOW) -> backup.Kept:
    return backup.make(store, url, file, now)


# --- every row --------------------------------------------------------------------------------


def test_every_row_of_every_table_comes_back_on_either_database(
    store: Store, database_url: str, other: Store, file: Path
) -> None:
    fill(store)
    kept = keep(store, database_url, file)
    assert set(kept.rows.values()) == {1}
    assert backup.restore(file, other, NOW + timedelta(days=1), replace=False).kept == kept
    assert content(other) == content(store)


def test_what_is_added_after_a_restore_gets_numbers_of_its_own(
    store: Store, database_url: str, other: Store, file: Path
) -> None:
    with store.write() as session:
        known = [people.upsert_person(session, "slack", f"U{number}").id for number in range(5)]
    keep(store, database_url, file)
    backup.restore(file, other, NOW + HOUR, replace=False)
    with other.write() as session:
        assert people.upsert_person(session, "slack", "U9").id > max(known)


def test_rows_that_point_to_later_ones_come_back(
    store: Store, database_url: str, other: Store, file: Path
) -> None:
    fill(store)
    table = Base.metadata.tables["decisions"]
    with store.write() as session:
        row = dict(session.execute(select(table)).mappings().one())
        session.execute(insert(table).values({**row, "id": 900}))
        session.execute(table.update().where(table.c.id != 900).values(replaces=900))
    keep(store, database_url, file)
    backup.restore(file, other, NOW + HOUR, replace=False)
    assert content(other) == content(store)


def test_references_are_looked_at_again_after_a_restore(
    store: Store, database_url: str, other: Store, file: Path
) -> None:
    """PostgreSQL's constraints are as they were: a row that points to nothing is refused at once."""
    keep(store, database_url, file)
    backup.restore(file, other, NOW + HOUR, replace=False)
    table = Base.metadata.tables["coaches"]
    row = {column.name: BY_TYPE[type(column.type).__name__] for column in table.columns}
    with other.write() as session, pytest.raises(IntegrityError):
        session.execute(insert(table).values(row))


def test_a_backup_is_one_state_while_others_write(store: Store, database_url: str, file: Path) -> None:
    """Two rows are written at a time: of none there is only one."""
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            with store.write(patience=30) as session:
                people.upsert_person(session, "slack", f"U{number}")
                people.upsert_person(session, "mattermost", f"U{number}")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        kept = [keep(store, database_url, file.with_name(f"{number}")) for number in range(3)]
    finally:
        done.set()
        writer.join()
    assert all(each.rows["people"] % 2 == 0 for each in kept)
    with closing(sqlite3.connect(file.with_name("2"))) as copy:
        by_platform = copy.execute("SELECT platform, count(*) FROM people GROUP BY 1").fetchall()
    assert len({count for _, count in by_platform}) <= 1


# --- the file ---------------------------------------------------------------------------------


def test_only_its_owner_reads_it_and_nothing_is_left_beside(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    keep(store, database_url, folder / "b")
    assert [each.name for each in folder.iterdir()] == ["b"]
    assert stat.S_IMODE((folder / "b").stat().st_mode) == 0o600


def test_no_file_is_written_over(store: Store, database_url: str, file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(BackupError, match="there already"):
        keep(store, database_url, file)
    assert file.read_text() == "mine"


def test_where_it_cannot_be_written_that_is_said_and_no_file_is_left(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        keep(store, database_url, tmp_path / "nowhere" / "b")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_is_damaged_cut_or_something_else_is_refused_and_nothing_changed(
    store: Store, database_url: str, file: Path, tmp_path: Path
) -> None:
    with store.write() as session:
        for number in range(500):
            session.add(PersonRow(platform="slack", account=f"U{number}", name="x" * 100))
    keep(store, database_url, file)
    whole = file.read_bytes()
    before = content(store)
    for broken in (whole[: len(whole) // 2], b"SQLite format 3\0 and no more", b"", b"startups: []"):
        file.write_bytes(broken)
        with pytest.raises(BackupError, match="Nothing was changed"):
            backup.restore(file, store, NOW, replace=True)
    file.write_bytes(whole)
    with closing(sqlite3.connect(file)) as copy, copy:
        copy.execute("DELETE FROM people WHERE account = 'U3'")
    with pytest.raises(BackupError, match="rows are missing"):
        backup.restore(file, store, NOW, replace=True)
    with pytest.raises(BackupError, match="no file"):
        backup.restore(tmp_path / "none", store, NOW, replace=True)
    sqlite_in(tmp_path, "plain.db")
    with pytest.raises(BackupError, match="no backup that Gamma made"):
        backup.restore(tmp_path / "plain.db", store, NOW, replace=True)
    assert content(store) == before


def test_a_file_of_a_newer_gamma_is_refused(store: Store, database_url: str, file: Path) -> None:
    keep(store, database_url, file)
    with closing(sqlite3.connect(file)) as copy, copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="of a newer Gamma"):
        backup.restore(file, store, NOW, replace=True)


def test_a_file_of_an_earlier_gamma_is_brought_to_this_version(other: Store, file: Path) -> None:
    url = f"sqlite:///{file.with_name('earlier.db')}"
    earlier = Store(url)
    config = alembic_config()
    with earlier.engine.execution_options(gamma_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0017")
        connection.exec_driver_sql(
            "INSERT INTO people (platform, account, name, locale, zone) VALUES ('slack', 'U1', '', '', '')"
        )
    assert keep(earlier, url, file).version == "0017"
    earlier.close()
    backup.restore(file, other, NOW + HOUR, replace=False)
    with other.read() as session:
        assert people.by_account(session, "slack", "U1") is not None


def test_a_database_with_rows_is_replaced_only_if_that_is_said(
    store: Store, database_url: str, other: Store, file: Path
) -> None:
    with store.write() as session:
        people.upsert_person(session, "slack", "U1")
    keep(store, database_url, file)
    with other.write() as session:
        people.upsert_person(session, "slack", "U2")
    fill(other)
    before = content(other)
    with pytest.raises(BackupError, match="not empty"):
        backup.restore(file, other, NOW + HOUR, replace=False)
    assert content(other) == before
    backup.restore(file, other, NOW + HOUR, replace=True)
    assert content(other) == content(store)


def test_a_database_of_a_newer_gamma_is_neither_kept_nor_replaced(
    store: Store, database_url: str, file: Path
) -> None:
    keep(store, database_url, file)
    _, version = store.schema()
    for number in ("9999", version):
        with store.write() as session:
            session.connection().exec_driver_sql(f"UPDATE alembic_version SET version_num = '{number}'")
        if number != version:
            with pytest.raises(NewerDatabaseError):
                keep(store, database_url, file.with_name("second"))
            with pytest.raises(NewerDatabaseError):
                backup.restore(file, store, NOW, replace=True)
