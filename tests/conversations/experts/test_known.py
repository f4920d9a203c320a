"""Before an expert is disturbed, what is known already is offered: shared by both sides, or a resource."""

from pathlib import Path

import pytest

from gamma.experts.question import Question
from storage.experts import questions
from tests import spaces
from tests.conversation import Talk
from tests.conversations.experts.taken import taken
from tests.conversations.resources.library import fill
from tests.experts import ExpertScene, plain, the_one
from tests.talk import Screen

AGAIN = "expert growth Comment avoir deux fois plus d’inscriptions en région, sans un sou ?"
CHANGED = "On a écrit aux chambres consulaires"


def closed(talk: Talk, *, asker: bool = True, expert: bool = True, confidential: bool = False) -> Question:
    """A question of Camille that Elias answered; who of both lets others read it."""
    scene, question = taken(talk, confidential=confidential)
    scene.types(talk.member, f"expert clôturer {question.id} 5 {CHANGED}")
    with talk.app.store.write() as session:
        questions.change(session, question.id, asker_shares=asker, expert_shares=expert)
    return question


def asks_again(talk: Talk) -> Screen:
    return talk.say(AGAIN, talk.mate)


def newest(talk: Talk) -> Question:
    with talk.app.store.read() as session:
        number = max(each.id for each in questions.asked_by(session, _id(talk, talk.mate)))
        found = questions.load(session, number)
    assert found is not None
    return found


def _id(talk: Talk, account: str) -> int:
    return ExpertScene(talk).person(account).id


def test_a_shared_answer_is_offered_first_and_nobody_is_asked_meanwhile(talk: Talk) -> None:
    known = closed(talk)
    shown = asks_again(talk)
    said = plain(shown)
    assert "Avant de déranger quelqu’un : cela répond-il ?" in said
    assert CHANGED in said
    assert "dans le même domaine" in said
    assert f"#{known.id}" in said
    scene = ExpertScene(talk)
    talk.tick()
    assert scene.offers(newest(talk)) == []


def test_yes_thank_you_closes_it_and_thanks_who_answered(talk: Talk) -> None:
    closed(talk)
    done = talk.press(asks_again(talk), "Oui, merci", talk.mate)
    assert "La question est close, et je remercie Elias Fontaine" in plain(done)
    question = newest(talk)
    assert (question.state, question.resolution) == ("closed", "known")
    thanks = spaces.plain(talk.said_to(talk.stranger)[-1].text)
    assert "Une réponse que tu avais donnée vient d’aider une autre équipe" in thanks
    assert "sans un sou" not in thanks, "the words of who asked stay theirs"
    assert ExpertScene(talk).offers(question) == []


def test_who_suggested_the_resource_that_answered_is_thanked(talk: Talk) -> None:
    talk.link()
    line = "ressources proposer https://example.org/deux Avoir deux fois plus d’inscriptions en région"
    talk.say(line, talk.stranger, talk.driver.direct(talk.stranger))
    talk.say("ressources accepter 1", talk.admin, talk.driver.direct(talk.admin))
    talk.press(asks_again(talk), "Oui, merci", talk.mate)
    thanks = spaces.plain(talk.said_to(talk.stranger)[-1].text)
    assert "La ressource que tu as proposée vient d’aider une autre équipe" in thanks
    assert "Noé" not in thanks
    assert "sans un sou" not in thanks


def test_one_press_goes_on_to_an_expert(talk: Talk) -> None:
    closed(talk)
    gone = talk.press(asks_again(talk), "Demander à quelqu’un", talk.mate)
    assert "est posée" in plain(gone)
    talk.tick()
    assert len(ExpertScene(talk).offers(newest(talk))) == 1


def test_who_presses_nothing_is_not_forgotten(talk: Talk) -> None:
    closed(talk)
    asks_again(talk)
    waits = plain(talk.say("expert suivi", talk.mate, talk.driver.direct(talk.mate)))
    assert "on regarde d’abord ce qui est déjà connu" in waits
    talk.later(minutes=61)
    talk.tick()
    assert len(ExpertScene(talk).offers(newest(talk))) == 1


def test_what_did_not_answer_after_all_goes_on(talk: Talk) -> None:
    closed(talk)
    talk.press(asks_again(talk), "Oui, merci", talk.mate)
    scene, question = ExpertScene(talk), newest(talk)
    scene.types(talk.mate, f"expert continuer {question.id}")
    talk.tick()
    assert len(scene.offers(question)) == 1


@pytest.mark.parametrize(
    "sharing",
    [
        {"asker": True, "expert": False},
        {"asker": False, "expert": True},
        {"asker": True, "expert": True, "confidential": True},
    ],
)
def test_what_is_not_shared_by_both_or_confidential_is_never_offered(
    talk: Talk, sharing: dict[str, bool]
) -> None:
    closed(talk, **sharing)
    said = plain(asks_again(talk))
    assert CHANGED not in said
    assert "cela répond-il" not in said


def test_what_is_taken_back_is_offered_no_more(talk: Talk) -> None:
    known = closed(talk)
    ExpertScene(talk).types(talk.stranger, f"expert partager {known.id} non")
    assert CHANGED not in plain(asks_again(talk))


def test_nobody_says_for_another_that_a_question_is_answered(talk: Talk) -> None:
    known = closed(talk)
    asks_again(talk)
    question = newest(talk)
    for typed in (f"expert résolu {question.id} réponse {known.id}", f"expert continuer {question.id}"):
        assert "parmi les tiennes" in plain(ExpertScene(talk).types(talk.third, typed))
    assert newest(talk).state == "open"


def test_a_resource_is_offered_with_its_reason(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    talk.link()
    said = talk.say("expert design Comment mener nos entretiens avec des usagers ?")
    assert "Mener un entretien avec un usager" in plain(said)
    assert "On y parle de : " in plain(said)
    done = talk.press(said, "Oui, merci")
    assert "La question est close" in plain(done)
    assert the_one(talk).resolution == "known"


def test_where_nothing_is_known_somebody_is_asked_at_once(talk: Talk, tmp_path: Path) -> None:
    fill(talk, tmp_path)
    talk.link()
    said = plain(talk.say("expert legal Faut-il signer une convention avec une association ?"))
    assert "est posée" in said
    assert the_one(talk).held_until is None
