"""Where nobody is there for a question: said at once, and the question goes to another domain."""

import pytest

from tests.conversation import Talk
from tests.experts import ExpertScene, all_asked, plain, the_one

# It is Monday 23 November 2026, 10:30 in Paris.

ASKED = "Comment mesurer l’acquisition ?"


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def test_where_nobody_helps_it_is_said_at_once_and_not_again(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, "data")
    shown = talk.say(f"expert tech {ASKED}")
    assert "Il n’y a encore personne en tech" in shown.text
    assert "une personne à la fois" not in shown.text
    scene.at("2026-11-23 17:00")
    assert scene.said_to(talk.member, "plus personne") == []
    assert "personne à qui la proposer depuis le lundi 23 novembre" in plain(talk.say("expert suivi"))
    elsewhere = talk.press(shown, "Essayer un autre domaine")
    assert "/gamma expert choisir 1" in elsewhere.text, "Mattermost shows no buttons there"
    moved = talk.say("expert choisir 1 data")
    assert "est posée en data" in moved.text
    assert "une personne à la fois" in moved.text
    assert scene.said_to(talk.stranger, ASKED)
    assert (the_one(talk).domain, len(all_asked(talk))) == ("data", 1)


def test_the_programme_team_learns_of_it_all_the_same(scene: ExpertScene) -> None:
    scene.talk.say(f"expert tech {ASKED}")
    scene.talk.tick()
    assert the_one(scene.talk).escalated_at is not None


def test_whoever_was_asked_in_the_old_domain_need_not_answer_any_more(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    helps = scene.joins(talk.mate, "data")
    question = scene.asks()
    talk.tick()
    shown = talk.say(f"expert choisir {question.id} donnees")
    assert "est posée en data" in shown.text
    talk.tick()
    first, second = scene.offers(question)
    assert (first.state, second.state, second.person_id) == ("over", "open", helps.id)


def test_an_open_question_is_moved_by_a_name_alone_and_by_nobody_else(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    which = talk.say(f"expert choisir {question.id}")
    assert "elle reste en growth hacking" in plain(which)
    assert f"/gamma expert choisir {question.id} " in which.text
    assert "Voulais-tu dire juridique" in talk.say(f"expert choisir {question.id} jurdique").text
    assert "Les domaines sont" in talk.say(f"expert choisir {question.id} xyzzy").text
    assert "Je ne trouve pas la question" in talk.say(f"expert choisir {question.id} data", talk.mate).text
    assert the_one(talk).domain == "growth"


def test_a_question_that_is_taken_stays_where_it_is(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    scene.types(talk.stranger, f"expert prendre {question.id}")
    assert "Elias Fontaine" in talk.say(f"expert choisir {question.id} data").text
    assert the_one(talk).domain == "growth"


def test_before_their_hours_it_is_said_from_when_it_is_offered(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    scene.at("2026-11-24 05:48")
    shown = plain(talk.say(f"expert growth {ASKED}"))
    assert "Je la propose aujourd’hui à partir de 9 h" in shown
    assert "je la propose aujourd’hui à partir de 9 h" in plain(talk.say("expert suivi"))
    scene.at("2026-11-27 20:00")
    other = plain(talk.say(f"expert growth {ASKED} Et en ville ?"))
    assert "Je la propose à partir du lundi 30 novembre à 9 h" in other
