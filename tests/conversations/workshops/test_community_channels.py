"""The community's channels of the programme file: the right one is named at the right moment."""

from pathlib import Path

import pytest

from gamma.experts.question import QuestionDraft
from gamma.programme.file import SHIPPED
from storage.experts import questions
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.conversations.workshops.scene import TITLE, WorkshopScene, plain
from tests.experts import ExpertScene


@pytest.fixture
def growth(talk: Talk, tmp_path: Path) -> str:
    """The channel of a domain, that is for startups in acceleration too; its id."""
    channel = talk.driver.channel("growth", [talk.admin, talk.member, talk.mate])
    file = tmp_path / "programme.toml"
    named = (
        f'\n[[channels]]\nchannel = "{talk.driver.name}:{channel}"\nname = "#growth"\n'
        'domains = ["growth"]\nphases = ["acceleration"]\n'
    )
    file.write_text(SHIPPED.read_text(encoding="utf-8") + named, encoding="utf-8")
    talk.settings["GAMMA_PROGRAMME"] = str(file)
    talk.restart()
    return channel


def test_a_workshop_is_announced_in_the_channel_of_its_domain(talk: Talk, growth: str) -> None:
    direct = talk.driver.direct(talk.admin)
    values = {"title": TITLE, "domain": "growth", "when": "mardi 8 décembre 14h30", "places": "5"}
    form = talk.say("atelier annoncer", talk.admin, direct)
    sent = talk.send(form, {**values, "domain": "legal"}, talk.admin)
    assert sent.form is not None
    assert "dans le canal" in sent.form.errors["domain"]
    done = talk.send(form, values, talk.admin)
    assert "#growth" in talk.after_form(done, talk.admin).text
    WorkshopScene(talk).at("2026-11-23 10:40")
    assert [TITLE in each.text for each in talk.said_in(growth)] == [True]


def test_a_question_that_nobody_takes_names_the_channel_unless_it_is_confidential(
    talk: Talk, growth: str
) -> None:
    scene = ExpertScene(talk)
    scene.asks("Comment doubler les inscriptions ?")
    scene.asks("Comment dire non au ministère ?", confidential=True)
    WorkshopScene(talk).at("2026-11-27 12:00")
    nobody = [each.text for each in talk.said_to(talk.member) if "plus personne à qui" in each.text]
    assert nobody
    assert all("#growth" in each for each in nobody if "inscriptions" in each)
    assert not any("#growth" in each for each in nobody if "ministère" in each)
    assert growth


def test_a_startup_that_is_enrolled_hears_where_others_at_its_stage_talk(talk: Talk, growth: str) -> None:
    talk.link()
    talk.say(
        f"startup enrol {STARTUP.id} {talk.at(talk.manager)}", talk.admin, talk.driver.direct(talk.admin)
    )
    assert any("#growth" in each.text and "Bienvenue" in each.text for each in talk.said_in(talk.channel))
    assert growth


def test_a_shared_answer_is_announced_once_and_goes_when_it_is_taken_back(talk: Talk, growth: str) -> None:
    with talk.app.store.write() as session:
        asker, expert = (
            people.upsert_person(session, talk.driver.name, each) for each in (talk.member, talk.mate)
        )
        draft = QuestionDraft("growth", "Comment doubler les inscriptions ?")
        question = questions.add(session, STARTUP.id, asker, draft, talk.now)
        closed = {"state": "closed", "resolution": "answered", "closed_at": talk.now, "next_at": None}
        answer = {"expert_id": expert.id, "rating": 5, "outcome_text": "Un parrainage", "asker_shares": True}
        questions.change(session, question.id, **closed, **answer)
    scene = WorkshopScene(talk)
    scene.at("2026-11-23 17:00")
    assert not talk.said_in(growth)
    talk.say(f"expert partager {question.id}", talk.mate)
    scene.at("2026-11-26 12:00")
    (post,) = talk.said_in(growth)
    assert "Un parrainage" in plain(post.text)
    talk.say(f"expert partager {question.id} non", talk.mate)
    talk.tick()
    (post,) = talk.said_in(growth)
    assert "retirée" in post.text
    assert "parrainage" not in post.text
