"""Whom a question is never offered to: the asker's own team and who follows it; and what is never lost."""

import pytest

from gamma.chat import ChatError
from storage.experts import questions
from tests.conversation import OTHER, Talk
from tests.experts import ASKED, ExpertScene, plain

pytestmark = pytest.mark.long

# It is Monday 23 November 2026, 10:30 in Paris.

ABOUT_THEM = "Noé et Pauline bloquent tout, que faire ?"


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


@pytest.mark.parametrize("confidential", [True, False])
def test_neither_the_team_nor_who_follows_it_is_asked(scene: ExpertScene, confidential: bool) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    talk.driver.leave(talk.manager, talk.channel)
    scene.joins(talk.manager, level=3, of_the_team=True)
    scene.joins(talk.mate, level=3, of_the_team=True)
    other = scene.joins(talk.stranger, level=1)
    question = scene.asks(ABOUT_THEM, confidential=confidential)
    talk.tick()
    assert scene.asked(question) == [other.id]
    scene.types(talk.stranger, f"expert passer {question.id}")
    scene.at("2026-11-24 12:00")
    assert scene.asked(question) == [other.id]
    assert len(scene.said_to(talk.member, "plus personne à qui")) == 1
    assert "personne à qui la proposer depuis" in plain(talk.say("expert suivi"))
    for person in (talk.mate, talk.manager):
        assert scene.said_to(person, "Noé et Pauline") == []


def test_experts_of_another_team_are_asked(scene: ExpertScene) -> None:
    talk = scene.talk
    talk.say(f"startup link {OTHER.id}", in_=talk.other_channel)
    talk.make_manager(talk.manager, OTHER.id)
    expert = scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    assert scene.asked(question) == [expert.id]


def test_nobody_is_asked_as_long_as_the_platform_does_not_tell_who_is_of_the_team(
    scene: ExpertScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = scene.talk
    scene.joins(talk.mate, of_the_team=True)
    question = scene.asks()
    chat = talk.app.chats[talk.driver.name]

    def unreachable(*_: object) -> set[str]:
        raise ChatError("no answer")

    with monkeypatch.context() as patch:
        patch.setattr(chat, "memberships", unreachable)
        talk.tick()
    assert scene.asked(question) == []
    next_at = scene.question(question.id).next_at
    assert next_at is not None
    assert talk.now < next_at
    scene.at("2026-11-23 11:00")
    assert scene.asked(question) == []
    assert len(scene.said_to(talk.member, "plus personne à qui")) == 1


def test_nobody_left_is_not_said_once_somebody_joined_meanwhile(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.at("2026-11-28 22:00")  # a Saturday
    question = scene.asks()
    talk.tick()
    scene.types(talk.stranger, "expert rejoindre growth")
    scene.at("2026-11-30 09:00")
    assert len(scene.asked(question)) == 1
    assert scene.said_to(talk.member, "plus personne à qui") == []


def test_what_nobody_woke_is_looked_at_within_a_day(scene: ExpertScene) -> None:
    """Somebody joined in a transaction that did not see the question yet."""
    talk = scene.talk
    question = scene.asks()
    talk.tick()
    expert = scene.joins(talk.stranger)
    scene.at("2026-11-24 10:30")
    assert scene.asked(question) == [expert.id]
    assert scene.question(question.id).no_expert_notified_at is None


def test_what_finds_nobody_for_a_month_is_warned_of_and_closed(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    scene.at("2026-12-23 09:00")
    assert scene.said_to(talk.member, "je ne trouve personne") == []
    scene.at("2026-12-23 11:00")
    (told,) = scene.said_to(talk.member, "je ne trouve personne")
    assert "dans 5 jours" in plain(told)
    scene.at("2026-12-28 10:00")
    assert scene.question(question.id).state == "open"
    scene.at("2026-12-28 11:00")
    closed = scene.question(question.id)
    assert (closed.state, closed.resolution, closed.text) == ("closed", "expired", ASKED)
    (told,) = scene.said_to(talk.member, "je n’ai trouvé personne")
    assert talk.press(told, "Poser une question").form


def test_after_a_month_away_the_warning_has_its_time(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    talk.tick()
    talk.later(days=50)
    scene.at("2027-01-15 12:00")
    assert scene.question(question.id).state == "open"
    assert len(scene.said_to(talk.member, "je ne trouve personne")) == 1
    scene.at("2027-01-18 12:00")
    assert scene.question(question.id).state == "closed"


def test_taken_where_it_is_day_is_told_where_it_is_night_in_the_morning(scene: ExpertScene) -> None:
    """17:30 in Martinique is 22:30 in Paris."""
    talk = scene.talk
    scene.joins(talk.stranger, zone="America/Martinique")
    question = scene.asks()
    scene.at("2026-11-23 22:30")
    scene.types(talk.stranger, f"expert prendre {question.id}")
    assert scene.said_to(talk.member, "Bonne nouvelle") == []
    assert not [post for post in talk.said_in(talk.channel) if "prend la question" in post.text]
    scene.at("2026-11-24 09:00")
    assert len(scene.said_to(talk.member, "Bonne nouvelle")) == 1
    assert [post for post in talk.said_in(talk.channel) if "prend la question" in post.text]
    with talk.app.store.read() as session:
        assert questions.underway(session)[0].state == "taken"
