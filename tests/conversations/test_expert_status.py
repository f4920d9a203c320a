"""Where questions stand: to asker, team and expert; on the card, in the agenda and the reminder."""

import pytest

from storage import enrolment, experts, offers, people, questions
from tests.conversation import STARTUP, Talk
from tests.experts import ASKED, ExpertScene

SECRET = "Faut-il se séparer de notre prestataire ?"


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def status(talk: Talk, as_: str = "", in_: str = "") -> str:
    return talk.say("expert suivi", as_, in_).text


def take(scene: ExpertScene, number: int, account: str) -> None:
    expert = scene.person(account)
    with scene.talk.app.store.write() as session:
        assert questions.take(session, number, expert.id, scene.talk.now)


def test_it_says_where_each_stands_and_what_comes_next(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    assert "posée le lundi 23 novembre\u202f; je cherche à qui la proposer" in status(talk)
    expert = scene.person(talk.stranger)
    with talk.app.store.write() as session:
        offers.make(session, question.id, expert.id, talk.now)
    text = status(talk)
    assert f"#{question.id} growth hacking\u00a0: «\u00a0{ASKED}\u00a0»" in text
    assert "proposée à quelqu’un le lundi 23 novembre\u202f; sans réponse en 2 jours ouvrés" in text
    assert "Elias" not in text
    take(scene, question.id, talk.stranger)
    assert "Elias Fontaine s’en occupe depuis le lundi 23 novembre" in status(talk)
    assert "Where" not in status(talk, talk.english)
    assert "took it on Monday 23 November" in talk.say("expert status", talk.english).text


def test_it_says_until_when_nobody_is_free_and_that_nobody_is_left(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    scene.pauses(scene.joins(talk.stranger), "2026-12-01 00:00")
    assert "je redemande le mardi 1er décembre" in status(talk)
    with talk.app.store.write() as session:
        experts.leave(session, scene.person(talk.stranger).id)
        questions.change(session, question.id, next_at=None, nobody_told_at=talk.now)
    assert "plus personne à qui demander depuis le lundi 23 novembre" in status(talk)


def test_what_ended_is_told_for_a_month(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    talk.say(f"expert retirer {question.id}")
    assert "retirée le lundi 23 novembre" in status(talk)
    talk.later(days=31)
    assert "Aucune question" in status(talk)


def test_a_draft_is_found_again(scene: ExpertScene) -> None:
    talk = scene.talk
    talk.say("expert Peut-on garder les adresses des usagers ?")
    assert "Peut-on garder les adresses" in status(talk)
    assert "pas encore posée\u00a0: /gamma expert choisir 1" in status(talk)
    assert "adresses" not in status(talk, talk.mate)


def test_the_team_and_its_manager_see_it_but_a_confidential_one(scene: ExpertScene) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    assert SECRET in status(talk)
    for person in (talk.mate, talk.manager):
        assert ASKED in status(talk, person)
        assert "séparer" not in status(talk, person)
        assert "juridique" not in status(talk, person)
        assert "1 question d’expert en cours" in talk.say("", person).text
    assert "2 questions d’expert en cours" in talk.say("").text


def test_the_programme_team_sees_how_many_and_no_words(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    for place in (talk.channel, talk.driver.direct(talk.admin)):
        text = status(talk, talk.admin, place)
        assert "2 questions cherchent quelqu’un" in text
        assert "inscriptions" not in text
        assert "séparer" not in text


def test_a_stranger_sees_nothing(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks()
    assert "inscriptions" not in status(talk, talk.stranger, talk.driver.direct(talk.stranger))
    assert "inscriptions" not in status(talk, talk.stranger, talk.other_channel)


def test_an_expert_sees_what_waits_for_them(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks(SECRET, "legal", confidential=True)
    expert = scene.person(talk.stranger)
    direct = talk.driver.direct(talk.stranger)
    with talk.app.store.write() as session:
        offers.make(session, question.id, expert.id, talk.now)
    shown = talk.say("expert suivi", talk.stranger, direct)
    assert "On te les propose" in shown.text
    assert SECRET in shown.text
    assert shown.message is not None
    assert {"Je prends", "Pas pour moi", "Plus tard"} <= set(shown.message.buttons)
    with talk.app.store.write() as session:
        offers.end(session, offers.open_to(session, expert.id)[0].id, "declined", talk.now)
    assert "séparer" not in status(talk, talk.stranger, direct)


def test_a_question_that_is_taken_is_not_taken_back(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    take(scene, question.id, talk.stranger)
    assert "Elias Fontaine a déjà pris ta question" in talk.say(f"expert retirer {question.id}").text
    assert scene.question(question.id).state == "taken"


def test_taking_it_back_ends_the_offers(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    expert = scene.person(talk.stranger)
    with talk.app.store.write() as session:
        offers.make(session, question.id, expert.id, talk.now)
    talk.say(f"expert retirer n°{question.id}")
    assert [offer.state for offer in scene.offers(question)] == ["over"]


def test_the_card_leads_to_asking(talk: Talk) -> None:
    talk.link()
    assert talk.press(talk.say(""), "Demander un expert").form


def test_the_agenda_has_the_teams_questions_and_never_a_confidential_one(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    text = talk.say("point ordre-du-jour").text
    assert "Questions au réseau d’experts" in text
    assert ASKED in text
    assert "séparer" not in text
    assert "juridique" not in text
    text = talk.say("point ordre-du-jour", talk.admin).text
    assert "2 questions d’expert en cours" in text
    assert "inscriptions" not in text


def test_the_reminder_in_the_channel_counts_what_the_team_may_see(scene: ExpertScene) -> None:
    talk = scene.talk
    with talk.app.store.write() as session:
        admin = people.meet(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, STARTUP.id, admin, talk.now)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    scene.joins(talk.stranger, "product")
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    scene.at("2026-12-01 15:00")
    reminders = [post.text for post in talk.said_in(talk.channel) if post.text.startswith("Point de")]
    assert any("1 question d’expert en cours" in text for text in reminders)


def test_an_assessment_leads_to_the_network_where_its_next_step_is_to_ask(talk: Talk) -> None:
    talk.link()
    shown = talk.assess(team={"people": "yes", "roles": "no", "processes": "no", "culture": "no"})
    assert "→ Prochain pas\u00a0: parler avec quelqu’un du réseau d’experts" in shown.text
    form = talk.press(shown, "Demander\u00a0: Rôles et rituels").form
    assert form is not None
    assert form["domain"].value == "roles"
