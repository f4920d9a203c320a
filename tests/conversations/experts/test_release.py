"""What becomes of a question whose expert goes away, and who hears of it, in their hours."""

import pytest

from storage.experts import experts, offers
from tests.conversation import Talk
from tests.conversations.experts.taken import taken, told
from tests.experts import ExpertScene, plain

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


# --- handed back ------------------------------------------------------------------------------


def test_an_expert_hands_back_what_they_took_and_somebody_else_is_asked(talk: Talk) -> None:
    scene, question = taken(talk)
    second = scene.joins(talk.third)
    sure = scene.types(talk.stranger, f"expert passer {question.id}")
    assert "Tu as déjà pris cette question" in sure.text
    assert scene.question(question.id).state == "taken"
    back = talk.press(sure, "Rendre la question", talk.stranger)
    assert "je préviens Camille Moreau" in back.text
    assert told(scene, talk.member, "Elias Fontaine ne peut finalement pas t’aider")
    assert scene.question(question.id).state == "open"
    assert scene.asked(question)[-1] == second.id
    scene.types(talk.third, f"expert prendre {question.id}")
    assert scene.question(question.id).expert_id == second.id


def test_who_asked_may_have_somebody_else_asked_when_nothing_is_heard(talk: Talk) -> None:
    scene, question = taken(talk)
    second = scene.joins(talk.third)
    scene.at("2026-12-03 12:00")
    asked = told(scene, talk.member, "Je ne sais pas encore si")[-1]
    sure = talk.press(asked, "Quelqu’un d’autre")
    assert "Elias Fontaine a pris la question" in sure.text
    assert scene.question(question.id).state == "taken"
    done = talk.say(f"expert passer {question.id} oui")
    assert "je demande à quelqu’un d’autre" in done.text
    assert told(scene, talk.stranger, "Camille Moreau demande maintenant à quelqu’un d’autre")
    assert scene.asked(question)[-1] == second.id


def test_what_they_talked_about_is_not_asked_anew_nor_handed_back_by_others(talk: Talk) -> None:
    scene, question = taken(talk)
    nobodys = scene.types(talk.third, f"expert passer {question.id} oui")
    assert "Je ne trouve pas" in nobodys.text
    talk.say(f"expert parlé {question.id}")
    for person in (talk.stranger, talk.member):
        assert "Tu as déjà parlé" in scene.types(person, f"expert passer {question.id} oui").text
    assert scene.question(question.id).state == "taken"


