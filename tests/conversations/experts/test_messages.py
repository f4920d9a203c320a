"""What the asker, their channel and the programme team hear of a question as it goes on."""

import pytest

from storage.experts import questions
from tests.conversation import Talk
from tests.experts import ASKED, ExpertScene

SECRET = "Faut-il se séparer de notre prestataire ?"


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def test_nobody_to_ask_is_told_to_the_asker_and_to_the_programme_team_without_the_words(
    scene: ExpertScene,
) -> None:
    talk = scene.talk
    scene.asks(SECRET, "legal", confidential=True)
    (told,) = scene.said_to(talk.member, "plus personne à qui")
    assert SECRET in told.text
    (team,) = scene.said_to(talk.admin, "encore trouvé personne")
    assert "• juridique\u00a0: 1 question, posée le lundi 23 novembre" in team.text
    assert "séparer" not in team.text
    assert "Vélo" not in team.text
    assert "#1" not in team.text
    assert "/gamma expert rejoindre juridique" in team.text
    assert talk.press(team, "Qui peut aider", talk.admin).text


def test_the_programme_team_reads_one_message_a_day_with_all_that_waits(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks(domain="legal")
    assert len(scene.said_to(talk.admin, "encore trouvé personne")) == 1
    for domain in ("legal", "legal", "growth", "tech"):
        scene.asks(domain=domain)
        scene.at("2026-11-23 11:00")
    scene.at("2026-11-23 23:00")
    assert len(scene.said_to(talk.admin, "encore trouvé personne")) == 1
    scene.at("2026-11-24 09:00")
    _, morning = scene.said_to(talk.admin, "encore trouvé personne")
    assert "• juridique\u00a0: 3 questions, la première posée le lundi 23 novembre" in morning.text
    assert "• growth hacking\u00a0: 1 question," in morning.text
    scene.at("2026-12-04 18:00")
    assert len(scene.said_to(talk.admin, "encore trouvé personne")) == 2


def test_a_question_is_told_to_the_programme_team_once_and_again_after_pauses_that_grow(
    scene: ExpertScene,
) -> None:
    talk = scene.talk
    scene.asks(domain="legal")
    for day, times in (("11-24", 1), ("12-01", 1), ("12-07", 2), ("12-22", 2)):
        scene.at(f"2026-{day} 10:00")
        assert len(scene.said_to(talk.admin, "encore trouvé personne")) == times, day
    scene.asks(domain="tech")
    scene.at("2026-12-22 16:00")
    last = scene.said_to(talk.admin, "encore trouvé personne")[-1].text
    assert "• tech" in last
    assert "juridique" not in last
    assert "Toujours en attente\u00a0: 1." in last


def test_what_found_somebody_before_the_morning_is_not_among_it(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks(domain="legal")
    talk.tick()
    second = scene.asks(domain="tech")
    talk.tick()
    talk.say(f"expert retirer {second.id}")
    scene.at("2026-11-24 09:00")
    assert "tech" not in scene.said_to(talk.admin, "encore trouvé personne")[-1].text


def test_who_is_away_until_a_day_is_told_with_that_day(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    scene.pauses(expert, "2026-12-01 00:00")
    question = scene.asks()
    (told,) = scene.said_to(talk.member, "ou absentes")
    assert "Je redemande le mardi 1er décembre" in told.text
    assert "Elias" not in told.text
    assert "Retirée" in talk.press(told, "Retirer").text
    assert scene.question(question.id).resolution == "withdrawn"


def test_what_was_taken_back_meanwhile_is_not_told(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    scene.pauses(expert, "2026-12-01 00:00")
    question = scene.asks()
    talk.say(f"expert retirer {question.id}")
    assert scene.said_to(talk.member, "ou absentes") == []
    assert scene.said_to(talk.stranger, ASKED) == []


def test_somebody_else_is_asked_without_saying_who_declined(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    scene.joins(talk.third)
    question = scene.asks()
    talk.tick()
    (offer,) = scene.offers(question)
    first = next(each for each in (talk.stranger, talk.third) if scene.person(each).id == offer.person_id)
    talk.say(f"expert passer {question.id}", first, talk.driver.direct(first))
    (told,) = scene.said_to(talk.member, "à quelqu’un d’autre")
    assert "Elias" not in told.text
    assert "Inès" not in told.text


@pytest.mark.parametrize("confidential", [False, True])
def test_taken_is_told_to_the_asker_and_in_the_channel_unless_it_is_confidential(
    scene: ExpertScene, confidential: bool
) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks(confidential=confidential)
    talk.tick()
    talk.say(f"expert prendre {question.id}", talk.stranger, talk.driver.direct(talk.stranger))
    (told,) = scene.said_to(talk.member, "Bonne nouvelle")
    assert "Elias Fontaine prend ta question" in told.text
    here = [post for post in talk.said_in(talk.channel) if "prend la question posée par" in post.text]
    assert len(here) == (0 if confidential else 1)
    if here:
        assert "Elias Fontaine prend la question posée par Camille Moreau en growth hacking" in here[0].text
        assert talk.press(here[0], "Où ça en est", talk.mate).text
    with talk.app.store.read() as session:
        assert questions.underway(session)[0].state == "taken"
