"""Invents what was done in a season: checkpoints, commitments of sponsors, questions to experts, actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.operations.demo_names import PROMISES, QUESTIONS
from gamma.calendar import METROPOLE, is_working_day, previous_working_day
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.committees.parsing import Dates
from gamma.dates import LocalMoment, day_in
from gamma.experts.question import QuestionDraft
from gamma.follow_ups.follow_up import CommitmentKind
from gamma.people.person import Person
from gamma.seasons.season import Season
from storage.checkpoints import checkpoints
from storage.committees import committees
from storage.experts import questions
from storage.follow_ups import actions, commitments
from storage.follow_ups.origin import Origin

Concern = Literal["unclosed", "gap", "undecided", "envelope", "postponed"]
"""Why a portfolio manager looks at a startup first."""
CONCERNS: Sequence[Concern] = ("unclosed", "postponed", "gap", "undecided", "envelope", "unclosed")


@dataclass
class InventedTeam:
    """levels: by criterion, from 0 to 2, as they stand at the moment that is being invented."""

    id: str
    people: list[Person]
    manager: Person
    metric: str
    value: int
    levels: dict[str, int]
    concern: Concern | None = None


class InventedWork:
    def __init__(
        self, session: Session, chance: Random, season: Season, now: datetime, zone: ZoneInfo
    ) -> None:
        self._session, self._chance, self._season = session, chance, season
        self._now, self._zone, self._today = now, zone, day_in(now, zone)

    def add(self, team: InventedTeam, helpers: Sequence[Person]) -> None:
        speaker = team.people[0]
        self._checkpoints(team, speaker)
        for kind, words in self._chance.sample(PROMISES, self._between(1, 3)):
            self._promise(team, speaker, kind, words)
        for domain, words in self._chance.sample(QUESTIONS, self._between(0, 2)):
            self._question(team, speaker, domain, words, self._chance.choice(helpers[:-1]))
        due = self._in_days(-8, 20)
        origin = Origin(team.id, speaker, self._now - timedelta(days=12))
        actions.add(
            self._session, origin, "préparer le bilan du trimestre", actions.Assignee(speaker.id), due
        )
        dates = self._committee(team)
        if dates:
            committees.set_dates(self._session, team.id, dates, speaker, self._now - timedelta(days=30))

    def _committee(self, team: InventedTeam) -> Dates:
        if team.concern == "undecided":
            return {"meets_on": self._in_days(-15, -8)}
        if team.concern == "envelope":
            return {"envelope_ends_on": self._in_days(20, 40)}
        return {"envelope_ends_on": self._in_days(50, 160)} if self._chance.random() < 0.5 else {}

    def _checkpoints(self, team: InventedTeam, by: Person) -> None:
        day = self._season.starts_on + timedelta(days=self._between(10, 40))
        until = self._today - timedelta(days=70 if team.concern == "gap" else 4)
        while day < until:
            planned = self._plan(team, by, day)
            fate = self._chance.random()
            if fate < 0.18:
                day += timedelta(days=self._between(3, 15))
                planned = self._put_off(planned, day, planned.starts_at - timedelta(days=2))
            happened = day < until
            state: State = "cancelled" if fate > 0.93 else "held" if happened else "planned"
            ended_at = planned.starts_at + timedelta(hours=2)
            checkpoints.set_state(self._session, planned, state, min(ended_at, self._now))
            day += timedelta(days=self._between(35, 60))
        self._next_checkpoint(team, by)

    def _next_checkpoint(self, team: InventedTeam, by: Person) -> None:
        if team.concern == "unclosed":
            self._plan(team, by, self._today - timedelta(days=1))
        elif team.concern == "postponed":
            planned = self._plan(team, by, self._in_days(-20, -12))
            for days in (10, 22):
                planned = self._put_off(planned, self._today + timedelta(days=days), self._now)
        elif team.concern != "gap" and self._chance.random() < 0.75:
            self._plan(team, by, self._in_days(6, 40))

    def _put_off(self, planned: Checkpoint, day: date, now: datetime) -> Checkpoint:
        later = LocalMoment(_workday(day), time(14, 30), self._zone)
        return checkpoints.move(self._session, planned, later, planned.place, now)

    def _plan(self, team: InventedTeam, by: Person, day: date) -> Checkpoint:
        moment = LocalMoment(_workday(day), time(14, 30), self._zone)
        planned_at = min(moment.instant - timedelta(days=20), self._now)
        return checkpoints.plan(self._session, team.id, moment, "Visio", by, planned_at)

    def _promise(self, team: InventedTeam, by: Person, kind: str, words: str) -> None:
        day = self._season.starts_on + timedelta(days=self._between(5, 170))
        at, due = self._at(day, 15), day + timedelta(days=60)
        kept = commitments.add(self._session, Origin(team.id, by, at), cast(CommitmentKind, kind), words, due)
        fate = self._chance.random()
        ended_at = min(at + timedelta(days=self._between(10, 80)), self._now)
        if fate < 0.6:
            commitments.end(self._session, kept.id, "done", ended_at)
        elif fate < 0.72:
            commitments.end(self._session, kept.id, "dropped", ended_at)

    def _question(self, team: InventedTeam, by: Person, domain: str, words: str, helper: Person) -> None:
        """Nearly all were taken, and rated; the others had nobody, and are closed."""
        asked_at = self._at(
            self._season.starts_on + timedelta(days=self._between(3, 175)), self._between(9, 17)
        )
        question = questions.add(self._session, team.id, by, QuestionDraft(domain, words), asked_at)
        over: dict[str, Any] = {"state": "closed", "next_at": None}
        if self._chance.random() < 0.88:
            taken_at = asked_at + timedelta(hours=self._chance.choice((2, 5, 20, 26, 47, 70, 95, 140, 190)))
            rating = self._chance.choices((None, 2, 3, 4, 5), (4, 1, 3, 8, 7))[0]
            over |= {"expert_id": helper.id, "taken_at": taken_at, "conversation": "", "rating": rating}
            over |= {"closed_at": taken_at + timedelta(days=8), "resolution": "answered"}
        else:
            over |= {"closed_at": asked_at + timedelta(days=30), "resolution": "expired"}
        over |= {each: min(over[each], self._now) for each in ("taken_at", "closed_at") if each in over}
        questions.change(self._session, question.id, **over)

    def _in_days(self, low: int, high: int) -> date:
        return self._today + timedelta(days=self._between(low, high))

    def _between(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def _at(self, day: date, hour: int) -> datetime:
        return LocalMoment(day, time(hour), self._zone).instant.astimezone(UTC)


def _workday(day: date) -> date:
    return day if is_working_day(day, METROPOLE) else previous_working_day(day, METROPOLE)
