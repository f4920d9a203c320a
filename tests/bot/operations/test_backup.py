"""An operator keeps the database in a file, restores it, and decides what of the outbox is sent."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings, read_settings
from bot.web.server import make_web
from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from storage.store import Store
from tests.served import Served

Told = Callable[[], str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other settings, a database of this folder, and nobody who listens."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///gamma.db")
    monkeypatch.setenv("PORT", "1")


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store("sqlite:///gamma.db")
    made.upgrade()
    with made.write() as session:
        people.upsert_person(session, "slack", "U1")
        soon = datetime.now(UTC) - timedelta(minutes=1)
        for key in ("one", "two"):
            outbox.plan(session, Notification(key, "invite_me", {}, "slack", soon, channel="C1"))
    yield made
    made.close()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def read() -> str:
        captured = capsys.readouterr()
        return captured.out + captured.err

    return read


def doctor_told(told: Told) -> str:
    main(["doctor"])
    return told()


def test_a_backup_says_what_it_holds_and_a_second_does_not_take_its_place(store: Store, told: Told) -> None:
    assert main(["backup", "monday.backup"]) == 0
    said = told()
    assert "sqlite:///gamma.db is kept in monday.backup" in said
    assert "3 rows" in said
    assert "read again: all is there" in said
    assert main(["backup", "monday.backup"]) == 2
    assert "there already" in told()


def test_without_a_database_nothing_is_kept_and_none_is_made(told: Told) -> None:
    assert main(["backup", "monday.backup"]) == 2
    assert "There is no database gamma.db" in told()
    assert not Path("gamma.db").exists()


def test_what_was_due_is_held_listed_and_let_go_or_dropped(store: Store, told: Told) -> None:
    assert main(["backup", "monday.backup"]) == 0
    assert main(["restore", "monday.backup"]) == 2
    assert "not empty (there are rows in exports)" in told()
    assert main(["restore", "monday.backup", "--replace"]) == 0
    said = told()
    assert "2 message(s) were due before now" in said
    assert "gamma outbox release --all" in said
    assert "2 message(s) held since a restore" in doctor_told(told)
    assert main(["outbox", "--state", "held"]) == 0
    said = told()
    assert "0 planned, 2 held, 0 sent" in said
    assert "slack  C1  invite_me  one" in said
    assert "9999" not in said
    assert main(["outbox", "release", "one", "nothing"]) == 1
    said = told()
    assert "let go: one" in said
    assert "not held: nothing" in said
    assert main(["outbox", "drop", "--all"]) == 0
    assert "not sent any more: two\n1 not sent any more." in told()
    assert main(["outbox"]) == 0
    said = told()
    assert "2 planned, 0 sent" in said
    assert "called off: looked for, not sent" in said


def test_restored_elsewhere_it_is_all_there(
    store: Store, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["backup", "monday.backup"]) == 0
    monkeypatch.setenv("DATABASE_URL", "sqlite:///other.db")
    assert main(["restore", "monday.backup"]) == 0
    said = told()
    assert "sqlite:///other.db: 3 rows" in said
    other = Store("sqlite:///other.db")
    with other.read() as session:
        assert people.by_account(session, "slack", "U1") is not None
    other.close()


def test_a_gamma_that_runs_on_it_is_stopped_first(
    store: Store, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["backup", "monday.backup"]) == 0
    for database, may in (("sqlite:///gamma.db", False), ("sqlite:///other.db", True)):
        monkeypatch.setenv("DATABASE_URL", database)
        web = make_web([], list)
        running = Served(web)
        monkeypatch.setenv("PORT", running.url.rpartition(":")[2])
        mine = read_settings({**os.environ, "DATABASE_URL": "sqlite:///gamma.db"}).fingerprint
        web.view_functions["readyz"] = lambda fingerprint=mine: {"settings": fingerprint}
        assert main(["restore", "monday.backup", "--replace"]) == (0 if may else 2)
        assert ("stop it first" in told()) != may
        running.close()
