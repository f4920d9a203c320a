"""The command line as an administrator meets it."""

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from storage import startups
from storage.store import Store

SAMPLE = Path(__file__).parents[2] / "bot/platforms/sandbox/startups.json"


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder and none of this machine's settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def names() -> dict[str, str]:
    store = Store("sqlite:///gamma.db")
    with store.read() as session:
        found = startups.names(session)
    store.close()
    return found


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


def test_a_wrong_programme_stops_every_command_and_names_the_entry(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("own.toml").write_text('name = "Own"\ncriteria = []\ncolour = "red"\n', encoding="utf-8")
    monkeypatch.setenv("GAMMA_PROGRAMME", "own.toml")
    assert main(["outbox"]) == 2
    assert "own.toml: colour" in capsys.readouterr().err


def test_importing_twice_changes_nothing_the_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLE)]) == 0
    assert "6 startups read, 6 new or changed." in capsys.readouterr().out
    assert main(["import", str(SAMPLE)]) == 0
    assert "6 startups read, 0 new or changed." in capsys.readouterr().out
    assert len(names()) == 6


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "line 1"),
        ('{"data": [{"id": "a"', "is not whole JSON"),
        ("[]", "no list called “data”"),
        ('{"data": [{"id": "a", "attributes": {}}, {"name": "b"}]}', "entry 2"),
        ('{"data": [{"id": "a", "attributes": {"phases": [{"name": "x", "start": "soon"}]}}]}', "“a”"),
    ],
)
def test_a_broken_file_is_refused_whole_naming_the_place(
    capsys: pytest.CaptureFixture[str], content: str, sentence: str
) -> None:
    Path("startups.json").write_text(content, encoding="utf-8")
    assert main(["import", "startups.json"]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "nothing was changed" in told
    main(["db", "upgrade"])
    assert names() == {}


def test_the_odd_things_of_the_public_file_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    entry = {
        "id": "à.b_C",
        "attributes": {
            "name": " Démo @channel 🎉 ",
            "phases": [
                {"name": "acceleration", "start": "2025-01-20", "end": ""},
                {"name": "odd", "start": ""},
            ],
        },
    }
    Path("startups.json").write_text(json.dumps({"data": [entry]}), encoding="utf-8")
    assert main(["import", "startups.json"]) == 0
    assert names() == {"à.b_C": "Démo @channel 🎉"}


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_tick_at_another_time_needs_a_rehearsal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["tick", "--now", "2027-01-01T09:00+01:00"]) == 2
    assert "GAMMA_REHEARSAL=1" in capsys.readouterr().err
    monkeypatch.setenv("GAMMA_REHEARSAL", "1")
    assert main(["tick", "--now", "2027-01-01T09:00+01:00"]) == 0


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


def test_the_outbox_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox"]) == 0
    assert "0 planned, 0 sent, 0 failed" in capsys.readouterr().out
