"""What becomes of questions to the network when somebody is erased, and of drafts that nobody takes up."""

from datetime import UTC, datetime, timedelta

import pytest

from gamma.chat import Profile
from gamma.experts.question import Question, QuestionDraft
from gamma.people.person import Person
from gamma.startups.startup import Startup
from storage.experts import experts, offers, questions
from storage.people import people
from storage.privacy import erasure
from storage.privacy import questions as erased_questions
from storage.store import Store
from tests import kept, startups

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def startup(store: Store) -> None:
    with store.write() as session:
        startups.keep(session, Startup("velo", "Vélo facile", "", "", ()))


def meet(store: Store, account: str) -> Person:
    with store.write() as session:
        return people.upsert_person(session, "slack", account, Profile(account))


def ask(store: Store, asker: Person, domain: str = "growth", *, confidential: bool = False) -> Question:
    with store.write() as session:
        text, context = "Comment doubler ?", "Sans budget"
        draft = QuestionDraft(domain, text, context, confidential)
        return questions.add(session, "velo", asker, draft, NOW)


def joins(store: Store, person: Person) -> None:
    with store.write() as session:
        experts.join(session, person.id, {"growth": 2}, 3, NOW)


def takes(store: Store, person: Person, question: Question) -> None:
    with store.write() as session:
        offer = offers.add(session, question.id, person.id, NOW)
        assert questions.take(session, question.id, person.id, NOW)
        offers.end(session, offer.id, "accepted", NOW)


def change(store: Store, question: Question, **values: object) -> None:
    with store.write() as session:
        questions.change(session, question.id, **values)


def erase(store: Store, person: Person) -> erasure.ErasureResult:
    with store.write() as session:
        return erasure.erase(session, person, LATER)


def found(store: Store, question: Question) -> Question:
    with store.read() as session:
        known = questions.load(session, question.id)
    assert known is not None
    return known


def offered(store: Store, question: Question) -> list[str]:
    with store.read() as session:
        return [offer.state for offer in offers.of_question(session, question.id)]


# --- who asked is erased ----------------------------------------------------------------------


def test_an_open_question_is_closed_without_its_words_and_nobody_is_waited_for(store: Store) -> None:
    asker, expert = meet(store, "U1"), meet(store, "U2")
    question = ask(store, asker, confidential=True)
    with store.write() as session:
        offers.add(session, question.id, expert.id, NOW)
    assert erase(store, asker).ended_questions == ()
    left = found(store, question)
    assert (left.state, left.resolution, left.closed_at, left.next_at) == ("closed", "erased", LATER, None)
    assert (left.text, left.context, left.outcome_text) == ("", "", "")
    assert offered(store, question) == ["over"]


def test_the_expert_who_took_it_is_named_so_that_they_can_be_told(store: Store) -> None:
    asker, expert = meet(store, "U1"), meet(store, "U2")
    question = ask(store, asker)
    takes(store, expert, question)
    assert erase(store, asker).ended_questions == ((question.id, expert.id),)
    assert found(store, question).resolution == "erased"


@pytest.mark.parametrize(
    ("both", "confidential", "stays"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_of_closed_ones_only_words_that_everybody_may_read_stay(
    store: Store, both: bool, confidential: bool, stays: bool
) -> None:
    asker, expert = meet(store, "U1"), meet(store, "U2")
    question = ask(store, asker, confidential=confidential)
    takes(store, expert, question)
    closed = {"state": "closed", "resolution": "answered", "closed_at": NOW, "next_at": None}
    change(
        store, question, **closed, rating=5, outcome_text="On a doublé", asker_shares=True, expert_shares=both
    )
    erase(store, asker)
    left = found(store, question)
    assert (left.text, left.outcome_text) == (("Comment doubler ?", "On a doublé") if stays else ("", ""))
    assert (left.resolution, left.rating, left.is_shared) == ("answered", 5, stays)


# --- an expert is erased ----------------------------------------------------------------------


def test_what_waited_for_an_expert_goes_on_and_their_settings_are_gone(store: Store) -> None:
    asker, expert = meet(store, "U1"), meet(store, "U2")
    question = ask(store, asker)
    joins(store, expert)
    with store.write() as session:
        offers.add(session, question.id, expert.id, NOW)
        questions.change(session, question.id, next_at=NOW + timedelta(days=9))
    erase(store, expert)
    left = found(store, question)
    assert (left.state, left.next_at, left.text) == ("open", LATER, "Comment doubler ?")
    assert offered(store, question) == ["lapsed"]
    assert not kept.rows(store)["experts"]
    assert not kept.rows(store)["expertise"]


@pytest.mark.parametrize("talked", [True, False])
def test_what_an_expert_took_goes_on_unless_they_have_talked(store: Store, talked: bool) -> None:
    asker, expert = meet(store, "U1"), meet(store, "U2")
    question = ask(store, asker)
    takes(store, expert, question)
    change(store, question, conversation="C1", followed_up=1, talked_at=NOW if talked else None)
    erase(store, expert)
    left = found(store, question)
    if talked:
        assert (left.state, left.expert_id, left.conversation) == ("taken", expert.id, "C1")
    else:
        assert (left.state, left.expert_id, left.taken_at, left.conversation) == ("open", None, None, None)
        assert (left.next_at, left.followed_up) == (LATER, 0)


# --- drafts -----------------------------------------------------------------------------------


def test_drafts_that_nobody_takes_up_lose_their_words_and_keep_their_number(store: Store) -> None:
    asker = meet(store, "U1")
    draft, asked = ask(store, asker, domain=""), ask(store, asker)
    with store.write() as session:
        erased_questions.empty_drafts(session, begun_before=NOW, now=LATER)
    assert found(store, draft).text == "Comment doubler ?"
    with store.write() as session:
        erased_questions.empty_drafts(session, begun_before=NOW + timedelta(seconds=1), now=LATER)
    left = found(store, draft)
    assert (left.state, left.resolution, left.text, left.context) == ("closed", "expired", "", "")
    assert found(store, asked).text == "Comment doubler ?"
    assert ask(store, asker).id > asked.id
