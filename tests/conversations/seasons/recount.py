"""Every number of a season's report, counted from the tables by other means: SQL, scipy, own words."""

from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from scipy.stats import binomtest
from sqlalchemy import create_engine, text

PARIS = ZoneInfo("Europe/Paris")
HOLIDAYS = {
    *(date(2026, *day) for day in ((1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15))),
    *(date(2026, *day) for day in ((11, 1), (11, 11), (12, 25))),
    date(2027, 1, 1),
}
RANK = {"not_yet": 0, "partly": 1, "reached": 2}
POINTS = {"no": 0, "partly": 1, "yes": 2}

SHARED = """
SELECT a.startup_id, a.person_id, a.id, a.sent_at
FROM assessments a JOIN rounds r ON r.startup_id = a.startup_id
WHERE r.occasion = :occasion AND a.shared_at IS NOT NULL
  AND a.sent_at <= r.closes_at AND a.sent_at >= r.opens_at
ORDER BY a.sent_at, a.id
"""


class Recount:
    """Knows the tables and the programme's rules in its own words; nothing of Gamma's code."""

    def __init__(self, url: str, season: str) -> None:
        self.engine, self.season = create_engine(url), season
        chosen = self.rows("SELECT * FROM season_startups WHERE season_id = :id", id=season)
        self.startups = [row.startup_id for row in chosen]
        (row,) = self.rows("SELECT starts_on, ends_on FROM seasons WHERE id = :id", id=season)
        self.first, self.last = (date.fromisoformat(str(day)) for day in row)

    def _is_within(self, day: date) -> bool:
        return self.first <= day <= self.last

    def rows(self, query: str, **values: object) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query), values))

    def one(self, query: str) -> int:
        return int(self.rows(query)[0][0])

    def teams(self, occasion: str) -> dict[str, dict[str, Any]]:
        """By startup the lower median of opinions, and the facts of the latest. Of each person the last."""
        given: dict[str, dict[int, dict[str, str]]] = {}
        for row in self.rows(SHARED, occasion=occasion):
            answers = self.rows("SELECT field, value FROM answers WHERE assessment_id = :id", id=row.id)
            of_team = given.setdefault(row.startup_id, {})
            of_team.pop(row.person_id, None)
            of_team[row.person_id] = {each.field: each.value for each in answers}
        return {startup: _of_team(list(each.values())) for startup, each in given.items()}

    def levels(self, occasion: str) -> dict[str, dict[str, int]]:
        teams = self.teams(occasion)
        counted = {}
        for criterion, judge in JUDGES.items():
            found = Counter(judge(team) for team in teams.values())
            known = {level: found[level] for level in ("reached", "partly", "not_yet")}
            rest = len(self.startups) - sum(known.values())
            counted[criterion] = {**known, "unknown": rest, "of": len(self.startups)}
        return counted

    def paired(self, before: str = "entry", after: str = "exit") -> dict[str, dict[str, float | None]]:
        entry, exit_ = self.teams(before), self.teams(after)
        found: dict[str, dict[str, float | None]] = {}
        for criterion, judge in JUDGES.items():
            steps = [
                RANK[judge(exit_[each])] - RANK[judge(entry[each])]
                for each in entry.keys() & exit_.keys()
                if judge(entry[each]) in RANK and judge(exit_[each]) in RANK
            ]
            up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
            is_told = len(steps) >= 10 and up + down >= 5
            p = round(binomtest(up, up + down).pvalue, 4) if is_told else None
            same = steps.count(0)
            found[criterion] = {"up": up, "same": same, "down": down, "of": len(steps), "p": p}
        return found

    def targets(self) -> dict[str, int]:
        entry, exit_ = self.teams("entry"), self.teams("exit")
        goals = {each: team for each, team in entry.items() if "target" in team}
        reached = [
            each
            for each, goal in goals.items()
            if exit_.get(each, {}).get("metric") == goal["metric"]
            and float(exit_[each].get("metric_value", 0)) >= float(goal["target"]) * 0.8
        ]
        return {"reached_80": len(reached), "of": len(goals)}

    def experts(self) -> dict[str, Any]:
        asked = self.rows("SELECT asked_at, taken_at, rating FROM questions WHERE state != 'draft'")
        rows = [row for row in asked if self._is_within(_moment(row.asked_at).date())]
        times = [(_moment(row.asked_at), _moment(row.taken_at)) for row in rows if row.taken_at]
        hours = [(b - a).total_seconds() / 3600 for a, b in times]
        ratings = [row.rating for row in rows if row.rating is not None]
        return {
            "questions": len(rows),
            "taken": len(times),
            "within_3": sum(b.date() <= _working_day(a.date(), 3) for a, b in times),
            "within_5": sum(b.date() <= _working_day(a.date(), 5) for a, b in times),
            "median_hours": round(median(hours)) if len(hours) >= 3 else None,
            "useful": {
                "n": None if len(ratings) in (1, 2) else len(ratings),
                "median": median(ratings) if len(ratings) >= 3 else None,
            },
        }

    def checkpoints(self) -> dict[str, int]:
        every = self.rows("SELECT day, state, postponements FROM checkpoints")
        rows = [row for row in every if self._is_within(date.fromisoformat(str(row.day)))]
        return {
            "planned": len(rows),
            "held": sum(row.state == "held" for row in rows),
            "postponed": sum(row.postponements > 0 for row in rows),
            "cancelled": sum(row.state == "cancelled" for row in rows),
        }

    def commitments(self) -> dict[str, int]:
        every = self.rows("SELECT recorded_at, resolution FROM commitments")
        found = Counter(row.resolution for row in every if self._is_within(_moment(row.recorded_at).date()))
        made = found.total()
        return {"made": made, "kept": found["done"], "dropped": found["dropped"], "open": found[""]}

    def relation(self, moment: str) -> dict[str, Any]:
        """Of one that is over, and of which three or more of each answered."""
        questions, answers = ("goals", "support", "future"), ("yes", "partly", "no", "unknown")
        rows = self.rows("SELECT * FROM season_opinions WHERE moment = :moment", moment=moment)
        told: dict[str, Any] = {}
        for who in ("team", "expert"):
            said = [row for row in rows if row.respondent == who and (row.goals or row.support or row.future)]
            told[who] = {"n": len(said)}
            for each in questions:
                counts = Counter(getattr(row, each) or "unknown" for row in said)
                told[who][each] = {answer: counts[answer] for answer in answers}
        rows = self.rows("SELECT * FROM sponsor_opinions WHERE moment = :moment", moment=moment)
        counted = {(row.question, row.answer): row.count for row in rows}
        told["sponsor"] = {
            "n": sum(counted.get(("goals", answer), 0) for answer in answers),
            **{each: {a: counted.get((each, a), 0) for a in answers} for each in questions},
        }
        return told

    def imported(self, day: str) -> dict[str, Any]:
        """Of the import of that day: of each startup what was last seen until then."""
        rows = self.rows("SELECT * FROM import_states WHERE day <= :day ORDER BY day", day=day)
        last = [row for row in {row.startup_id: row for row in rows}.values() if row.listed]
        own = set(self.startups)
        return {
            "on": day,
            "programme": _imported([row for row in last if row.startup_id in own]),
            "others": _imported([row for row in last if row.startup_id not in own]),
        }


def _imported(rows: list[Any]) -> dict[str, int]:
    began = [row for row in rows if row.accelerated_on]
    return {
        "of": len(rows),
        "with_stats": sum(bool(row.has_stats) for row in rows),
        "with_impact": sum(bool(row.has_impact) for row in rows),
        "in_acceleration": sum(bool(row.in_acceleration) for row in rows),
        "accelerated": len(began),
        "still": sum(row.left_on is None for row in began),
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
    if team.get("metric") == "aucune":
        return "not_yet"
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


def _working_day(first: date, number: int) -> date:
    """That many working days after the first; whoever takes it the Saturday after is too late."""
    days = (first + timedelta(days=n) for n in range(1, 30))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS][number - 1]
