"""The demonstration and the report as an administrator meets them."""

import io
import json
import re
import sqlite3
import time
from contextlib import closing, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.settings import Settings
from gamma.calendar import METROPOLE, is_working_day
from storage.portfolio.attention import followed_startups
from storage.store import Store
from tests.conversations.seasons.recount import PARIS, Recount


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Where it was done once, and what was told."""
    place, said = tmp_path_factory.mktemp("demo"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        _settle(place, patch)
        began = time.process_time()
        assert main(["demo", "--season"]) == 0
        assert time.process_time() - began < 20
    return place, said.getvalue()


@pytest.fixture
def season(invented: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of the season that was invented, as it is told."""
    place, said = invented
    _settle(place, monkeypatch)
    found = re.search(r"--season (\S+)", said)
    assert found is not None
    assert "demo-report.html" in said
    assert "http://127.0.0.1:3000" in said
    return found[1]


def _settle(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.chdir(place)
    for name in Settings.model_fields:
        patch.delenv(name.upper(), raising=False)
    patch.setenv("DATABASE_URL", "sqlite:///demo.db")


def _report(season: str, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["report", "--season", season]) == 0
    told: dict[str, Any] = json.loads(capfd.readouterr().out)
    return told


def test_it_is_a_whole_season_and_goes_into_an_empty_database_only(
    season: str, capfd: pytest.CaptureFixture[str]
) -> None:
    told = _report(season, capfd)
    assert told["startups"] == 24
    for moment in ("entry", "middle", "exit"):
        for levels in told["moments"][moment].values():
            assert sum(levels[each] for each in ("reached", "partly", "not_yet", "unknown")) == 24
    assert told["paired"]["entry_exit"]["market"]["of"] >= 18
    assert told["targets"]["of"] >= 3
    assert told["checkpoints"]["held"] >= 40
    assert told["experts"]["useful"]["n"] >= 5
    assert told["commitments"]["made"] >= 24
    with closing(sqlite3.connect("demo.db")) as database:
        ahead = "SELECT count(*) FROM questions WHERE coalesce(closed_at, taken_at, asked_at) > ?"
        [found] = database.execute(ahead, [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}.999999"]).fetchone()
        assert not found, "nothing was done that is still to come"
    assert main(["demo", "--season"]) == 2
    assert "is not empty" in capfd.readouterr().err


def test_every_number_of_it_is_what_the_tables_say(season: str, capfd: pytest.CaptureFixture[str]) -> None:
    told, counted = _report(season, capfd), Recount("sqlite:///demo.db", season)
    assert told["startups"] == len(counted.startups)
    for moment in ("entry", "middle", "exit"):
        assert told["moments"][moment] == counted.levels(moment)
    assert told["paired"]["entry_exit"] == counted.paired()
    assert told["paired"]["entry_middle"] == counted.paired(after="middle")
    assert any(each["p"] for each in counted.paired().values())
    for part in ("targets", "checkpoints", "experts", "commitments"):
        assert told[part] == getattr(counted, part)()
    for moment in ("middle", "exit"):
        assert told["relation"][moment] == counted.relation(moment)
    for moment in told["before_after"].values():
        for group in ("programme", "others"):
            del moment[group]["median_days"]  # beside values computed by hand in tests/gamma
        assert moment == counted.imported(moment["on"])
    counted.engine.dispose()


def test_its_portfolio_has_reasons_of_several_kinds(season: str) -> None:
    """A season without any is none that a newcomer learns from; days are the programme's."""
    store, now = Store("sqlite:///demo.db"), datetime.now(UTC)
    with store.read() as session:
        followed = followed_startups(session, now)
        reasons = [each for startup in followed for each in startup.attention(now, 8, PARIS)]
    store.close()
    assert {each.kind for each in reasons} >= {"unclosed", "postponed", "undecided", "envelope"}
    planned = [checkpoint.moment.day for startup in followed for checkpoint in startup.planned]
    assert all(is_working_day(day, METROPOLE) for day in planned)


def test_where_its_report_cannot_be_written_the_database_stays_empty(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo", "--season", "--report", "nowhere/r.html"]) == 2
    assert "cannot be written" in capfd.readouterr().err
    assert main(["demo", "--season"]) == 0


def test_the_page_stands_alone_and_can_be_read_without_seeing_it(season: str) -> None:
    for locale in ("fr", "en"):
        of = ["report", "--season", season, "--locale", locale]
        assert main([*of, "--format", "html", "--output", "r.html"]) == 0
        page = Path("r.html").read_text(encoding="utf-8")
        assert f'<html lang="{locale}">' in page
        assert not re.findall(r"""(?:src|href)=["'](?!data:)|url\(|@import|<script|<link""", page)
        assert page.count("<h1") == 1
        assert page.count("<table") == page.count('<p class="caption"') == page.count("<thead")
        assert page.count('scope="row"') >= 20
        assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="[^"]{30,}"', page)
        for name in ("Camille", "Pauline", "Nadia", "Vélo facile", "Atlas des haies"):
            assert name not in page


def test_the_csv_opens_as_a_spreadsheet_in_french(season: str) -> None:
    assert main(["report", "--season", season, "--format", "csv", "--output", "r.csv"]) == 0
    content = Path("r.csv").read_bytes()
    assert content.startswith("\ufeffSujet;Critère;Moment;Quoi;Nombre".encode())


def test_an_unknown_season_is_answered_with_those_there_are(
    season: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--season", "nothing"]) == 1
    assert season in capfd.readouterr().err
