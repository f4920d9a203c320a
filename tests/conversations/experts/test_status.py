"""Where questions stand: to asker, team and expert; on the card, in the agenda and the reminder."""

import pytest

from storage.experts import experts, offers, questions
from storage.people import people
from storage.startups import enrolment
from tests.conversation import STARTUP, Talk
from tests.experts import ASKED, ExpertScene, plain

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
        offers.add(session, question.id, expert.id, talk.now)
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
        questions.change(session, question.id, next_at=None, no_expert_notified_at=talk.now)
    assert "personne à qui la proposer depuis le lundi 23 novembre" in status(talk)


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
        assert "1 question posée aux experts" in talk.say("", person).text
    assert "2 questions posées aux experts" in talk.say("").text


def test_the_programme_team_sees_how_many_and_no_words(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    for place in (talk.channel, talk.driver.direct(talk.admin)):
        text = status(talk, talk.admin, place)
        assert "2 questions cherchent quelqu’un" in text
        assert "0 question" not in text
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
        offers.add(session, question.id, expert.id, talk.now)
    shown = talk.say("expert suivi", talk.stranger, direct)
    assert "Questions qu’on te propose" in shown.text
    assert "Vélo facile\u202f; proposée le lundi 23 novembre" in shown.text
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


def test_each_reads_what_is_theirs_to_do(scene: ExpertScene) -> None:
    talk = scene.talk
    talk.make_manager(talk.manager)
    question = scene.asks()
    take(scene, question.id, talk.stranger)
    asker, expert = status(talk), plain(scene.types(talk.stranger, "expert suivi"))
    assert "Quand tu auras ta réponse" in asker
    assert f"/gamma expert clôturer {question.id}" in asker
    assert "posée par Camille Moreau ; tu t’en occupes depuis le lundi 23 novembre" in expert
    assert f"/gamma expert parlé {question.id}" in expert
    assert "clore" not in expert
    for person in (talk.mate, talk.manager):
        text = status(talk, person)
        assert "Les questions de l’équipe Vélo facile" in text
        assert "posée par Camille Moreau\u202f; Elias Fontaine s’en occupe" in text
        assert "clore" not in text
        assert "parlé" not in text


def test_a_mate_reads_who_asked_what_is_still_open(scene: ExpertScene) -> None:
    scene.asks()
    assert "par Camille Moreau\u00a0: posée le lundi 23 novembre" in status(scene.talk, scene.talk.mate)
    assert "Camille" not in status(scene.talk)


def test_whoever_answers_a_question_of_their_own_team_reads_of_it_once(scene: ExpertScene) -> None:
    question = scene.asks()
    take(scene, question.id, scene.talk.mate)
    assert status(scene.talk, scene.talk.mate).count(f"#{question.id} ") == 1


def test_what_goes_on_stands_before_what_waits_for_words_and_what_is_closed(scene: ExpertScene) -> None:
    talk = scene.talk
    closed = [scene.asks(f"Close {number} ?") for number in range(4)]
    for each in closed:
        talk.say(f"expert retirer {each.id}")
    talk.say("expert Peut-on garder les adresses des usagers ?")
    scene.asks()
    shown = talk.say("expert suivi")
    order = ["Tes questions\n", ASKED, "À compléter", "adresses", "Tes dernières questions clôturées"]
    places = [shown.text.index(each) for each in order]
    assert places == sorted(places)
    assert [f"Close {number}" in shown.text for number in range(4)] == [False, True, True, True]


def test_a_number_shows_one_with_what_its_reader_can_do(scene: ExpertScene) -> None:
    talk = scene.talk
    first, second = scene.asks(), scene.asks(SECRET, "legal", confidential=True)
    take(scene, first.id, talk.stranger)
    shown = talk.say("expert suivi")
    assert f"/gamma expert suivi {second.id}" in shown.text
    assert ASKED in talk.press(shown, f"#{first.id}").text
    one = talk.say(f"expert suivi {first.id}")
    assert one.message
    assert one.message.buttons[:2] == ("Clôturer la question", "On s’est parlé")
    assert "séparer" not in one.text
    assert talk.press(talk.say(f"expert suivi {first.id}"), "Clôturer la question").form
    other = talk.say(f"expert suivi {second.id}")
    assert SECRET in other.text
    assert "Retirée" in talk.press(other, "Retirer").text
    assert ASKED in talk.say(f"expert suivi {first.id}", talk.mate).text


def test_nobody_else_reads_one_by_its_number(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.asks(SECRET, "legal", confidential=True)
    scene.asks("Un brouillon", "")
    for person in (talk.mate, talk.stranger, talk.admin):
        for number in (1, 2, 99):
            text = scene.types(person, f"expert suivi {number}").text
            assert "Je ne trouve pas de question" in text, (person, number)


def test_several_offers_are_a_press_away_each(scene: ExpertScene) -> None:
    talk = scene.talk
    asked = [scene.asks(), scene.asks(SECRET, "legal", confidential=True)]
    expert = scene.person(talk.stranger)
    with talk.app.store.write() as session:
        for each in asked:
            offers.add(session, each.id, expert.id, talk.now)
    shown = scene.types(talk.stranger, "expert suivi")
    one = talk.press(shown, f"#{asked[1].id}", talk.stranger)
    assert one.message
    for label in ("Je prends", "Pas pour moi", "Plus tard"):
        assert label in one.message.buttons or f": {label}" in plain(one)
    assert ASKED not in one.text
    scene.types(talk.stranger, f"expert plus-tard {asked[1].id}")
    later = plain(scene.types(talk.stranger, f"expert suivi {asked[1].id}"))
    assert "je t’en reparle mardi 24 novembre à 9 h" in later


def test_taking_it_back_ends_the_offers(scene: ExpertScene) -> None:
    talk = scene.talk
    question = scene.asks()
    expert = scene.person(talk.stranger)
    with talk.app.store.write() as session:
        offers.add(session, question.id, expert.id, talk.now)
    talk.say(f"expert retirer n°{question.id}")
    assert [offer.state for offer in scene.offers(question)] == ["over"]


def test_the_card_leads_to_asking(talk: Talk) -> None:
    talk.link()
    assert talk.press(talk.say(""), "Demander à un·e expert·e").form


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
    assert "2 questions posées aux experts" in text
    assert "inscriptions" not in text


def test_the_reminder_in_the_channel_counts_what_the_team_may_see(scene: ExpertScene) -> None:
    talk = scene.talk
    with talk.app.store.write() as session:
        admin = people.upsert_person(session, talk.driver.name, talk.admin)
        enrolment.enrol(session, STARTUP.id, admin, talk.now)
    talk.say("point planifier mardi 8 décembre 14h30 oui")
    scene.joins(talk.stranger, "product")
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    scene.at("2026-12-01 15:00")
    reminders = [post.text for post in talk.said_in(talk.channel) if post.text.startswith("Point d’étape")]
    assert any("1 question posée aux experts" in text for text in reminders)


def test_an_assessment_leads_to_the_network_where_its_next_step_is_to_ask(talk: Talk) -> None:
    talk.link()
    shown = talk.assess(team={"people": "yes", "roles": "no", "processes": "no", "culture": "no"})
    assert "→ Prochain pas\u00a0: demander à quelqu’un du réseau d’experts" in shown.text
    steps = talk.press(shown, "Prochain pas\u00a0: Équipe")
    form = talk.press(steps, "Demander\u00a0: Rôles et rituels").form
    assert form is not None
    assert form["domain"].value == "roles"


def test_the_card_leads_to_what_was_asked_and_counts_nothing_confidential_for_others(
    scene: ExpertScene,
) -> None:
    talk = scene.talk
    scene.asks()
    scene.asks(SECRET, "legal", confidential=True)
    assert ASKED in talk.press(talk.say(""), "Où ça en est").text
    assert "1 question posée aux experts" in talk.say("", talk.admin).text


def test_an_expert_without_a_team_reads_what_waits_for_them(scene: ExpertScene) -> None:
    talk = scene.talk
    question, expert = scene.asks(), scene.person(talk.stranger)
    assert "attend ta réponse" not in scene.types(talk.stranger, "").text
    with talk.app.store.write() as session:
        offers.add(session, question.id, expert.id, talk.now)
    shown = scene.types(talk.stranger, "")
    assert "1 question attend ta réponse" in shown.text
    assert ASKED in shown.text
    assert shown.message
    assert shown.message.buttons[:3] == ("Je prends", "Pas pour moi", "Plus tard")
