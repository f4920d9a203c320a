"""A question goes to one expert at a time, in their hours, and whatever they answer is met kindly."""

import pytest

from storage.experts import experts, offers, questions
from tests.conversation import Talk
from tests.experts import ASKED, ExpertScene, plain

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def test_an_offer_names_the_startup_the_question_and_a_way_out(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    scene.asks(context="Trois régions, aucun budget.")
    said = scene.said_to(talk.stranger)[-1]
    assert plain(said).startswith(
        "Bonjour ! L’équipe Vélo facile cherche de l’aide en growth hacking (#1) :\n"
    )
    assert f"« {ASKED} »" in plain(said)
    assert "Contexte : Trois régions, aucun budget." in plain(said)
    assert "Vélo facile : en accélération." in plain(said)
    assert "Est-ce que tu veux bien en parler une demi-heure avec l’équipe ?" in plain(said)
    assert "Tu n’as encore pris aucune question ce mois-ci, sur 3 au plus." in plain(said)
    assert "« Pas pour moi » est une bonne réponse" in plain(said)
    assert said.buttons == ("Je prends", "Pas pour moi", "Plus tard")


def test_an_english_speaker_is_asked_in_english(scene: ExpertScene) -> None:
    scene.joins(scene.talk.english)
    scene.asks()
    said = scene.said_to(scene.talk.english)[-1]
    assert "The team of Vélo facile is looking for help with growth hacking" in plain(said)
    assert said.buttons == ("I take it", "Not for me", "Later")


def test_a_confidential_offer_says_that_the_team_does_not_know(scene: ExpertScene) -> None:
    scene.joins(scene.talk.stranger)
    scene.asks(confidential=True)
    said = plain(scene.said_to(scene.talk.stranger)[-1])
    assert said.startswith("Bonjour ! Quelqu’un de l’équipe Vélo facile cherche de l’aide en growth hacking")
    assert "avec cette personne ?" in said
    assert "même pour son équipe : il n’y a que vous deux à lire ce texte." in said


def test_users_are_told_only_once_the_team_shared_them(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    talk.assess()
    scene.asks()
    assert "usagers récurrents" not in scene.said_to(talk.stranger)[-1].text
    talk.press(talk.say("évaluer résultat"), "Partager avec l’équipe")
    scene.types(talk.stranger, "expert passer")
    scene.asks("Et maintenant ?")
    assert "régulièrement par 400 communes" in scene.said_to(talk.stranger)[-1].text


def test_the_longest_question_with_the_longest_context_fits(scene: ExpertScene) -> None:
    scene.joins(scene.talk.stranger)
    scene.asks("é" * 3000, context="à" * 3000)
    said = scene.said_to(scene.talk.stranger)[-1]
    assert said.buttons == ("Je prends", "Pas pour moi", "Plus tard")
    assert "Est-ce que tu veux bien" in plain(said)


def test_the_asker_is_never_asked(scene: ExpertScene) -> None:
    scene.joins(scene.talk.member)
    question = scene.asks()
    scene.talk.tick()
    assert scene.asked(question) == []


def test_declined_at_night_the_next_is_asked_in_the_morning(scene: ExpertScene) -> None:
    talk = scene.talk
    first, second = scene.joins(talk.stranger, level=3), scene.joins(talk.third)
    question = scene.asks()
    scene.at("2026-11-23 23:00")
    declined = talk.press(scene.said_to(talk.stranger)[-1], "Pas pour moi", talk.stranger)
    assert "je demande à quelqu’un d’autre" in declined.text
    scene.at("2026-11-24 08:59")
    assert scene.asked(question) == [first.id]
    assert scene.said_to(talk.third) == []
    scene.at("2026-11-24 09:00")
    assert scene.asked(question) == [first.id, second.id]
    assert ASKED in scene.said_to(talk.third)[-1].text
    told = scene.said_to(talk.member, ASKED)
    assert len(told) == 1
    assert "je demande à quelqu’un d’autre" in told[0].text
    assert "Elias" not in told[0].text


def test_declined_by_day_the_next_is_asked_within_one_tick(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    talk.press(scene.said_to(talk.stranger)[-1], "Pas pour moi", talk.stranger)
    talk.tick()
    assert len(scene.asked(question)) == 2


def test_no_answer_from_friday_17_00_reminds_on_monday_and_passes_on_on_tuesday(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    scene.at("2026-11-27 17:00")
    question = scene.asks()
    scene.at("2026-11-30 16:59")
    assert len(scene.said_to(talk.stranger, ASKED)) == 1
    scene.at("2026-11-30 17:00")
    assert "attend encore ta réponse" in scene.said_to(talk.stranger)[-1].text
    assert "dans 1 jour ouvré" in scene.said_to(talk.stranger)[-1].text
    scene.at("2026-12-01 16:59")
    assert len(scene.asked(question)) == 1
    scene.at("2026-12-01 17:00")
    assert len(scene.asked(question)) == 2
    scene.at("2026-12-03 16:59")
    assert scene.said_to(talk.admin, "question") == []
    scene.at("2026-12-03 17:00")
    told = scene.said_to(talk.admin, "question")
    assert len(told) == 1
    assert "Comment doubler" not in told[0].text
    scene.at("2026-12-18 12:00")
    assert len(scene.said_to(talk.stranger, ASKED)) == 2
    assert len(scene.said_to(talk.third, ASKED)) == 2


def test_later_comes_back_the_next_morning_then_passes_on(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    later = talk.press(scene.said_to(talk.stranger)[-1], "Plus tard", talk.stranger)
    assert "je t’en reparle mardi 24 novembre à 9 h" in plain(later)
    again = scene.types(talk.stranger, f"expert plus-tard {question.id}")
    assert again.text == later.text
    scene.at("2026-11-24 08:59")
    assert len(scene.said_to(talk.stranger, ASKED)) == 1
    scene.at("2026-11-24 09:00")
    back = scene.said_to(talk.stranger, ASKED)
    assert len(back) == 2
    assert "Comme tu me l’as demandé" in back[-1].text
    once_more = talk.press(back[-1], "Plus tard", talk.stranger)
    assert "Je te la laisse encore un peu" in once_more.text
    scene.at("2026-11-24 17:59")
    assert len(scene.asked(question)) == 1
    scene.at("2026-11-25 09:00")
    assert len(scene.asked(question)) == 2
    assert len(scene.said_to(talk.stranger, ASKED)) == 2


def test_taken_the_asker_and_the_channel_know_who(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    question = scene.asks()
    taken = talk.press(scene.said_to(talk.stranger)[-1], "Je prends", talk.stranger)
    assert f"Tu prends la question #{question.id}, posée par Camille Moreau (Vélo facile)" in taken.text
    assert scene.question(question.id).expert_id == expert.id
    assert "Elias Fontaine" in scene.said_to(talk.member)[-1].text
    assert [post for post in talk.said_in(talk.channel) if "Elias Fontaine" in post.text]
    twice = scene.types(talk.stranger, f"expert prendre {question.id}")
    assert "Tu as déjà pris cette question" in twice.text


def test_of_a_confidential_one_the_channel_hears_nothing(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    before = len(talk.said_in(talk.channel))
    scene.asks(confidential=True)
    offer = scene.said_to(talk.stranger)[-1]
    assert "confidentiel" in offer.text
    talk.press(offer, "Je prends", talk.stranger)
    assert "Elias Fontaine" in scene.said_to(talk.member)[-1].text
    assert len(talk.said_in(talk.channel)) == before


def test_too_late_the_taker_is_named_and_nothing_changes(scene: ExpertScene) -> None:
    talk = scene.talk
    first, second = scene.joins(talk.stranger, level=3), scene.joins(talk.third)
    question = scene.asks()
    offer = scene.said_to(talk.stranger)[-1]
    scene.at("2026-11-25 12:00")
    talk.press(scene.said_to(talk.third)[-1], "Je prends", talk.third)
    for label in ("Je prends", "Pas pour moi", "Plus tard"):
        late = talk.press(offer, label, talk.stranger)
        assert "déjà prise par Inès Diallo" in late.text
        assert "merci" in late.text
    assert scene.question(question.id).expert_id == second.id
    assert [each.state for each in scene.offers(question)] == ["lapsed", "accepted"]
    assert first.id != second.id


def test_a_late_yes_is_welcome_as_long_as_nobody_took_it(scene: ExpertScene) -> None:
    talk = scene.talk
    first = scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    offer = scene.said_to(talk.stranger)[-1]
    talk.press(offer, "Pas pour moi", talk.stranger)
    other = scene.said_to(talk.third)[-1]
    late = talk.press(offer, "Plus tard", talk.stranger)
    assert "Je demande maintenant à quelqu’un d’autre" in late.text
    assert f"/gamma expert prendre {question.id}" in late.text
    talk.press(offer, "Je prends", talk.stranger)
    assert scene.question(question.id).expert_id == first.id
    assert [each.state for each in scene.offers(question)] == ["accepted", "over"]
    assert "déjà prise par Elias Fontaine" in talk.press(other, "Je prends", talk.third).text


def test_a_yes_above_the_capacity_says_how_to_raise_it(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger, capacity=1)
    one, two = scene.asks(), scene.asks("Une autre ?")
    talk.press(scene.said_to(talk.stranger)[-1], "Pas pour moi", talk.stranger)
    talk.tick()
    assert scene.asked(two) == []  # not before the first is answered
    scene.at("2026-11-23 12:00")
    assert scene.asked(two) == [expert.id]
    assert scene.types(talk.stranger, f"expert prendre {two.id}").message
    refused = scene.types(talk.stranger, f"expert prendre {one.id}")
    assert "Tu as déjà pris 1 question ce mois-ci" in refused.text
    assert "/gamma expert capacité 2" in refused.text
    assert scene.question(one.id).state == "open"
    with talk.app.store.write() as session:
        experts.set_capacity(session, expert.id, 2)
    assert "Tu prends la question" in scene.types(talk.stranger, f"expert prendre {one.id}").text


def test_one_taken_back_is_said_kindly(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    offer = scene.said_to(talk.stranger)[-1]
    with talk.app.store.write() as session:
        gone = {"state": "closed", "resolution": "withdrawn", "closed_at": talk.now, "next_at": None}
        questions.change(session, question.id, **gone)
        offers.end_open(session, question, talk.now)
    for label in ("Je prends", "Pas pour moi", "Plus tard"):
        assert "a été retirée entre-temps" in talk.press(offer, label, talk.stranger).text


def test_others_learn_nothing_of_a_question_not_offered_to_them(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    talk.tick()
    for verb in ("prendre", "passer", "plus-tard"):
        there = scene.types(talk.third, f"expert {verb} {question.id}")
        nowhere = scene.types(talk.third, f"expert {verb} 4711")
        assert plain(there).replace(f"#{question.id} ", "#4711 ") == plain(nowhere)
        assert "Rien n’a été changé" in there.text
    assert [offer.state for offer in scene.offers(question)] == ["open"]


def test_without_a_number_the_only_one_is_meant_and_else_it_is_asked(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    assert "Aucune question n’attend ta réponse" in scene.types(talk.stranger, "expert prendre").text
    one, two = scene.asks(), scene.asks("Une autre ?")
    talk.tick()
    with talk.app.store.write() as session:  # as two processes may do at the same moment
        offers.add(session, two.id, scene.asked(one)[0], talk.now)
    which = scene.types(talk.stranger, "expert passer")
    assert "De quelle question s’agit-il ?" in plain(which)
    assert f"/gamma expert passer {one.id}" in which.text
    talk.press(which, f"#{two.id}", talk.stranger)
    assert [offer.state for offer in scene.offers(two)] == ["declined"]
    assert "Tu prends la question" in scene.types(talk.stranger, "expert prendre").text
    assert scene.question(one.id).state == "taken"
