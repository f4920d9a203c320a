"""Words after a sub-command: an answer stays an answer, a question stays a question, and no word is lost."""

import pytest
from sqlalchemy import text

from storage.experts import experts
from tests.conversation import OTHER, Talk
from tests.conversations.experts.taken import taken
from tests.experts import ExpertScene, plain

# It is Monday 23 November 2026, 10:30 in Paris.


@pytest.fixture
def scene(talk: Talk) -> ExpertScene:
    return ExpertScene(talk)


def test_a_refusal_with_its_reason_is_the_refusal(scene: ExpertScene) -> None:
    scene.joins(scene.talk.stranger)
    question = scene.asks()
    scene.talk.tick()
    said = scene.types(scene.talk.stranger, "expert passer désolé pas le temps cette semaine")
    assert "je demande à quelqu’un d’autre" in said.text
    assert [offer.state for offer in scene.offers(question)] == ["declined"]
    assert scene.talk.count("questions") == 1


def test_nobody_takes_a_question_by_words_that_may_mean_another_thing(scene: ExpertScene) -> None:
    scene.joins(scene.talk.stranger)
    question = scene.asks()
    scene.talk.tick()
    said = scene.types(scene.talk.stranger, "expert prendre plutôt la semaine prochaine")
    assert said.message is not None
    assert said.message.buttons == ("Je prends",)
    assert scene.question(question.id).state == "open"
    scene.talk.press(said, "Je prends", scene.talk.stranger)
    assert scene.question(question.id).state == "taken"


def test_whoever_may_ask_too_is_asked_which_of_both_it_is(scene: ExpertScene) -> None:
    talk = scene.talk
    scene.joins(talk.mate)
    talk.make_manager(talk.mate, OTHER.id)
    question = scene.asks()
    talk.tick()
    typed = "passer désolé pas le temps cette semaine"
    said = scene.types(talk.mate, f"expert {typed}")
    assert f"« {typed} »" in plain(said)
    assert f"#{question.id} growth hacking" in plain(said)
    assert f"/gamma expert passer {question.id}" in said.text
    assert "/gamma expert poser" in said.text
    assert said.message is not None
    assert said.message.buttons == ("Pas pour moi", "Une nouvelle question")
    assert [offer.state for offer in scene.offers(question)] == ["open"]
    assert talk.count("questions") == 1
    assert typed in talk.press(said, "Une nouvelle question", talk.mate).text
    talk.press(said, "Pas pour moi", talk.mate)
    assert [offer.state for offer in scene.offers(question)] == ["declined"]


def test_the_sub_command_that_asks_is_no_word_of_the_question(talk: Talk) -> None:
    talk.link()
    for typed in ("expert poser Quel hébergeur choisir ?", "expert ask Quel hébergeur choisir ?"):
        shown = talk.say(typed)
        assert "Quel hébergeur choisir" in shown.text
        assert "poser" not in shown.text.split("Quel hébergeur")[0]
    with talk.app.store.read() as session:
        asked = set(session.execute(text("SELECT text FROM questions")).scalars())
    assert asked == {"Quel hébergeur choisir ?"}


def test_not_talked_yet_is_no_question(talk: Talk) -> None:
    scene, question = taken(talk)
    said = scene.types(talk.member, "expert parlé pas encore")
    assert "Prenez le temps" in plain(said)
    assert scene.question(question.id).talked_at is None
    assert talk.count("questions") == 1


def test_not_talked_yet_of_one_of_several_stays_a_no(talk: Talk) -> None:
    scene, first = taken(talk)
    scene.asks("Et en ville ?")
    scene.at("2026-11-23 12:00")
    scene.types(talk.stranger, "expert prendre")
    said = scene.types(talk.member, "expert parlé pas encore")
    talk.press(said, f"#{first.id}")
    assert scene.question(first.id).talked_at is None


def test_a_capacity_in_letters_is_a_capacity(scene: ExpertScene) -> None:
    talk = scene.talk
    person = scene.joins(talk.member, of_the_team=True)
    scene.types(talk.member, "expert capacité cinq par mois")
    with talk.app.store.read() as session:
        known = experts.load(session, person.id)
    assert known is not None
    assert known.capacity == 5
    assert talk.count("questions") == 0


def test_what_would_close_a_question_keeps_its_words(talk: Talk) -> None:
    scene, _ = taken(talk)
    said = scene.types(talk.member, "expert clore merci on a doublé")
    form = talk.press(said, "Clôturer la question").form
    assert form is not None
    assert form["changed"].value == "merci on a doublé"


@pytest.mark.parametrize(
    "typed",
    [
        "suivi de nos usagers : comment le mettre en place",
        "liste de diffusion : laquelle choisir pour nos agents",
        "profil utilisateur à définir avec les agents",
        "reprendre contact avec les anciens inscrits",
        "réponses aux usagers : comment les organiser",
        "passer à un autre hébergeur sans perdre les données",
    ],
)
@pytest.mark.parametrize("in_private", [False, True])
def test_a_question_without_its_mark_keeps_its_words(talk: Talk, typed: str, in_private: bool) -> None:
    scene = ExpertScene(talk)
    person = scene.joins(talk.member, of_the_team=True)
    scene.pauses(person, "2026-12-24 00:00")
    said = scene.types(talk.member, f"expert {typed}") if in_private else talk.say(f"expert {typed}")
    assert f"« {typed} »" in plain(said)
    assert talk.count("questions") == 1
    with talk.app.store.read() as session:
        known = experts.load(session, person.id)
    assert known is not None
    assert known.paused_until is not None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("suivi velo-facile", "Aucune question"),
        ("suivi velo facil", "Aucune question"),
        ("suivi de mes questions", "Aucune question"),
        ("liste growth", "Growth"),
        ("liste des experts", "Growth"),
        ("reprendre maintenant", "Bon retour"),
    ],
)
def test_words_that_go_with_a_sub_command_ask_nothing(talk: Talk, typed: str, told: str) -> None:
    scene = ExpertScene(talk)
    scene.pauses(scene.joins(talk.member, of_the_team=True), "2026-12-24 00:00")
    said = scene.types(talk.member, f"expert {typed}")
    assert talk.count("questions") == 0
    assert told in plain(said)
