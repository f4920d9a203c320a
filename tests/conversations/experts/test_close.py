"""Closing a question that was taken: how useful the answer was, and what it changed."""

from datetime import timedelta

import pytest

from gamma.experts.question import Question
from storage.experts import questions
from storage.privacy import questions as erased_questions
from tests.conversation import Talk
from tests.conversations.experts.taken import taken, told
from tests.experts import ExpertScene, plain
from tests.talk import Screen, SeenForm

CHANGED = "On a doublé les inscriptions à Lyon."
TOLD = "Ce que ça a changé"


def close_form(scene: ExpertScene, question: Question, typed: str = "") -> SeenForm:
    form = scene.types(scene.talk.member, f"expert clore {question.id} {typed}").form
    assert form
    return form


def useful(scene: ExpertScene, question: Question) -> tuple[str, int | None, str]:
    found = scene.question(question.id)
    return found.resolution, found.rating, found.outcome_text


def test_one_line_closes_it_and_the_expert_is_told(talk: Talk) -> None:
    scene, question = taken(talk)
    answer = plain(scene.types(talk.member, f"expert clore {question.id} 5 {CHANGED}"))
    assert "La question est clôturée (utile : 5 sur 5)" in answer
    assert CHANGED in answer
    found = scene.question(question.id)
    assert (found.state, found.closed_at, found.next_at) == ("closed", talk.now, None)
    assert useful(scene, question) == ("answered", 5, CHANGED)
    [shown] = told(scene, talk.stranger, TOLD)
    assert "trouvé ton aide utile : 5 sur 5" in shown.text
    assert CHANGED in shown.text
    scene.at("2027-01-10 10:00")
    assert not told(scene, talk.member, "Avez-vous pu vous parler")
    assert len(told(scene, talk.stranger, TOLD)) == 1


def test_the_thanks_speak_of_words_only_where_there_are_any(talk: Talk) -> None:
    scene, question = taken(talk)
    answer = plain(scene.types(talk.member, f"expert clore {question.id} 4"))
    assert "je le dis à Elias Fontaine" in answer
    assert "ce que tu as écrit" not in answer


@pytest.mark.parametrize(
    ("typed", "degree", "changed"),
    [
        ("4", 4, ""),
        ("4/5 : super", 4, "super"),
        ("3, un peu.", 3, "un peu."),
        ("1 — rien", 1, "rien"),
        ("２ bof", 2, "bof"),
        ("5 de 10 à 20 <@here> @channel 🎉", 5, "de 10 à 20 <@here> @channel 🎉"),
    ],
)
def test_the_degree_comes_first(talk: Talk, typed: str, degree: int, changed: str) -> None:
    scene, question = taken(talk)
    scene.types(talk.member, f"expert close {question.id} {typed}")
    kept = useful(scene, question)
    assert (kept[1], kept[2].replace("&lt;", "<").replace("&gt;", ">")) == (degree, changed)


@pytest.mark.parametrize("typed", ["0", "6", "très utile", "5.5 sur 10", "55", "5/10 pas mal"])
def test_what_is_no_degree_opens_the_form_with_the_words_in_it(talk: Talk, typed: str) -> None:
    scene, question = taken(talk)
    form = close_form(scene, question, typed)
    assert "ne commence pas par un chiffre de 1 à 5" in form.intro
    assert form["changed"].value == typed
    assert scene.question(question.id).state == "taken"


def test_the_form_closes_it(talk: Talk) -> None:
    scene, question = taken(talk)
    form = close_form(scene, question)
    assert form["share"].value == "no"
    shown = talk.send(form, {"useful": "4", "changed": CHANGED})
    assert useful(scene, question) == ("answered", 4, CHANGED)
    lasting = shown if shown.message else Screen(told(scene, talk.member, "La question est clôturée")[-1])
    assert "utile : 4 sur 5" in plain(lasting)
    assert lasting.message
    assert lasting.message.buttons == ("Partager la réponse",)
    assert len(told(scene, talk.stranger, TOLD)) == 1


def test_a_form_sent_twice_counts_once(talk: Talk) -> None:
    scene, question = taken(talk)
    talk.send(close_form(scene, question), {"useful": "4", "changed": CHANGED})
    first, again = talk.driver.replay()
    assert first == again
    assert len(told(scene, talk.stranger, TOLD)) == 1


