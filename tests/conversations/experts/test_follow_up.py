"""After a question was taken both are asked, later and later, whether they have talked; then it closes.

Taken on Monday 23 November at 10:30: five days later is a Saturday.
"""

import pytest

from gamma.experts.question import Question
from storage.experts import questions
from tests.conversation import Talk
from tests.conversations.experts.taken import taken, together, told
from tests.experts import ExpertScene, in_paris

pytestmark = pytest.mark.long

TALKED = "Avez-vous pu vous parler ?"
WARNED = "je la clôture moi-même"
EXPIRED = "J’ai clôturé cette question"


def test_the_asker_is_asked_after_five_days_in_working_hours(talk: Talk) -> None:
    scene, _ = taken(talk)
    scene.at("2026-11-30 08:59")
    assert not told(scene, talk.member, TALKED)
    scene.at("2026-11-30 09:00")
    [asked] = told(scene, talk.member, TALKED)
    assert "Elias Fontaine" in asked.text
    assert asked.buttons == ("On s’est parlé", "Pas encore", "Ne plus me le dire")
    assert not told(scene, talk.stranger, TALKED)


def test_it_is_asked_in_the_askers_language(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks(as_=talk.english)
    talk.tick()
    scene.types(talk.stranger, f"expert take {question.id}")
    scene.at("2026-11-30 09:00")
    [asked] = told(scene, talk.english, "Have you been able to talk?")
    assert asked.buttons == ("We have talked", "Not yet", "No longer tell me")


def test_in_silence_both_are_asked_after_ten_days(talk: Talk) -> None:
    scene, _ = taken(talk)
    scene.at("2026-12-03 10:31")
    [to_asker] = told(scene, talk.member, "Je ne sais pas encore si")
    [to_expert] = told(scene, talk.stranger, TALKED)
    assert to_asker.buttons == (
        "On s’est parlé",
        "Pas encore",
        "Clôturer la question",
        "Quelqu’un d’autre",
        "Ne plus me le dire",
    )
    assert "Camille Moreau" in to_expert.text


def test_who_has_talked_is_asked_only_how_useful_it_was(talk: Talk) -> None:
    scene, question = taken(talk)
    thanked = scene.types(talk.stranger, f"expert parlé {question.id}")
    assert "Camille Moreau pourra clôturer" in thanked.text
    scene.at("2026-12-03 10:31")
    assert not told(scene, talk.member, TALKED)
    assert not told(scene, talk.stranger, TALKED)
    [asked] = told(scene, talk.member, "Est-ce que tu sais maintenant")
    assert asked.buttons == ("Clôturer la question",)


def test_a_month_later_the_asker_is_warned_and_five_days_after_it_closes(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.at("2026-12-23 10:31")
    [warned] = told(scene, talk.member, WARNED)
    assert "lundi 28 décembre" in warned.text
    assert not told(scene, talk.stranger, WARNED)
    scene.at("2026-12-28 10:00")
    assert scene.question(question.id).state == "taken"
    scene.at("2026-12-28 10:31")
    assert closed_as(scene, question) == ("closed", "expired")
    [asker], [expert] = told(scene, talk.member, EXPIRED), told(scene, talk.stranger, EXPIRED)
    assert asker.buttons == ("Clôturer la question",)
    assert expert.buttons == ()
    scene.at("2027-03-01 10:00")
    assert len(told(scene, talk.member, EXPIRED)) == len(told(scene, talk.member, WARNED)) == 1
    assert len(told(scene, talk.stranger, "Avez-vous pu vous parler")) == 1


def test_a_bot_that_was_away_still_warns_before_it_closes(talk: Talk) -> None:
    scene, question = taken(talk)
    talk.tick()
    talk.later(days=50)  # Tuesday 12 January
    for _ in range(3):
        talk.tick()
    assert len(told(scene, talk.member, TALKED)) == 1
    assert not told(scene, talk.member, WARNED)
    scene.at("2027-02-06 12:00")  # 5 and 20 days later
    assert closed_as(scene, question) == ("taken", "")
    assert len(told(scene, talk.member, "Je ne sais pas encore si")) == 1
    scene.at("2027-02-12 12:00")
    assert len(told(scene, talk.member, WARNED)) == 1
    assert closed_as(scene, question) == ("closed", "expired")


def test_restarts_between_the_steps_double_nothing(talk: Talk) -> None:
    scene, _ = taken(talk)
    for moment in ("2026-11-30 09:00", "2026-12-03 10:31", "2026-12-23 10:31", "2026-12-28 10:31"):
        talk.restart()
        scene.at(moment)
        talk.restart()
        talk.tick()
    for words in (TALKED, "Je ne sais pas encore si", WARNED, EXPIRED):
        assert len(told(scene, talk.member, words)) == 1, words


@pytest.mark.parametrize("typed", ["non", "pas encore", "no", "not yet"])
def test_not_yet_is_a_good_answer(talk: Talk, typed: str) -> None:
    scene, question = taken(talk)
    scene.at("2026-11-30 09:00")
    answer = scene.types(talk.member, f"expert parlé {question.id} {typed}")
    assert "Prenez le temps" in answer.text
    assert "jeudi 3 décembre" in answer.text
    assert scene.question(question.id).talked_at is None


def test_no_other_day_is_promised_than_the_one_on_which_it_is_said(talk: Talk) -> None:
    """Five days later is a Saturday."""
    scene, question = taken(talk)
    talk.tick()
    answer = scene.types(talk.member, f"expert parlé {question.id} non")
    assert "je redemande lundi 30 novembre" in answer.text


def test_the_day_of_its_closing_is_the_one_on_which_that_is_said(talk: Talk) -> None:
    scene, question = taken(talk)
    with talk.app.store.write() as session:
        questions.change(session, question.id, followed_up=2, next_at=in_paris("2026-11-30 10:30"))
    scene.at("2026-11-30 10:30")
    [warned] = told(scene, talk.member, WARNED)
    next_at = scene.question(question.id).next_at
    assert next_at == in_paris("2026-12-05 10:30")  # a Saturday
    assert "le lundi 7 décembre" in warned.text
    answer = scene.types(talk.member, f"expert parlé {question.id} non")
    assert "je clôture la question moi-même le lundi 7 décembre" in answer.text


def test_the_buttons_of_the_question_say_it(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.at("2026-11-30 09:00")
    [asked] = told(scene, talk.member, TALKED)
    assert "Prenez le temps" in talk.press(asked, "Pas encore").text
    answer = talk.press(asked, "On s’est parlé")
    assert f"/gamma expert clôturer {question.id} 5" in answer.text
    assert scene.question(question.id).talked_at
    typed = scene.types(talk.member, f"expert parlé {question.id}")
    assert talk.press(typed, "Clôturer la question").form


def test_who_talked_says_so_in_the_conversation_of_both(talk: Talk) -> None:
    scene, question = taken(talk)
    [introduction] = together(talk)
    answer = talk.press(introduction, "On s’est parlé", as_=talk.stranger)
    assert "Merci" in answer.text
    assert scene.question(question.id).talked_at == talk.now
    group = talk.driver.group([talk.member, talk.stranger])
    assert "Clôturer" in str(talk.say(f"expert parlé {question.id}", in_=group).message)


def test_the_only_question_that_is_taken_needs_no_number(talk: Talk) -> None:
    scene, question = taken(talk)
    assert "clôturer" in scene.types(talk.member, "expert parlé").text
    assert scene.question(question.id).talked_at
    second = scene.asks("Et comment les garder ?")
    talk.tick()
    scene.types(talk.stranger, f"expert take {second.id}")
    which = scene.types(talk.member, "expert parlé")
    assert which.message
    assert set(which.message.buttons) == {f"#{question.id}", f"#{second.id}"}
    assert "clôturer" in talk.press(which, f"#{second.id}").text


def test_others_find_no_such_question_whether_it_is_there_or_not(talk: Talk) -> None:
    scene, question = taken(talk)
    for number in (question.id, 999):
        for verb in ("parlé", "clore", "partager"):
            refused = scene.types(talk.mate, f"expert {verb} {number}").text
            assert refused == scene.types(talk.mate, f"expert {verb} 998").text.replace("998", str(number))
            assert "Je ne trouve pas" in refused
    assert scene.question(question.id).talked_at is None


def test_a_question_that_nobody_took_cannot_have_been_talked_about(talk: Talk) -> None:
    scene = ExpertScene(talk)
    question = scene.asks()
    assert "Personne n’a encore pris" in scene.types(talk.member, f"expert parlé {question.id}").text
    assert "Aucune de tes questions" in scene.types(talk.member, "expert parlé").text


def test_somebody_new_who_takes_it_begins_anew(talk: Talk) -> None:
    """As when the first expert is erased."""
    scene, question = taken(talk)
    scene.at("2026-12-03 10:31")
    other = scene.person(talk.third)
    with talk.app.store.write() as session:
        values = {"expert_id": other.id, "taken_at": talk.now, "next_at": talk.now, "followed_up": 0}
        questions.change(session, question.id, conversation=None, **values)
    scene.at("2026-12-09 09:00")
    assert [TALKED in post.text for post in told(scene, talk.member, "Inès Diallo a pris")] == [True]


def closed_as(scene: ExpertScene, question: Question) -> tuple[str, str]:
    found = scene.question(question.id)
    return found.state, found.resolution


def test_several_that_were_taken_are_asked_about_in_one_message_and_once(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    numbers = []
    for text in ("Quel canal pour les maires ?", "Faut-il une lettre ?", "Qui relancer au printemps ?"):
        question = scene.asks(text)
        talk.tick()
        scene.types(talk.stranger, f"expert take {question.id}")
        numbers.append(question.id)
    scene.at("2026-11-30 09:00")
    [asked] = told(scene, talk.member, "pu parler de ces questions")
    assert "Quel canal pour les maires" in asked.text
    assert "Qui relancer au printemps" in asked.text
    assert asked.buttons == (*(f"On s’est parlé (#{each})" for each in numbers), "Ne plus me le dire")
    assert not told(scene, talk.member, TALKED)
    talk.press(asked, f"On s’est parlé (#{numbers[1]})")
    assert scene.question(numbers[1]).talked_at
    scene.at("2026-12-03 10:31")
    [again] = told(scene, talk.stranger, "pu parler de ces questions")
    assert "Faut-il une lettre" not in again.text
