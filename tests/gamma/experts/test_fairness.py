"""1,000 questions over six months, by the rules alone: nobody above their capacity, equals asked alike."""

import heapq
import random
import statistics
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from gamma.calendar import METROPOLE
from gamma.experts.question import RECENTLY, Candidate, Offer, choose_candidate, month_start, next_offer_step
from gamma.programme.experts import ExpertTimes

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
DAYS, QUESTIONS, EXPERTS, CAPACITY = 182, 1000, 30, 8
TIMES = ExpertTimes.model_validate({})
ANSWERS = {"take": 55, "pass": 25, "": 20}


@dataclass
class Equal:
    """capacity, level and town are everybody's; each is away for two weeks in the half year."""

    number: int
    away: datetime
    asked: list[datetime] = field(default_factory=list)
    taken: list[datetime] = field(default_factory=list)
    waiting: int = 0

    def candidate(self, now: datetime) -> Candidate:
        back, month = self.away + timedelta(days=14), month_start(now, PARIS)
        return Candidate(
            person_id=self.number,
            level=2,
            capacity=CAPACITY,
            zone=PARIS,
            region=METROPOLE,
            paused_until=back if self.away <= now else None,
            taken=sum(taken_at >= month for taken_at in self.taken),
            waiting=self.waiting,
            recent=sum(asked_at >= now - RECENTLY for asked_at in self.asked),
            last_asked=self.asked[-1] if self.asked else None,
        )


@dataclass
class Asked:
    at: datetime
    offer: Offer | None = None
    offered: set[int] = field(default_factory=set)
    taken_at: datetime | None = None


class Rules:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.equals = [Equal(number, self._sometime(DAYS - 20)) for number in range(EXPERTS)]
        self.questions = [Asked(self._sometime(DAYS)) for _ in range(QUESTIONS)]
        self._events: list[tuple[datetime, int, Asked, str]] = []
        self._numbers = count()
        for question in self.questions:
            self._plan(question.at, question)

    def run(self) -> None:
        while self._events:
            now, _, question, answer = heapq.heappop(self._events)
            if question.taken_at is None:
                self._answered(question, answer, now)
                self._look(question, now)

    def _answered(self, question: Asked, answer: str, now: datetime) -> None:
        """By whoever is asked now; an answer that comes after that changes nothing here."""
        what, _, number = answer.partition(" ")
        if not answer or question.offer is None or question.offer.person_id != int(number):
            return
        expert = self._end(question)
        if what == "take":
            question.taken_at = now
            expert.taken.append(now)

    def _look(self, question: Asked, now: datetime) -> None:
        if question.taken_at:
            return
        if question.offer and not self._waits(question, question.offer, now):
            self._end(question)
        if question.offer is None:
            left = [each.candidate(now) for each in self.equals if each.number not in question.offered]
            choice = choose_candidate(left, now)
            if choice.person_id is not None:
                self._offer(question, choice.person_id, now)
            elif choice.look_at:
                self._plan(choice.look_at, question)

    def _waits(self, question: Asked, offer: Offer, now: datetime) -> bool:
        step = next_offer_step(offer, TIMES, PARIS, METROPOLE)
        if step.at <= now and step.kind == "remind":
            question.offer = replace(offer, reminded_at=now)
            step = next_offer_step(question.offer, TIMES, PARIS, METROPOLE)
        if step.at > now:
            self._plan(step.at, question)
        return step.at > now

    def _offer(self, question: Asked, number: int, now: datetime) -> None:
        expert = self.equals[number]
        assert number not in question.offered
        question.offered.add(number)
        question.offer = Offer(next(self._numbers), 0, number, "open", now)
        expert.asked.append(now)
        expert.waiting += 1
        self._waits(question, question.offer, now)
        answer = self.chance.choices(list(ANSWERS), list(ANSWERS.values()))[0]
        if answer:
            delay = timedelta(hours=self.chance.expovariate(1 / 6))
            self._plan(now + delay, question, f"{answer} {number}")

    def _end(self, question: Asked) -> Equal:
        assert question.offer is not None
        expert = self.equals[question.offer.person_id]
        expert.waiting -= 1
        question.offer = None
        return expert

    def _plan(self, at: datetime, question: Asked, answer: str = "") -> None:
        heapq.heappush(self._events, (at, next(self._numbers), question, answer))

    def _sometime(self, days: int) -> datetime:
        return START + timedelta(days=self.chance.uniform(0, days))


@pytest.mark.many
def test_equals_are_asked_alike_and_nobody_takes_more_than_they_would() -> None:
    rules = Rules(seed=1)
    rules.run()
    for expert in rules.equals:
        months = Counter((at.astimezone(PARIS).year, at.astimezone(PARIS).month) for at in expert.taken)
        assert max(months.values()) <= CAPACITY
    asked = sorted(len(expert.asked) for expert in rules.equals)
    assert asked[-1] <= 1.5 * asked[0]
    waits = [question.taken_at - question.at for question in rules.questions if question.taken_at]
    assert len(waits) == QUESTIONS
    median = statistics.median(wait / timedelta(hours=1) for wait in waits)
    print(f"median time to acceptance: {median:.1f} h, asked {asked[0]} to {asked[-1]} times")
    assert median < 72
