"""Many experts at one instant, and a bot that is restarted between any two steps."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from gamma.chat import Answer, Command, Message, Place, Profile
from gamma.experts.question import Question, QuestionDraft
from gamma.people.person import Person
from storage.experts import experts, offers, questions
from storage.models import OutboxRow
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.drivers.sandbox import SandboxDriver
from tests.experts import ASKED, ExpertScene


@pytest.fixture
def talk_of_many(database_url: str) -> Talk:
    return Talk(SandboxDriver(), database_url)


def accepts(talk: Talk, account: str, question: Question) -> str:
    place = Place(f"direct:{account}", direct=True)
    answer: Answer = talk.app.dispatch(Command("sandbox", account, place, f"expert take {question.id}"))
    assert isinstance(answer.reply, Message)
    return str(answer.reply)


def join_line(talk: Talk, name: str, capacity: int = 3) -> Person:
    account = talk.driver.person(name)
    with talk.app.store.write() as session:
        person = people.upsert_person(session, "sandbox", account, Profile(name, "fr", "Europe/Paris"))
        experts.join(session, person.id, {"growth": 2}, capacity, talk.now)
    return person


def asked(talk: Talk, of: list[Person]) -> Question:
    """All of these were asked in turn; the last of them still thinks about it."""
    with talk.app.store.write() as session:
        asker = people.upsert_person(
            session, "sandbox", talk.member, Profile("Camille", "fr", "Europe/Paris")
        )
        question = questions.add(session, STARTUP.id, asker, QuestionDraft("growth", ASKED), talk.now)
        made = [offers.add(session, question.id, person.id, talk.now) for person in of]
        for offer in made[:-1]:
            offers.end(session, offer.id, "lapsed", talk.now)
    return question


def test_of_twenty_who_say_yes_at_once_one_takes_it(talk_of_many: Talk) -> None:
    talk = talk_of_many
    talk.app.store.patience = 60
    crowd = [join_line(talk, f"Experte{number} Martin") for number in range(20)]
    question = asked(talk, crowd)
    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(lambda person: accepts(talk, person.account, question), crowd))
    with talk.app.store.read() as session:
        now = questions.load(session, question.id)
        made = offers.of_question(session, question.id)
        kinds = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "question_taken")
        assert session.scalar(kinds) == 1
    assert now is not None
    winner = next(person for person in crowd if person.id == now.expert_id)
    assert [offer.person_id for offer in made if offer.state == "accepted"] == [winner.id]
    assert not any(offer.state == "open" for offer in made)
    assert sum("Tu prends la question" in each for each in told) == 1
    assert sum(f"déjà prise par {winner.name}" in each for each in told) == 19
    talk.close()


def test_of_many_questions_taken_at_once_nobody_takes_more_than_they_would(talk_of_many: Talk) -> None:
    talk = talk_of_many
    talk.app.store.patience = 60
    person = join_line(talk, "Elias Fontaine", capacity=2)
    waiting = [asked(talk, [person]) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda question: accepts(talk, person.account, question), waiting))
    assert sum("Tu prends la question" in each for each in told) == 2
    assert sum("/gamma expert capacité 3" in each for each in told) == 4
    talk.close()


def test_restarted_between_any_two_steps_the_question_goes_on(talk: Talk) -> None:
    scene = ExpertScene(talk)
    first, second = scene.joins(talk.stranger, level=3), scene.joins(talk.third)

    def restarted_at(moment: str = "") -> None:
        talk.restart()
        if moment:
            scene.at(moment)
        talk.restart()

    question = scene.asks()
    restarted_at("2026-11-23 10:31")
    offer = scene.said_to(talk.stranger)[-1]
    restarted_at()
    talk.press(offer, "Plus tard", talk.stranger)
    restarted_at("2026-11-24 09:00")
    back = scene.said_to(talk.stranger)[-1]
    restarted_at()
    talk.press(back, "Pas pour moi", talk.stranger)
    restarted_at("2026-11-24 09:01")
    other = scene.said_to(talk.third)[-1]
    restarted_at("2026-11-25 09:01")
    talk.press(other, "Je prends", talk.third)
    restarted_at("2026-11-25 09:02")
    assert scene.asked(question) == [first.id, second.id]
    assert scene.question(question.id).expert_id == second.id
    assert len(scene.said_to(talk.stranger, ASKED)) == 2
    taken = [post for post in scene.said_to(talk.member) if "prend ta question" in post.text]
    assert len(taken) == 1
    assert "Inès Diallo" in taken[0].text


def test_the_same_words_just_after_it_was_taken_tell_who_has_it(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    talk.say(f"expert growth {ASKED}")
    talk.press(scene.said_to(talk.stranger)[-1], "Je prends", talk.stranger)
    said = talk.say(f"expert growth {ASKED}")
    assert "Elias Fontaine" in said.text
    assert "est posée" not in said.text
    assert talk.count("questions") == 1
    after = talk.send(talk.say("expert growth"), {"question": ASKED})
    told = talk.after_form(after, talk.member).text
    assert "Elias Fontaine" in told
    assert "est posée" not in told
    assert talk.count("questions") == 1
