"""Every number of the report's JSON, counted a second time from the tables, by other means."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from tests.conversation import Talk
from tests.conversations.seasons.recount import JUDGES, Recount
from tests.conversations.seasons.scene import SeasonScene

pytestmark = pytest.mark.long


@pytest.fixture
def report(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[dict[str, Any], Recount]]:
    SeasonScene(talk).play()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", talk.database_url)
    assert main(["report", "--season", "hiver", "--format", "json", "--output", "report.json"]) == 0
    recount = Recount(talk.database_url.replace("postgresql:", "postgresql+psycopg:"), "hiver")
    yield json.loads(Path("report.json").read_text(encoding="utf-8")), recount
    recount.engine.dispose()


def test_every_number_is_what_the_tables_say(report: tuple[dict[str, Any], Recount]) -> None:
    told, counted = report
    assert told["season"] == {"id": "hiver", "name": "Hiver", "start": "2026-11-23", "end": "2027-02-28"}
    assert told["startups"] == len(counted.startups) == 5
    assert told["baseline"] == {"on": "2020-08", "of": 24, "market": 16, "impact": 8, "team": 16}
    nobody_asked = dict.fromkeys(("reached", "partly", "not_yet", "unknown")) | {"of": 5}
    assert told["moments"] == {
        "entry": counted.levels("entry"),
        "middle": dict.fromkeys(JUDGES, nobody_asked),
        "exit": counted.levels("exit"),
        "after": dict.fromkeys(JUDGES, nobody_asked),
    }
    assert told["paired"]["entry_exit"] == counted.paired()
    assert told["targets"] == counted.targets() == {"reached_80": 1, "of": 2}
    assert told["checkpoints"] == counted.checkpoints()
    assert told["checkpoints"] == {"planned": 3, "held": 1, "postponed": 1, "cancelled": 1}
    assert told["experts"] == counted.experts()
    assert told["experts"]["taken"] == 2
    assert told["experts"]["within_3"] == 1
    assert told["commitments"] == counted.commitments()
    assert told["commitments"] == {"made": 3, "kept": 1, "dropped": 1, "open": 1}
    assert told["moments"]["entry"]["market"]["reached"] == 1  # what coup-de-pouce did not share counts not
