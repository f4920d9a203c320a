"""Every number of the report's JSON, counted a second time from the tables, by other means."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text

from bot.__main__ import main
from tests.conversation import Talk
from tests.conversations.seasons.scene import SeasonScene

PARIS = ZoneInfo("Europe/Paris")
HOLIDAYS = {date(2026, 12, 25), date(2027, 1, 1)}
RANK = {"not_yet": 0, "partly": 1, "reached": 2}
POINTS = {"no": 0, "partly": 1, "yes": 2}

SHARED = """
SELECT a.startup_id, a.id, a.sent_at FROM assessments a JOIN rounds r ON r.startup_id = a.startup_id
WHERE r.occasion = :occasion AND a.shared_at IS NOT NULL
  AND a.sent_at <= r.closes_at AND a.sent_at >= r.opens_at
ORDER BY a.sent_at, a.id
"""


class Recount:
    """Knows the tables and the programme's rules in its own words; nothing of Gamma's code."""

    def __init__(self, url: str, season: str) -> None:
        self.engine, self.season = create_engine(url), season
        self.startups = [row.startup_id for row in self.rows("SELECT * FROM season_startups")]

    def rows(self, query: str, **values: object) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query), values))

    def one(self, query: str) -> int:
        return int(self.rows(query)[0][0])

    def teams(self, occasion: str) -> dict[str, dict[str, Any]]:
        """By startup the lower median of opinions, and the facts of the latest."""
        given: dict[str, list[dict[str, str]]] = {}
        for row in self.rows(SHARED, occasion=occasion):
            answers = self.rows("SELECT field, value FROM answers WHERE assessment_id = :id", id=row.id)
            given.setdefault(row.startup_id, []).append({each.field: each.value for each in answers})
        return {startup: _of_team(each) for startup, each in given.items()}

    def levels(self, occasion: str) -> dict[str, dict[str, int]]:
        teams = self.teams(occasion)
        counted = {}
        for criterion, judge in JUDGES.items():
            found = Counter(judge(team) for team in teams.values())
            known = {level: found[level] for level in ("reached", "partly", "not_yet")}
            rest = len(self.startups) - sum(known.values())
            counted[criterion] = {**known, "unknown": rest, "of": len(self.startups)}
        return counted

    def paired(self) -> dict[str, dict[str, int | None]]:
        entry, exit_ = self.teams("entry"), self.teams("exit")
        found: dict[str, dict[str, int | None]] = {}
        for criterion, judge in JUDGES.items():
            steps = [
                RANK[judge(exit_[each])] - RANK[judge(entry[each])]
                for each in entry.keys() & exit_.keys()
                if judge(entry[each]) in RANK and judge(exit_[each]) in RANK
            ]
            up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
            found[criterion] = {
                "up": up,
                "same": steps.count(0),
                "down": down,
                "of": len(steps),
                "p": None,
            }
        return found

    def targets(self) -> dict[str, int]:
        entry, exit_ = self.teams("entry"), self.teams("exit")
        goals = {each: float(team["target"]) for each, team in entry.items() if "target" in team}
        reached = [e for e, goal in goals.items() if float(exit_[e]["metric_value"]) >= goal * 0.8]
        return {"reached_80": len(reached), "of": len(goals)}

    def experts(self) -> dict[str, Any]:
        rows = self.rows("SELECT asked_at, taken_at, rating FROM questions WHERE state != 'draft'")
        times = [(_moment(row.asked_at), _moment(row.taken_at)) for row in rows if row.taken_at]
        days = [_working_days(a.date(), b.date()) for a, b in times]
        hours = [(b - a).total_seconds() / 3600 for a, b in times]
        ratings = [row.rating for row in rows if row.rating is not None]
        return {
            "questions": len(rows),
            "taken": len(times),
            "within_3": sum(each <= 3 for each in days),
            "within_5": sum(each <= 5 for each in days),
            "median_hours": round(median(hours)) if len(hours) >= 3 else None,
            "useful": {
                "n": None if len(ratings) in (1, 2) else len(ratings),
                "median": median(ratings) if len(ratings) >= 3 else None,
            },
        }

    def checkpoints(self) -> dict[str, int]:
        count = "SELECT count(*) FROM checkpoints WHERE "
        return {
            "planned": self.one(count + "1 = 1"),
            "held": self.one(count + "state = 'held'"),
            "postponed": self.one(count + "postponements > 0"),
            "cancelled": self.one(count + "state = 'cancelled'"),
        }

    def commitments(self) -> dict[str, int]:
        count = "SELECT count(*) FROM commitments WHERE "
        return {
            "made": self.one(count + "1 = 1"),
            "kept": self.one(count + "resolution = 'done'"),
            "dropped": self.one(count + "resolution = 'dropped'"),
            "open": self.one(count + "resolution = ''"),
        }


def _of_team(given: list[dict[str, str]]) -> dict[str, Any]:
    fields = {field for answers in given for field in answers}
    team: dict[str, Any] = {}
    for field in fields:
        known = sorted(POINTS[each[field]] for each in given if each.get(field) in POINTS)
        if known:
            team[field] = known[(len(known) - 1) // 2]
        elif field in given[-1]:
            team[field] = given[-1][field]
    return team


def _market(team: dict[str, Any]) -> str:
    size, users = float(team.get("market_size", 0)), float(team.get("recurring_users", 0))
    if size and users / size >= 0.01 and team.get("in_production") == 2:
        return "reached"
    return "partly" if size or users else "not_yet"


def _impact(team: dict[str, Any]) -> str:
    everything = {"metric", "metric_value", "target", "target_date"} <= team.keys()
    return "reached" if everything and team.get("followed") == 2 else "partly"


def _team(team: dict[str, Any]) -> str:
    four = [team[each] for each in ("people", "roles", "processes", "culture")]
    if 0 not in four and four.count(1) <= 1:
        return "reached"
    return "not_yet" if 2 not in four or four.count(0) >= 3 else "partly"


JUDGES = {"market": _market, "impact": _impact, "team": _team}


def _moment(stored: datetime | str) -> datetime:
    """SQLite gives the letters of a UTC instant."""
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("UTC"))).astimezone(PARIS)


def _working_days(first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


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