@pytest.mark.parametrize("degree", ["0", "6", "très utile"])
def test_a_forged_or_missing_degree_is_refused(talk: Talk, degree: str) -> None:
    scene, question = taken(talk)
    form = close_form(scene, question)
    if talk.driver.name != "sandbox":  # the clients send only what the form offers, or nothing
        degree = ""
    after = talk.send(form, {"useful": degree, "changed": CHANGED})
    assert after.form
    assert after.form.errors
    assert scene.question(question.id).state == "taken"


def test_sharing_needs_what_it_changed(talk: Talk) -> None:
    scene, question = taken(talk)
    after = talk.send(close_form(scene, question), {"useful": "4", "share": "yes"})
    assert after.form
    assert "écris en une phrase" in after.form.errors["changed"]
    assert scene.question(question.id).state == "taken"


def test_closed_once_it_is_closed(talk: Talk) -> None:
    scene, question = taken(talk)
    open_still = close_form(scene, question)
    scene.types(talk.member, f"expert clore {question.id} 5 {CHANGED}")
    again = plain(scene.types(talk.member, f"expert clore {question.id} 1 Rien"))
    assert "Tu as déjà clôturé" in again
    assert "5 sur 5" in again
    talk.send(open_still, {"useful": "1", "changed": "Rien"})
    assert useful(scene, question) == ("answered", 5, CHANGED)
    assert len(told(scene, talk.stranger, TOLD)) == 1


def test_the_asker_alone_closes_it(talk: Talk) -> None:
    scene, question = taken(talk)
    refused = scene.types(talk.stranger, f"expert clore {question.id} 5 {CHANGED}").text
    assert "C’est Camille Moreau qui clôt" in refused
    for other in (talk.mate, talk.manager, talk.admin):
        assert "Je ne trouve pas" in scene.types(other, f"expert clore {question.id} 5 {CHANGED}").text
    assert scene.question(question.id).state == "taken"


def test_a_late_answer_is_as_welcome(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.at("2026-12-28 10:31")
    [closed] = told(scene, talk.member, "J’ai clôturé cette question")
    form = talk.press(closed, "Clôturer la question").form
    assert form
    talk.send(form, {"useful": "5", "changed": CHANGED})
    assert useful(scene, question) == ("answered", 5, CHANGED)
    assert len(told(scene, talk.stranger, TOLD)) == 1


def test_what_nobody_took_is_not_closed_but_taken_back(talk: Talk) -> None:
    scene = ExpertScene(talk)
    question = scene.asks()
    assert "/gamma expert retirer" in scene.types(talk.member, f"expert clore {question.id} 5 {CHANGED}").text
    scene.types(talk.member, f"expert retirer {question.id}")
    assert "a été retirée" in scene.types(talk.member, f"expert clore {question.id} 5 {CHANGED}").text


def test_a_question_that_begins_like_closing_is_asked(talk: Talk) -> None:
    scene, question = taken(talk)
    answer = scene.types(talk.member, "expert clore un contrat avec une région, comment faire ?")
    assert "clore un contrat avec une région" in plain(answer)
    assert scene.question(question.id).state == "taken"


def test_little_use_is_told_kindly(talk: Talk) -> None:
    scene, question = taken(talk)
    scene.types(talk.member, f"expert clore {question.id} 1 Pas le bon sujet")
    [shown] = told(scene, talk.stranger, TOLD)
    assert "Merci pour le temps" in shown.text
    assert "trouvé ton aide utile" not in shown.text


def test_a_draft_whose_words_are_gone_cannot_be_closed_with_an_answer(talk: Talk) -> None:
    talk.link()
    talk.say("expert Peut-on garder les adresses des usagers ?")
    with talk.app.store.write() as session:
        erased_questions.empty_drafts(session, talk.now + timedelta(days=1), talk.now)
    for typed in ("clore 1 5 Tout a changé", "clore 1"):
        assert "n’a jamais été posée" in talk.say(f"expert {typed}").text
    with talk.app.store.read() as session:
        question = questions.load(session, 1)
    assert question is not None
    assert (question.resolution, question.rating) == ("expired", None)


def test_one_that_nobody_took_cannot_be_closed_with_an_answer(talk: Talk) -> None:
    scene = ExpertScene(talk)
    number = scene.asks().id
    with talk.app.store.write() as session:
        questions.change(session, number, state="closed", resolution="expired", closed_at=talk.now)
    assert "Personne n’avait pris la question" in talk.say(f"expert clore {number} 5 Tout a changé").text
    assert scene.question(number).rating is None
