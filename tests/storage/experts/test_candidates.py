"""What is known of an expert when their turn is thought out: offers of 30 days, questions of this month."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.chat import Profile
from gamma.experts.question import Question, QuestionDraft
from gamma.people.person import Person
from gamma.startups.startup import Startup
from storage.experts import experts, offers, questions
from storage.people import people
from storage.store import Store
from tests import startups

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
Asked = tuple[Person, Person, Question]


@pytest.fixture
def asked(store: Store) -> Asked:
    """An expert, whoever asks, and a question of now that nobody was offered yet."""
    with store.write() as session:
        startups.keep(session, Startup("velo", "Vélo facile", "", "", ()))
        expert = people.upsert_person(session, "slack", "elias", Profile("Elias"))
        asker = people.upsert_person(session, "slack", "camille", Profile("Camille"))
        experts.join(session, expert.id, {"growth": 2}, 3, NOW - timedelta(days=90))
        return expert, asker, questions.add(session, "velo", asker, QuestionDraft("growth", "Comment ?"), NOW)


def offered(store: Store, asked: Asked, at: datetime, *, taken: bool = False) -> None:
    """An earlier question, which was put to the expert then."""
    expert, asker, _ = asked
    with store.write() as session:
        earlier = questions.add(session, "velo", asker, QuestionDraft("growth", "Avant ?"), at)
        offer = offers.add(session, earlier.id, expert.id, at)
        offers.end(session, offer.id, "accepted" if taken else "declined", at)
        if taken:
            questions.change(session, earlier.id, state="taken", expert_id=expert.id, taken_at=at)


@pytest.mark.parametrize(
    ("ago", "counts"),
    [(timedelta(days=30), True), (timedelta(days=30, seconds=1), False), (timedelta(minutes=1), True)],
)
def test_offers_count_for_thirty_days(store: Store, asked: Asked, ago: timedelta, *, counts: bool) -> None:
    offered(store, asked, NOW - ago)
    with store.read() as session:
        (found,) = experts.candidates(session, asked[2], NOW, PARIS)
    assert (found.recent, found.waiting, found.taken) == (int(counts), 0, 0)
    assert found.last_asked == NOW - ago


@pytest.mark.parametrize(
    ("taken_at", "counts"),
    [
        (datetime(2026, 11, 1, 0, 0, tzinfo=PARIS), True),
        (datetime(2026, 10, 31, 23, 59, tzinfo=PARIS), False),
    ],
)
def test_what_was_taken_counts_for_the_calendar_month_where_the_expert_is(
    store: Store, asked: Asked, taken_at: datetime, *, counts: bool
) -> None:
    offered(store, asked, taken_at, taken=True)
    with store.read() as session:
        (found,) = experts.candidates(session, asked[2], NOW, PARIS)
    assert found.taken == int(counts)


def test_what_was_taken_on_a_long_months_first_day_counts_on_its_last(store: Store, asked: Asked) -> None:
    offered(store, asked, datetime(2026, 12, 1, 9, 0, tzinfo=PARIS), taken=True)
    with store.read() as session:
        (found,) = experts.candidates(session, asked[2], datetime(2026, 12, 31, 18, 0, tzinfo=PARIS), PARIS)
    assert (found.taken, found.recent) == (1, 0)


def test_whoever_asks_and_whoever_was_asked_are_not_asked(store: Store, asked: Asked) -> None:
    expert, asker, question = asked
    with store.write() as session:
        experts.join(session, asker.id, {"growth": 3}, 3, NOW)
        assert [each.person_id for each in experts.candidates(session, question, NOW, PARIS)] == [expert.id]
        offers.add(session, question.id, expert.id, NOW)
        assert experts.candidates(session, question, NOW, PARIS) == []
