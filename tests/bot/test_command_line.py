"""The command line as an administrator meets it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.settings import Settings
from gamma.outbox import Notification
from storage import outbox
from storage.people import people
from storage.store import Store
from tests.claims import claim_next


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and none of this machine's settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_run_without_a_platform_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err


def test_settings_are_read_from_a_file_and_the_environment_wins(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".env").write_text("PORT=http\n", encoding="utf-8")
    assert main(["outbox"]) == 2
    assert "PORT" in capsys.readouterr().err
    monkeypatch.setenv("PORT", "3000")
    assert main(["outbox"]) == 0


@pytest.mark.parametrize("command", ["run", "doctor", "outbox"])
def test_settings_that_are_not_utf_8_are_said_in_a_sentence(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".env").write_bytes("GAMMA_PRIVACY_CONTACT=équipe\n".encode("latin-1"))
    assert main([command]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_a_wrong_programme_stops_every_command_and_names_the_entry(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("own.toml").write_text('name = "Own"\ncriteria = []\ncolour = "red"\n', encoding="utf-8")
    monkeypatch.setenv("GAMMA_PROGRAMME", "own.toml")
    assert main(["outbox"]) == 2
    assert "own.toml: colour" in capsys.readouterr().err


def test_tick_at_another_time_needs_a_rehearsal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["tick", "--now", "2027-01-01T09:00+01:00"]) == 2
    assert "GAMMA_REHEARSAL=1" in capsys.readouterr().err
    monkeypatch.setenv("GAMMA_REHEARSAL", "1")
    assert main(["tick", "--now", "2027-01-01T09:00+01:00"]) == 0


def test_a_rehearsal_never_goes_back_before_what_was_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAMMA_REHEARSAL", "1")
    assert main(["tick", "--now", "2027-03-01T09:00+01:00"]) == 0
    store = Store("sqlite:///sandbox.db")
    with store.write() as session:
        due = datetime(2027, 3, 1, 8, tzinfo=UTC)
        told = {"platform": "sandbox", "reason": "x", "key": "k"}
        outbox.plan(session, Notification("a", "delivery_failed", told, "sandbox", due, channel="c"))
        claimed = claim_next(session, due, due, timedelta(seconds=20), ["sandbox"])
        assert claimed
        outbox.record_sent(session, claimed, "1", due)
    store.close()
    assert main(["tick", "--now", "2027-03-01T08:59+01:00"]) == 2
    said = capsys.readouterr().err
    assert "2027-03-01T09:00+01:00" in said
    assert "choose a later moment" in said
    assert main(["tick", "--now", "2027-03-01T09:00+01:00"]) == 0


def test_what_failed_is_planned_once_more_by_name_or_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tick"]) == 0
    store = Store("sqlite:///sandbox.db")
    now = datetime.now(UTC)
    with store.write() as session:
        for key in ("a", "b"):
            outbox.plan(session, Notification(key, "invite_me", {}, "sandbox", now, channel="c"))
            claimed = claim_next(session, now, now, timedelta(seconds=20), ["sandbox"])
            assert claimed
            outbox.record_failed(session, claimed, "HTTP 403", now)
    assert main(["outbox", "retry"]) == 2
    assert main(["outbox", "retry", "a", "--all"]) == 2
    assert main(["outbox", "retry", "a", "z"]) == 1
    told = capsys.readouterr().out
    assert "planned once more: a" in told
    assert "z (not failed" in told
    assert main(["outbox", "retry", "--all"]) == 0
    assert "planned once more: b\n1 planned once more." in capsys.readouterr().out
    with store.read() as session:
        assert outbox.counts(session) == {"planned": 2}
    store.close()


def test_an_older_gamma_tells_in_a_sentence_that_the_database_is_newer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tick"]) == 0
    store = Store("sqlite:///sandbox.db")
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    for command in (["tick"], ["outbox"]):
        assert main(command) == 2
        told = capsys.readouterr().err
        assert "of a newer Gamma" in told
        assert "9999" in told


@pytest.mark.parametrize("moment", ["tomorrow", "2027-01-01T09:00"])
def test_a_moment_needs_its_offset(capsys: pytest.CaptureFixture[str], moment: str) -> None:
    with pytest.raises(SystemExit):
        main(["tick", "--now", moment])
    assert "2026-12-08T14:30+01:00" in capsys.readouterr().err


def test_the_sandbox_refuses_to_be_reached_from_elsewhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    assert main(["sandbox"]) == 2
    assert "HOST" in capsys.readouterr().err


def test_the_sandboxs_messages_are_in_a_database_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["tick"]) == 0
    assert [file.name for file in Path().glob("*.db")] == ["sandbox.db"]
    monkeypatch.setenv("DATABASE_URL", "sqlite:///mine.db")
    assert main(["tick"]) == 0
    assert sorted(file.name for file in Path().glob("*.db")) == ["mine.db", "sandbox.db"]


def test_run_warns_of_invented_people_in_its_database(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": "f" * 32,
        "SLACK_API_URL": "http://127.0.0.1:1",
        "GAMMA_SECRET": "5f3a91c0de77b1284e6f90ad31c2b847",
        "HOST": "not a host",  # the start ends there
    }.items():
        monkeypatch.setenv(name, value)
    assert main(["run"]) == 2
    assert "invented people" not in caplog.text
    store = Store("sqlite:///gamma.db")
    with store.write() as session:
        people.upsert_person(session, "sandbox", "camille")
    store.close()
    assert main(["run"]) == 2
    assert "invented people" in caplog.text


def test_the_outbox_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox"]) == 0
    assert "0 planned, 0 sent, 0 failed" in capsys.readouterr().out


def test_beside_a_sandbox_one_looks_at_its_database_and_makes_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["tick"]) == 0
    soon = datetime.now(UTC) + timedelta(days=2)
    for arguments in (["outbox"], ["simulate", "--until", soon.isoformat()]):
        assert main(arguments) == 0
        assert "sqlite:///sandbox.db" in capsys.readouterr().out
    assert not Path("gamma.db").exists()


def test_the_database_that_was_looked_at_is_named_without_its_password() -> None:
    settings = Settings(database_url="postgresql+psycopg://gamma:hush@db.example.org/gamma")
    assert settings.redacted_database_url == "postgresql+psycopg://gamma:***@db.example.org/gamma"
