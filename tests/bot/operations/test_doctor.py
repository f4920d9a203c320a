"""`gamma doctor`: one line for each thing, its state and, unless it is well, the remedy; never a secret."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from bot.__main__ import main
from bot.operations.doctor.database import file_system_type, has_wal_reset_bug
from bot.operations.doctor.shipped import CATALOGUES, published, untranslated, zones_in_use
from bot.platforms.check_results import CheckResult, compare_clocks, ok, run_checks
from bot.settings import SANDBOX_SIGNING_KEY, Settings, read_settings
from tests.bot.operations.examined import Examined
from tests.served import Served

GOOD_SECRET = "5f3a91c0de77b1284e6f90ad31c2b8475f3a91c0de77b1284e6f90ad31c2b848"


@pytest.fixture
def examined(tmp_path: Path) -> Examined:
    return Examined(tmp_path)


def test_nothing_set_up_is_told_without_being_wrong(examined: Examined) -> None:
    assert examined.of("wrong") == []
    assert "`gamma sandbox` needs no platform" in examined.line("no platform is set up")
    assert "`gamma db upgrade` makes it" in examined.line("gamma.db is not there yet")
    assert not Path(examined.folder / "gamma.db").exists()


def test_the_exit_code_counts_what_is_wrong_and_not_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert main(["doctor"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert all(line.split()[0] in ("ok", "warning") for line in told[:-1])
    assert told[-1].endswith("0 wrong")
    monkeypatch.setenv("PORT", "http")
    assert main(["doctor"]) == 1
    assert "wrong    settings: PORT must be a number" in capsys.readouterr().out


def test_every_wrong_setting_is_named_and_the_others_are_still_examined(examined: Examined) -> None:
    lines = examined.of("wrong", PORT="http", GAMMA_SECRET="short", GAMMA_PROGRAMME="nowhere.toml")
    assert [line.split()[2] for line in lines[:2]] == ["GAMMA_SECRET", "PORT"]
    assert "programme file" in lines[2]


def test_what_run_lacks_is_told(examined: Examined) -> None:
    half = examined.line("settings:", SLACK_BOT_TOKEN="xoxb-1", SLACK_API_URL="http://127.0.0.1:1")
    assert half.startswith("wrong    settings: SLACK_SIGNING_SECRET is missing")
    assert "give SLACK_BOT_TOKEN" in examined.line("settings", SLACK_SIGNING_SECRET="f" * 32)


def test_a_database_of_this_version_is_well(examined: Examined) -> None:
    examined.upgrade()
    assert examined.line("reachable, writable").startswith("ok")
    assert examined.line("nothing overdue, nothing failed").startswith("ok")


def test_an_older_and_a_newer_schema_are_told_apart(examined: Examined) -> None:
    examined.upgrade()
    for version, remedy in (("0001", "`gamma db upgrade`"), ("9999", "install that version")):
        with closing(sqlite3.connect(examined.folder / "gamma.db")) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
            connection.commit()
        assert remedy in examined.line(f"({version}" if version == "9999" else f"version {version}")
        assert len(examined.of("wrong")) == 1


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(examined: Examined) -> None:
    file = examined.folder / "gamma.db"
    file.write_text("Ceci n'est pas une base. " * 100)
    assert "it cannot be used (file is not a database)" in examined.of("wrong")[0]
    assert file.read_text().startswith("Ceci")


def test_a_database_that_cannot_be_written_as_gamma_does_is_told(examined: Examined) -> None:
    examined.upgrade()
    with closing(sqlite3.connect(examined.folder / "gamma.db")) as connection:
        connection.execute("DROP TABLE form_submissions")
    assert "it cannot be used (no such table: form_submissions)" in examined.of("wrong")[0]


def test_a_database_server_that_is_not_there_is_told_without_its_password(examined: Examined) -> None:
    url = "postgresql://gamma:hunter2hunter2@127.0.0.1:1/gamma"
    lines = [str(finding) for finding in examined.findings(DATABASE_URL=url)]
    assert any(line.startswith("wrong") and "DATABASE_URL does not answer" in line for line in lines)
    assert "hunter2" not in "".join(lines)


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 1), False),
    ],
)
def test_the_fault_of_sqlite_is_known_by_its_version(
    examined: Examined, version: tuple[int, int, int], fault: bool
) -> None:
    assert has_wal_reset_bug(version) == fault
    examined.sqlite_version = version
    assert examined.line("WAL-reset bug").startswith("warning" if fault else "ok")


def test_the_file_system_is_that_of_the_nearest_place_mounted() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/x /srv/my\\040data nfs4 rw 0 0\ntmpfs /srv/fast tmpfs rw 0 0\n"
    assert file_system_type(Path("/home/gamma.db"), mounts) == "ext4"
    assert file_system_type(Path("/srv/my data/deep/gamma.db"), mounts) == "nfs4"
    assert file_system_type(Path("/srv/fast/gamma.db"), mounts) == "tmpfs"


def test_a_network_file_system_is_wrong_for_sqlite(
    examined: Examined, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = examined.folder / "mounts"
    mounts.write_text(f"nas:/x {examined.folder} nfs4 rw 0 0\n")
    monkeypatch.setattr("bot.operations.doctor.database.MOUNTS", mounts)
    assert examined.line("network file system (nfs4)").startswith("wrong")


def test_the_sandboxs_people_beside_real_ones_are_told(examined: Examined) -> None:
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "http://127.0.0.1:1"}
    examined.link("slack", "C1")
    assert "invented people" not in "".join(map(str, examined.findings(**slack)))
    examined.link("sandbox", "equipe")
    assert examined.line("invented people", **slack).startswith("warning")
    assert "invented people" not in "".join(map(str, examined.findings()))


def test_messages_overdue_and_failed_are_counted(examined: Examined) -> None:
    now = examined.now()
    examined.plan("late", now - timedelta(hours=1))
    examined.plan("due just now", now - timedelta(minutes=1))
    examined.plan("later", now + timedelta(hours=1))
    assert "1 message(s) overdue -> start `gamma run`" in examined.line("overdue")
    with closing(sqlite3.connect(examined.folder / "gamma.db")) as connection:
        connection.execute("UPDATE outbox SET state = 'failed', reason = 'no' WHERE key = 'late'")
        connection.commit()
    assert "`gamma outbox` shows why" in examined.line("1 message(s) failed for good")


@pytest.mark.parametrize(
    ("secret", "state"),
    [
        (GOOD_SECRET, "ok"),
        (GOOD_SECRET[:20], "warning"),
        ("a" * 40, "wrong"),
        (GOOD_SECRET[:16] * 2, "wrong"),
        (SANDBOX_SIGNING_KEY, "wrong"),
        ("openssl rand -hex 32", "wrong"),
    ],
)
def test_the_secret_is_weighed_and_never_shown(examined: Examined, secret: str, state: str) -> None:
    line = examined.line("GAMMA_SECRET:", GAMMA_SECRET=secret)
    assert line.startswith(state)
    assert secret not in line or secret.startswith("openssl")


def test_nobody_in_the_programme_team_is_a_warning(examined: Examined) -> None:
    assert examined.line("GAMMA_ADMINS").startswith("warning")
    assert not [line for line in examined.of("warning", GAMMA_ADMINS="sandbox:nadia") if "ADMINS" in line]


def test_time_zones_are_those_that_python_takes_first(tmp_path: Path) -> None:
    system, package = tmp_path / "system", tmp_path / "package"
    for folder, version in ((system, "2019c"), (package, "2026f")):
        (folder / "Europe").mkdir(parents=True)
        (folder / "tzdata.zi").write_text(f"# version {version}\n# and more\n")
    (package / "Europe" / "Paris").touch()
    assert zones_in_use("Europe/Paris", (system, package)) == ("2026f", str(package))
    (system / "Europe" / "Paris").touch()
    assert zones_in_use("Europe/Paris", (system, package)) == ("2019c", str(system))
    (system / "tzdata.zi").unlink()
    assert zones_in_use("Europe/Paris", (system, package)) == ("", str(system))


def test_old_zones_are_a_warning_that_names_the_newer_ones_at_hand(
    examined: Examined, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, package = examined.folder / "system", examined.folder / "package"
    for folder, version in ((system, "2019c"), (package, "2026f")):
        (folder / "Europe").mkdir(parents=True)
        (folder / "Europe" / "Paris").touch()
        (folder / "UTC").touch()
        (folder / "tzdata.zi").write_text(f"# version {version}\n")
    monkeypatch.setattr("bot.operations.doctor.shipped.PACKAGE", package)
    monkeypatch.setattr("zoneinfo.TZPATH", (str(system),))
    line = examined.line("time zones:")
    assert line.startswith("warning")
    assert "are of 2019c" in line
    assert "PYTHONTZPATH= (empty) in its environment: Python's own rules are of 2026f" in line
    (package / "tzdata.zi").write_text("# version 2019c\n")
    assert "PYTHONTZPATH" not in examined.line("time zones:")
    (system / "tzdata.zi").write_text(f"# version {examined.now().year}z\n")
    assert examined.line("time zones:").startswith("ok")


def test_the_age_of_the_zones_is_about_that_of_their_version() -> None:
    assert published("2025a") == datetime(2025, 1, 1, tzinfo=UTC)
    assert published("2025c") == datetime(2025, 5, 1, tzinfo=UTC)
    assert published("2026z") == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_catalogue_with_gaps_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    sentences = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "Yes"\nmsgstr "Oui"\n\nmsgid "No"\nmsgstr ""\n'
    (folder / "gamma.po").write_text(sentences)
    assert untranslated(tmp_path, "fr") == 1
    assert untranslated(tmp_path, "en") == 0
    assert (CATALOGUES / "fr").is_dir()


@pytest.mark.parametrize(
    ("seconds", "state"), [(0, "ok"), (-60, "ok"), (61, "warning"), (-300, "warning"), (301, "wrong")]
)
def test_clocks_are_compared_both_ways(seconds: int, state: str) -> None:
    ours = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert compare_clocks("Slack", ours + timedelta(seconds=seconds), ours).state == state


def test_a_check_that_fails_is_a_line_and_the_next_ones_go_on() -> None:
    def failing(_subject: str) -> list[CheckResult]:
        raise RuntimeError("first line\nsecond line")

    found = list(run_checks((("one", failing), ("two", lambda subject: [ok(subject)])), "fine"))
    assert [finding.state for finding in found] == ["wrong", "ok"]
    assert "RuntimeError: first line)" in found[0].what


def test_an_address_where_nothing_answers_asks_to_start_gamma_first(examined: Examined) -> None:
    assert "start `gamma run` first" in examined.line("GAMMA_URL", GAMMA_URL="http://127.0.0.1:1")
    assert examined.of("wrong", GAMMA_URL="http://127.0.0.1:1") == []


def test_the_lines_are_of_one_shape() -> None:
    with pytest.raises(ValueError, match="a remedy"):
        CheckResult("warning", "something")
    assert os.linesep not in str(ok("well"))


# --- the process that runs ------------------------------------------------------------------------


@contextmanager
def running(told: dict[str, object]) -> Iterator[str]:
    """Its port. It is told what it says of itself."""
    web = Flask("running")
    web.get("/readyz")(lambda: told)
    served = Served(web)
    yield served.url.rpartition(":")[2]
    served.close()


SERVED = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "0123456789abcdef",
    "GAMMA_SECRET": "5f3a91c0de77b1284e6f90ad31c2b847",
}


def test_the_running_process_tells_that_it_is_well_and_whether_its_settings_are_these(
    examined: Examined,
) -> None:
    told: dict[str, object] = {"troubles": [], "settings": "other"}
    with running(told) as port:
        settings = SERVED | {"PORT": port, "HOST": "0.0.0.0"}
        assert examined.line("other settings than those read here -> start it again", **settings)
        told["settings"] = read_settings({**examined.settings, **settings}).fingerprint
        assert examined.line("and is ready", **settings).startswith("ok")
        told["troubles"] = ["3700 of 4000 connections are open"]
        line = examined.line("is not well: 3700 of 4000 connections are open", **settings)
        assert line.startswith("warning")
    assert examined.line("Gamma does not answer on this machine", **settings).startswith("warning")
