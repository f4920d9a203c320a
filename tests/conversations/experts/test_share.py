"""Answers are read by everybody as long as both sides agree; never those to confidential questions."""

from gamma.experts.question import Question
from tests.conversation import Talk
from tests.conversations.experts.taken import taken, told
from tests.experts import ASKED, ExpertScene, plain

CHANGED = "On a doublé les inscriptions à Lyon."
WOULD = "aimerait que tout le monde puisse"


def closed(talk: Talk, *, shares: bool = False, confidential: bool = False) -> tuple[ExpertScene, Question]:
    scene, question = taken(talk, confidential=confidential)
    scene.types(talk.member, f"expert clore {question.id} 5 {CHANGED}")
    if shares:
        for person in (talk.member, talk.stranger):
            scene.types(person, f"expert partager {question.id}")
    return scene, question


def answers(scene: ExpertScene, typed: str = "", as_: str = "") -> str:
    return plain(scene.types(as_ or scene.talk.third, f"expert réponses {typed}".strip()))


def test_both_agree_and_everybody_reads_it(talk: Talk) -> None:
    scene, question = closed(talk)
    waits = plain(scene.types(talk.member, f"expert partager {question.id}"))
    assert "si Elias Fontaine est d’accord aussi" in waits
    assert CHANGED not in answers(scene)
    [asked] = told(scene, talk.stranger, WOULD)
    assert CHANGED in asked.text
    done = talk.press(asked, "Partager la réponse", as_=talk.stranger)
    assert "Tout le monde peut maintenant lire" in done.text
    [agreed] = told(scene, talk.member, "Elias Fontaine est d’accord aussi")
    assert "non" in agreed.text
    for reader in (talk.third, talk.admin, talk.english):
        listed = answers(scene, as_=reader)
        assert CHANGED in listed
        assert ASKED in listed
    assert "Vélo facile, avec Elias Fontaine (utile : 5 sur 5)" in answers(scene)


def test_the_expert_may_say_it_first(talk: Talk) -> None:
    scene, question = closed(talk)
    scene.types(talk.stranger, f"expert partager {question.id}")
    scene.types(talk.stranger, f"expert partager {question.id}")
    assert len(told(scene, talk.member, "Elias Fontaine " + WOULD)) == 1
    assert CHANGED not in answers(scene)


def test_the_form_says_it_as_well(talk: Talk) -> None:
    scene, question = taken(talk)
    form = scene.types(talk.member, f"expert clore {question.id}").form
    talk.send(form, {"useful": "5", "changed": CHANGED, "share": "yes"})
    [shown] = told(scene, talk.stranger, WOULD)
    assert shown.buttons == ("Partager la réponse",)
    assert CHANGED not in answers(scene)
    scene.types(talk.stranger, f"expert partager {question.id}")
    assert CHANGED in answers(scene)


def test_each_can_take_it_back(talk: Talk) -> None:
    scene, question = closed(talk, shares=True)
    for person in (talk.member, talk.stranger):
        assert CHANGED in answers(scene)
        assert "C’est retiré" in scene.types(person, f"expert partager {question.id} non").text
        assert CHANGED not in answers(scene)
        assert "Je ne trouve pas" in answers(scene, str(question.id))
        scene.types(person, f"expert partager {question.id}")
    assert CHANGED in answers(scene)


def test_who_takes_it_back_is_heard_of_by_the_other(talk: Talk) -> None:
    scene, question = closed(talk, shares=True)
    scene.types(talk.stranger, f"expert partager {question.id}")
    scene.types(talk.member, f"expert partager {question.id} non")
    [heard] = told(scene, talk.stranger, "préfère garder la réponse entre vous deux")
    assert "Camille Moreau" in heard.text
    scene.types(talk.member, f"expert partager {question.id} non")
    assert len(told(scene, talk.stranger, "préfère garder")) == 1
    assert not told(scene, talk.member, "préfère garder")


def test_a_confidential_answer_is_never_shared(talk: Talk) -> None:
    scene, question = closed(talk, confidential=True)
    for person in (talk.member, talk.stranger):
        refused = scene.types(person, f"expert partager {question.id}")
        assert "reste entre vous deux" in refused.text
    assert not scene.question(question.id).asker_shares
    assert CHANGED not in answers(scene)
    [shown] = told(scene, talk.stranger, CHANGED)
    assert shown.buttons == ()


def test_of_one_that_nobody_took_there_is_nothing_to_share(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger)
    question = scene.asks(confidential=True)
    scene.types(talk.member, f"expert retirer {question.id}")
    refused = scene.types(talk.member, f"expert partager {question.id}")
    assert f"Il n’y a encore rien à partager de la question #{question.id}" in plain(refused)
    assert "vous deux" not in refused.text


def test_the_form_of_a_confidential_one_does_not_propose_it(talk: Talk) -> None:
    scene, question = taken(talk, confidential=True)
    form = scene.types(talk.member, f"expert clore {question.id}").form
    assert form
    assert [field.name for field in form.fields] == ["useful", "changed"]


def test_an_open_question_or_one_without_words_has_nothing_to_share(talk: Talk) -> None:
    scene, question = taken(talk)
    assert "rien à partager" in scene.types(talk.member, f"expert partager {question.id}").text
    scene.types(talk.member, f"expert clore {question.id} 4")
    assert "rien à partager" in scene.types(talk.member, f"expert partager {question.id}").text
    assert "Quelle question" in scene.types(talk.member, "expert partager").text


def test_without_a_number_those_that_can_be_shared_are_proposed(talk: Talk) -> None:
    scene, question = closed(talk)
    which = scene.types(talk.member, "expert partager")
    assert which.message
    assert which.message.buttons == (f"#{question.id}",)
    talk.press(which, f"#{question.id}")
    assert scene.question(question.id).asker_shares


def test_answers_are_read_by_domain_and_one_whole(talk: Talk) -> None:
    scene, question = closed(talk, shares=True)
    assert CHANGED in answers(scene, "growth")
    assert CHANGED in answers(scene, str(question.id))
    assert CHANGED not in answers(scene, "juridique")
    assert "Aucune réponse" in answers(scene, "juridique")
    assert "Je ne connais pas le domaine" in answers(scene, "cuisine")


def test_five_are_listed_and_the_older_ones_counted(talk: Talk) -> None:
    scene = ExpertScene(talk)
    scene.joins(talk.stranger, capacity=9)
    for number in range(7):
        question = scene.asks(f"Question {number} ?" + " très longue" * 200)
        talk.tick()
        scene.types(talk.stranger, f"expert take {question.id}")
        scene.types(talk.member, f"expert clore {question.id} 5 Changement {number}" + " de beaucoup" * 100)
        for person in (talk.member, talk.stranger):
            scene.types(person, f"expert partager {question.id}")
    listed = answers(scene)
    assert [number for number in range(7) if f"Changement {number}" in listed] == [2, 3, 4, 5, 6]
    shown = talk.say("expert réponses").message
    assert shown is not None
    assert "2 plus anciennes" in shown.buttons
    assert "très longue " * 150 in answers(scene, "1")


def test_what_was_typed_notifies_nobody(talk: Talk) -> None:
    scene, question = taken(talk, "Qui est <!channel> @all ?")
    scene.types(talk.member, f"expert clore {question.id} 5 @here <!here> **gras**")
    for person in (talk.member, talk.stranger):
        scene.types(person, f"expert partager {question.id}")
    assert "**gras**" in answers(scene)
