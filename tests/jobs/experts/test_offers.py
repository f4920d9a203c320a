"""The clock of the questions: what is cut off at any point begins anew, and nobody is asked twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from gamma.chat import Profile
from gamma.checkpoints.settings import CheckpointSettings
from gamma.experts.question import Offer, Question, QuestionDraft
from gamma.outbox import Entry
from gamma.people.person import Person
from gamma.startups.startup import Startup
from jobs.experts.offers import advance_questions
from storage import outbox
from storage.checkpoints import checkpoints
from storage.experts import experts, offers, questions
from storage.models import OutboxRow
from storage.people import people
from storage.store import Store
from tests.jobs.conftest import Bench
from tests.startups import keep

PARIS = ZoneInfo("Europe/Paris")
STORY = (
    "2026-11-23 10:30",  # offered to the first
    "2026-11-24 10:30",  # reminded
    "2026-11-25 10:30",  # offered to the second
    "2026-11-26 10:30",  # reminded
    "2026-11-27 10:30",  # nobody left: the asker and the programme team
    "2026-12-04 10:30",
)
TOLD = [
    ("elias", "expert_offer"),
    ("elias", "expert_offer_reminder"),
    ("ines", "expert_offer"),
    ("camille", "question_offered_on"),
    ("ines", "expert_offer_reminder"),
    ("camille", "question_nobody"),
    ("nadia", "questions_to_team"),
]


class KilledError(BaseException):
    """The process ends here; nobody catches it."""


class Network:
    """Two experts in growth, and one question."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.at(STORY[0])
        with bench.store.write() as session:
            keep(session, Startup("velo", "Vélo", "", "", ()))
            asker = self._person("camille", session)
            for name in ("elias", "ines"):
                experts.join(session, self._person(name, session).id, {"growth": 2}, 3, bench.now)
            self.asked = questions.add(
                session, "velo", asker, QuestionDraft("growth", "Comment ?"), bench.now
            )

    def at(self, moment: str) -> None:
        self.bench.now = datetime.fromisoformat(moment).replace(tzinfo=PARIS)

    def tick(self) -> None:
        advance_questions(self.bench.work())

    def question(self) -> Question:
        with self.bench.store.read() as session:
            found = questions.load(session, self.asked.id)
        assert found is not None
        return found

    def offers(self) -> list[Offer]:
        with self.bench.store.read() as session:
            return offers.of_question(session, self.asked.id)

    def told(self) -> list[Entry]:
        """All that was planned, in that order."""
        with self.bench.store.read() as session:
            keys = list(session.scalars(select(OutboxRow.key).order_by(OutboxRow.id)))
            found = {entry.notification.key: entry for entry in outbox.entries_of(session, keys)}
        return [found[key] for key in keys]

    def said(self) -> list[tuple[str, str]]:
        """To whom, and of which kind."""
        with self.bench.store.read() as session:
            readers = [
                people.by_id(session, entry.notification.person_id or 0).account for entry in self.told()
            ]
        return list(zip(readers, [entry.notification.kind for entry in self.told()], strict=True))

    def _person(self, name: str, session: Any) -> Person:
        return people.upsert_person(session, self.bench.chat.name, name, Profile(name, "fr", PARIS.key))


@pytest.fixture
def network(bench: Bench) -> Network:
    return Network(bench)


@contextmanager
def killed_at(store: Store, statement: int) -> Iterator[None]:
    """The process is killed before this statement, counted from the first."""
    left = statement

    def count_down(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KilledError

    event.listen(store.engine, "before_cursor_execute", count_down)
    try:
        yield
    finally:
        event.remove(store.engine, "before_cursor_execute", count_down)


def test_each_step_is_said_once_to_whom_it_concerns(network: Network) -> None:
    for moment in STORY:
        network.at(moment)
        network.tick()
        network.tick()
    assert network.said() == TOLD
    assert [offer.state for offer in network.offers()] == ["lapsed", "lapsed"]
    assert network.question().next_at == network.bench.now + timedelta(days=1)


def test_killed_before_any_statement_of_any_step_it_goes_on_as_if_nothing_had_happened(
    network: Network,
) -> None:
    kills = 0
    for moment in STORY:
        network.at(moment)
        statement = 0
        while True:
            try:
                with killed_at(network.bench.store, statement):
                    network.tick()
                break
            except KilledError:
                statement += 1
                kills += 1
        network.tick()
    assert kills > 60
    assert network.said() == TOLD
    assert [offer.state for offer in network.offers()] == ["lapsed", "lapsed"]


def test_the_outbox_holds_numbers_and_never_words(network: Network) -> None:
    for moment in STORY:
        network.at(moment)
        network.tick()
    for entry in network.told():
        assert all(isinstance(value, int) for value in entry.notification.subject.values())
        if "team" not in entry.notification.kind:
            assert entry.notification.group_key == "question:1"


def test_after_a_week_away_who_was_asked_is_reminded_before_somebody_else_is_asked(network: Network) -> None:
    network.tick()
    network.at("2026-12-03 22:00")
    network.tick()
    assert [offer.state for offer in network.offers()] == ["open"]
    due = network.told()[-1].notification.due_at
    assert due == datetime(2026, 12, 4, 9, 0, tzinfo=PARIS)
    network.at("2026-12-04 17:59")
    network.tick()
    assert len(network.offers()) == 1
    network.at("2026-12-04 18:00")
    network.tick()
    assert len(network.offers()) == 2


def test_one_question_that_fails_does_not_hold_up_the_others(
    network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    """The first waits so long that its startup's rhythm matters, which cannot be read any more."""
    bench = network.bench
    with bench.store.write() as session:
        questions.change(session, 1, asked_at=bench.now - timedelta(days=3))
        asker = people.upsert_person(session, bench.chat.name, "camille")
        keep(session, Startup("autre", "Autre", "", "", ()))
        second = questions.add(
            session, "autre", asker, QuestionDraft("growth", "Secret de la question"), bench.now
        )
        checkpoints.save_settings(session, "velo", CheckpointSettings(zone="Nowhere/Atall"))
    network.tick()
    assert network.offers() == []
    with bench.store.read() as session:
        assert len(offers.of_question(session, second.id)) == 1
    assert "question 1 was not seen to" in caplog.text
    assert "Secret" not in caplog.text
    network.tick()
    assert caplog.text.count("was not seen to") == 1
    network.at("2026-11-23 10:35")
    network.tick()
    assert caplog.text.count("was not seen to") == 2
