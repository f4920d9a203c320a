"""Sub-commands in people's own words: the buttons' labels are commands, and a slip is no question."""

import pytest

from tests.conversation import Talk
from tests.experts import ExpertScene, plain

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("je prends {number}", "accepted"),
        ("pas pour moi #{number}", "declined"),
        ("not for me {number}", "declined"),
        ("Je prends la question {number}", "accepted"),
        ("pas pour moi", "declined"),
    ],
)
def test_an_expert_without_a_team_types_what_the_buttons_say(
    scene: ExpertScene, typed: str, state: str
) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    said = scene.types(talk.stranger, f"expert {typed.format(number=question.id)}")
    assert "avec quelle startup" not in said.text
    assert [offer.state for offer in scene.offers(question)] == [state]


def test_later_is_later_with_its_number(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.stranger)
    question = scene.asks()
    talk.tick()
    scene.types(talk.stranger, f"expert plus tard {question.id}")
    assert scene.offers(question)[0].later_until is not None
    scene.types(talk.stranger, f"expert je prends {question.id}")
    scene.types(talk.stranger, f"expert pas encore {question.id}")
    assert scene.question(question.id).talked_at is None
    assert talk.count("questions") == 1


def test_the_asker_follows_and_takes_back_in_their_own_words(scene: ExpertScene) -> None:
    talk = scene.talk
    number = scene.asks().id
    for typed in ("où en est ma question ?", f"question {number}", f"#{number}", f"où en est la {number}"):
        assert f"#{number} growth hacking" in plain(talk.say(f"expert {typed}")), typed
    talk.say(f"expert supprimer {number}")
    assert scene.question(number).resolution == "withdrawn"
    assert talk.count("questions") == 1


def test_help_and_helping_are_no_questions(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert aide")
    assert "/gamma aide expert" in shown.text
    assert "expert suivi" in talk.press(shown, "Toutes les façons").text
    assert talk.say("expert je veux aider").form
    assert talk.count("questions") == 0


def test_a_slip_before_a_number_is_asked_back(scene: ExpertScene) -> None:
    talk = scene.talk
    number = scene.asks().id
    shown = talk.say(f"expert retirr {number}")
    assert f"/gamma expert retirer {number}" in shown.text
    assert talk.count("questions") == 1
    talk.press(shown, f"retirer {number}")
    assert scene.question(number).resolution == "withdrawn"
    other = talk.say(f"expert relancer stp {number}")
    assert f"/gamma expert suivi {number}" in other.text
    assert talk.count("questions") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "plus tard dans l’année, comment relancer nos usagers",
        "supprimer les comptes inactifs : quelles règles pour nos agents",
        "je prends en main un produit sans équipe, par où commencer",
        "migrer vers symfony 7",
    ],
)
def test_a_question_that_begins_like_them_is_a_question(talk: Talk, typed: str) -> None:
    talk.link()
    assert f"« {typed} »" in plain(talk.say(f"expert {typed}"))
    assert talk.count("questions") == 1
