"""What becomes of a question when nobody is free or left, or it is another hour where the expert is."""

from datetime import datetime

import pytest

from gamma.chat import Profile
from storage.experts import offers, questions
from storage.people import people
from tests.conversation import Talk
from tests.experts import ASKED, ExpertScene

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def test_nobody_left_is_told_once_and_goes_on_when_somebody_joins(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    assert scene.said_to(talk.member, ASKED)
    assert len(scene.said_to(talk.admin, "question")) == 1
    scene.at("2026-12-18 12:00")
    assert len(scene.said_to(talk.member, ASKED)) == 1
    assert len(scene.said_to(talk.admin, "question")) == 2, "once more after the first pause"
    expert = scene.joins(talk.stranger)
    with talk.app.store.write() as session:
        questions.requeue(session, ["growth"], talk.now)
    talk.tick()
    assert scene.asked(question) == [expert.id]


def test_all_paused_the_asker_knows_from_when_and_then_somebody_is_asked(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    scene.pauses(expert, "2026-12-05 00:00")
    question = scene.asks()
    told = scene.said_to(talk.member, ASKED)
    assert len(told) == 1
    scene.at("2026-12-07 08:59")
    assert scene.asked(question) == []
    assert len(scene.said_to(talk.member, ASKED)) == 1
    scene.at("2026-12-07 09:00")
    assert scene.asked(question) == [expert.id]


def test_who_pauses_with_an_offer_open_is_followed_by_the_next(scene: ExpertScene) -> None:
    talk = scene.talk
    first, second = scene.joins(talk.stranger, level=3), scene.joins(talk.third)
    question = scene.asks()
    talk.tick()
    scene.pauses(first, "2026-12-05 00:00")
    with talk.app.store.write() as session:
        questions.change(session, question.id, next_at=talk.now)
    talk.tick()
    assert scene.asked(question) == [first.id, second.id]


def test_each_is_asked_by_their_own_clock(scene: ExpertScene) -> None:
    """18:30 in Paris is 13:30 in Cayenne, and 21:30 in Réunion."""
    talk = scene.talk
    cayenne = scene.joins(talk.stranger, zone="America/Cayenne")
    scene.joins(talk.third, level=3, zone="Indian/Reunion")
    scene.at("2026-11-23 18:30")
    question = scene.asks()
    talk.tick()
    assert scene.asked(question) == [cayenne.id]


def test_a_moved_clock_passes_a_question_on_in_order(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    talk.tick()
    talk.app.advance(datetime.fromisoformat("2026-12-18T12:00+01:00"))
    made = [offer.offered_at.isoformat() for offer in scene.offers(question)]
    assert made == ["2026-11-23T09:30:00+00:00", "2026-11-25T09:30:00+00:00"]
    profile = Profile("Inès Diallo", "fr", "Europe/Paris")
    with talk.app.store.write() as session:
        third = people.upsert_person(session, talk.driver.name, talk.third, profile)
        assert offers.open_to(session, third.id) == []
