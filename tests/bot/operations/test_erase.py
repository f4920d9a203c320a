"""An administrator erases somebody who has left the workspace."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.__main__ import main
from bot.settings import Settings
from gamma.chat import Profile
from gamma.startups.startup import Startup
from storage.models import SponsorContactRow
from storage.people import people
from storage.startups import enrolment
from storage.store import Store
from tests import kept
from tests.startups import keep

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
URL = "sqlite:///gamma.db"


@pytest.fixture(autouse=True)
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inès, the only portfolio manager of a startup, in a database of this folder; no other settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("GAMMA_ADMINS", "slack:U9")
    store = Store(URL)
    store.upgrade()
    with store.write() as session:
        keep(session, Startup("velo-facile", "Vélo facile", "", "", ()))
        ines = people.upsert_person(session, "slack", "U024BE7LH", Profile("Inès Diallo"))
        enrolment.assign_manager(session, "velo-facile", ines.id)
    store.close()


def searched() -> str:
    store = Store(URL)
    text = kept.searched(store)
    store.close()
    return text


def answering(words: str) -> Callable[[str], str]:
    return lambda _asked: words


def test_who_is_erased_is_gone_from_tables_and_files_and_it_is_told_in_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["erase", "slack:U024BE7LH", "--yes"]) == 0
    told = capsys.readouterr().out
    assert "Roles ended: 1" in told
    assert "Without a portfolio manager now: velo-facile." in told
    assert "Diallo" not in told
    assert "diallo" not in searched()
    assert "u024be7lh" not in searched()
    assert b"Diallo" not in kept.files(f"sqlite:///{Path.cwd()}/gamma.db")
    assert "startup_left_alone" in searched(), "the programme team is told"


def test_without_yes_it_is_asked_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", answering("no"))
    assert main(["erase", "slack:U024BE7LH"]) == 1
    assert "Nothing was changed" in capsys.readouterr().out
    assert "inès diallo" in searched()
    monkeypatch.setattr("builtins.input", answering("yes"))
    assert main(["erase", "slack:U024BE7LH"]) == 0
    assert "inès diallo" not in searched()


def test_somebody_unknown_is_told_and_nothing_changes(capsys: pytest.CaptureFixture[str]) -> None:
    before = searched()
    assert main(["erase", "slack:U0", "--yes"]) == 1
    assert "Nobody is known as slack:U0" in capsys.readouterr().out
    assert searched() == before


def test_an_account_is_a_platform_and_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["erase", "U024BE7LH"])
    assert "slack:U024BE7LH" in capsys.readouterr().err


def test_who_is_of_the_programme_team_stays_in_the_settings_and_it_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAMMA_ADMINS", "slack:U024BE7LH")
    assert main(["erase", "slack:U024BE7LH", "--yes"]) == 0
    assert "GAMMA_ADMINS" in capsys.readouterr().out
    assert "u024be7lh" not in searched()


def test_more_names_are_taken_out_of_what_people_typed(capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(URL)
    with store.write() as session:
        noe = people.upsert_person(session, "slack", "U2").id
        said = "Vu avec Inès Diallo-Petit, ou @idp."
        session.add(SponsorContactRow(startup_id="velo-facile", name=said, added_by=noe, added_at=NOW))
    names = ["--name", "Inès Diallo-Petit", "--name", "idp"]
    assert main(["erase", "slack:U024BE7LH", "--yes", *names]) == 0
    with store.read() as session:
        assert session.scalars(select(SponsorContactRow.name)).one() == "Vu avec […], ou […]."
    store.close()
    assert "Petit" not in capsys.readouterr().out


def test_where_there_is_no_database_none_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///nowhere.db")
    assert main(["erase", "slack:U024BE7LH", "--yes"]) == 1
    assert "no database nowhere.db" in capsys.readouterr().out
    assert not Path("nowhere.db").exists()