def test_an_expert_who_is_erased_leaves_the_asker_a_word(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.types(talk.stranger, "confidentialité effacer oui")
    assert told(scene, talk.member, "La personne qui l’avait prise ne peut plus t’aider")
    assert scene.question(question.id).state == "open"


def test_the_asker_is_not_told_again_in_the_same_words_that_everybody_is_away(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    other = scene.joins(talk.third)
    scene.pauses(other, "2026-12-10 00:00")
    question = scene.asks()
    scene.types(talk.stranger, "expert pause 1 semaine")
    talk.tick()
    scene.types(talk.stranger, "expert rejoindre growth")
    assert len(scene.said_to(talk.member, "ou absentes")) == 1
    third = scene.joins(talk.english)
    scene.at("2026-11-24 10:31")
    assert scene.asked(question)[-1] == third.id
    scene.types(talk.english, f"expert passer {question.id}")
    assert len(scene.said_to(talk.member, "ou absentes")) == 1


# --- taken by another, or taken back ----------------------------------------------------------


def test_who_was_asked_hears_that_another_took_it(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    scene.joins(talk.third)
    question = scene.asks()
    scene.said_to(talk.stranger)
    scene.types(talk.stranger, f"expert passer {question.id}")
    scene.said_to(talk.third)
    scene.at("2026-11-23 22:00")
    scene.types(talk.stranger, f"expert prendre {question.id}")
    assert told(scene, talk.third, "Elias Fontaine prend la question") == []
    scene.at("2026-11-24 09:00")
    (over,) = told(scene, talk.third, "Elias Fontaine prend la question")
    assert "tu n’as plus rien à faire" in over.text
    assert told(scene, talk.stranger, "prend la question") == []


def test_who_was_asked_hears_that_it_was_taken_back(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    scene.said_to(talk.stranger)
    talk.say(f"expert retirer {question.id}")
    assert told(scene, talk.stranger, "Vélo facile a retiré la question")


def test_who_was_asked_hears_that_it_is_asked_elsewhere(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    scene.said_to(talk.stranger)
    with talk.app.store.write() as session:
        offers.end_open(session, question, talk.now)
    assert told(scene, talk.stranger, "part chez quelqu’un d’autre")


def test_who_was_not_asked_yet_hears_nothing(scene: ExpertScene) -> None:
    """The offer waits for the morning where they are."""
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.say(f"expert retirer {question.id}")
    assert scene.said_to(talk.stranger) == []


def test_of_an_asker_who_is_erased_at_night_the_expert_hears_in_the_morning(talk: Talk) -> None:
    scene, _ = taken(talk)
    scene.at("2026-11-23 23:30")
    talk.say("confidentialité effacer oui", in_=talk.driver.direct(talk.member))
    assert told(scene, talk.stranger, "a fait effacer") == []
    scene.at("2026-11-24 09:00")
    assert len(told(scene, talk.stranger, "effacer ses données")) == 1


# --- pauses, and accounts that are gone -------------------------------------------------------


def test_a_pause_made_shorter_brings_what_waits_earlier(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    scene.types(talk.stranger, "expert pause jusqu’au 10 décembre")
    question = scene.asks()
    talk.tick()
    scene.types(talk.stranger, "expert pause 1 jour")
    scene.at("2026-11-24 09:00")
    assert scene.asked(question) == [expert.id]


def test_who_comes_back_is_told_what_is_still_open(scene: ExpertScene) -> None:
    talk = scene.talk
    expert = scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    scene.types(talk.stranger, "expert pause 1 jour")
    talk.tick()
    back = scene.types(talk.stranger, "expert reprendre")
    assert "Toujours ouvertes" in back.text
    assert f"/gamma expert prendre {question.id}" in back.text
    scene.types(talk.stranger, f"expert prendre {question.id}")
    assert scene.question(question.id).expert_id == expert.id
    scene.types(talk.stranger, "expert pause 1 jour")
    assert "Toujours ouvertes" not in scene.types(talk.stranger, "expert reprendre").text


def test_whose_account_is_gone_costs_no_time_and_counts_no_more(scene: ExpertScene) -> None:
    talk = scene.talk
    if talk.driver.name == "mattermost":
        pytest.skip("it takes messages to an account that is out of use")
    scene.joins(talk.stranger, level=3)
    second = scene.joins(talk.third)
    question = scene.asks()
    talk.driver.retire(talk.stranger)
    for _ in range(3):
        talk.tick()
    assert scene.asked(question)[-1] == second.id
    assert scene.said_to(talk.third, "Comment doubler")
    assert len(scene.said_to(talk.admin, "n’a pas pu être remis")) == 1
    with talk.app.store.read() as session:
        assert experts.count_by_domain(session) == {"growth": 1}
    scene.types(talk.third, f"expert passer {question.id}")
    another = scene.asks("Et sans réseau social ?")
    talk.tick()
    assert scene.asked(another) == [second.id]


def test_later_takes_the_place_of_a_reminder_that_waits_for_the_morning(scene: ExpertScene) -> None:
    """The bot was away until the evening: the reminder it then planned is for the same 9:00."""
    talk = scene.talk
    scene.joins(talk.stranger, level=3)
    question = scene.asks()
    talk.tick()
    talk.later(hours=33)
    talk.tick()
    scene.types(talk.stranger, f"expert plus-tard {question.id}")
    scene.at("2026-11-25 09:00")
    assert [post for post in scene.said_to(talk.stranger) if "Comme tu me l’as demandé" in plain(post)]
