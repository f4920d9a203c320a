"""Half a year of questions to the network, with holidays, pauses and people who answer as people do."""

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.dispatch import Dispatcher, Services
from bot.signing import Signer
from gamma.chat import Command, Place, Profile
from gamma.experts.question import Offer, Question, QuestionDraft
from gamma.programme.file import SHIPPED, load_programme
from gamma.public_links import PublicLinks
from gamma.startups.startup import Startup
from jobs.context import JobContext
from jobs.experts.offers import advance_questions
from storage.experts import experts, offers, questions
from storage.models import OfferRow, QuestionRow
from storage.people import people
from storage.store import Store
from tests.fakes.chat import FakeChat
from tests.startups import keep
from tests.works import work_of

START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
DAYS = 182
UNTIL = START + timedelta(days=DAYS + 40)
PARIS = "Europe/Paris"
EQUALS = 30
"""Experts who are alike: the same domain, level, capacity and town, and a pause of two weeks each."""
OTHERS = (("Indian/Reunion", 3, 2), ("America/Cayenne", 1, 4), ("Pacific/Tahiti", 2, 1), (PARIS, 3, 1))
"""Zone, level and capacity of those who are not."""
CAPACITY = 7
ASKERS = ("asker0", "asker1", "asker2", "equal0")
_ANSWERS = {"take": 50, "pass": 22, "later": 8, "": 20}
"""Of a hundred; "" says nothing until the end."""
_ANSWERED_WITHIN = 6.0
"""Hours, on average, also at night."""


@dataclass(order=True)
class _Event:
    at: datetime
    number: int
    what: str = field(compare=False)
    account: str = field(compare=False)


class _Known(FakeChat):
    """Knows the zone of everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.zones: dict[str, str] = {}

    def profile(self, person: str) -> Profile:
        return Profile(person, "fr", self.zones.get(person, PARIS))


class HalfYear:
    """equals: the experts who are alike. experts: everybody's capacity and zone, by person."""

    def __init__(self, store: Store, asked: int, seed: int = 1) -> None:
        self.store, self.now, self.chance = store, START, random.Random(seed)
        self.chat = _Known()
        self.programme = load_programme(SHIPPED)
        self.equals: list[int] = []
        self.capacities: dict[int, int] = {}
        self.zones: dict[int, ZoneInfo] = {}
        self._accounts: dict[int, str] = {}
        self._events: list[_Event] = []
        self._numbers = count()
        self._seen = 0
        self._dispatch = self._made()
        self._work = self._job()
        with store.write() as session:
            self._cast(session)
        for _ in range(asked):
            self._plan(self._sometime(DAYS), "ask", self.chance.choice(ASKERS))

    def run(self) -> None:
        while (instant := self._next()) and instant < UNTIL:
            self.now = instant
            while self._events and self._events[0].at <= instant:
                self._happens(heapq.heappop(self._events))
            advance_questions(self._work)
            self._answer_what_is_new()

    def questions(self) -> list[Question]:
        with self.store.read() as session:
            numbers = session.scalars(select(QuestionRow.id).order_by(QuestionRow.id))
            found = [questions.load(session, number) for number in numbers]
        return [question for question in found if question]

    def offers(self) -> list[Offer]:
        with self.store.read() as session:
            numbers = session.scalars(select(OfferRow.id).order_by(OfferRow.id))
            found = [offers.load(session, number) for number in numbers]
        return [offer for offer in found if offer]

    def taken_by_month(self) -> Counter[tuple[int, int, int]]:
        """How many each person took in each month of theirs: (person, year, month)."""
        taken: Counter[tuple[int, int, int]] = Counter()
        for question in self.questions():
            if question.expert_id and question.taken_at:
                local = question.taken_at.astimezone(self.zones[question.expert_id])
                taken[question.expert_id, local.year, local.month] += 1
        return taken

    def asked_of_equals(self) -> list[int]:
        """How often each of those who are alike was asked, the least first; without who asks too."""
        often = Counter(offer.person_id for offer in self.offers())
        return sorted(often[person] for person in self.equals if self._accounts[person] not in ASKERS)

    def hours_to_yes(self) -> list[float]:
        """From the question until somebody took it, nights and weekends included, the shortest first."""
        waits = [each.taken_at - each.asked_at for each in self.questions() if each.taken_at]
        return sorted(wait / timedelta(hours=1) for wait in waits)

    def _next(self) -> datetime | None:
        with self.store.read() as session:
            due = questions.next_due(session, self.now, UNTIL)
        event = self._events[0].at if self._events else None
        return min((instant for instant in (due, event) if instant), default=None)

    def _happens(self, event: _Event) -> None:
        with self.store.write() as session:
            person = people.upsert_person(
                session, self.chat.name, event.account, self.chat.profile(event.account)
            )
            if event.what == "ask":
                questions.add(session, "velo", person, QuestionDraft("growth", "Comment faire ?"), self.now)
            elif event.what == "pause":
                experts.set_pause(session, person.id, self.now + timedelta(days=14))
        if event.what.startswith("expert"):
            place = Place(f"direct:{event.account}", direct=True)
            self._dispatch(Command(self.chat.name, event.account, place, event.what))

    def _answer_what_is_new(self) -> None:
        with self.store.read() as session:
            rows = session.scalars(select(OfferRow).where(OfferRow.id > self._seen).order_by(OfferRow.id))
            new = [(row.id, row.question_id, self._accounts[row.person_id]) for row in rows]
        for number, question, account in new:
            self._seen = number
            answer = self.chance.choices(list(_ANSWERS), list(_ANSWERS.values()))[0]
            delay = timedelta(hours=self.chance.expovariate(1 / _ANSWERED_WITHIN))
            if answer:
                self._plan(self.now + delay, f"expert {answer} {question}", account)
            if answer == "later":
                self._plan(self.now + delay + timedelta(days=2), f"expert take {question}", account)

    def _cast(self, session: Session) -> None:
        keep(session, Startup("velo", "Vélo", "", "", ()))
        for number in range(EQUALS):
            self.equals.append(self._joins(session, f"equal{number}", PARIS, 2, CAPACITY))
        for number, (zone, level, capacity) in enumerate(OTHERS):
            self._joins(session, f"other{number}", zone, level, capacity)

    def _joins(self, session: Session, account: str, zone: str, level: int, capacity: int) -> int:
        self.chat.zones[account] = zone
        person = people.upsert_person(session, self.chat.name, account, self.chat.profile(account))
        experts.join(session, person.id, {"growth": level}, capacity, START)
        self.capacities[person.id], self.zones[person.id] = capacity, ZoneInfo(zone)
        self._accounts[person.id] = account
        self._plan(self._sometime(DAYS - 20), "pause", account)
        return person.id

    def _sometime(self, days: int) -> datetime:
        return START + timedelta(days=self.chance.uniform(0, days))

    def _plan(self, at: datetime, what: str, account: str) -> None:
        heapq.heappush(self._events, _Event(at, next(self._numbers), what, account))

    def _made(self) -> Dispatcher:
        signer = Signer("a secret for the tests only", lambda: self.now)
        services = Services(
            store=self.store,
            programme=self.programme,
            signer=signer,
            clock=Clock(lambda: self.now),
            chats={self.chat.name: self.chat},
            locale="fr",
            zone=ZoneInfo(PARIS),
            programme_team=(),
            privacy_contact="",
            pages=PublicLinks("", lambda _kind, _key: ""),
        )
        return Dispatcher(services)

    def _job(self) -> JobContext:
        return work_of(self.store, self.chat, lambda: self.now, programme=self.programme)
