"""A question that is typed as confidential, however that is written, is never asked openly."""

import pytest

from gamma.experts.question import Question
from storage.experts import questions
from tests.conversation import Talk
from tests.experts import the_one

ASKED = "comment rompre le contrat de Paul ?"


def draft(talk: Talk, number: int = 1) -> Question:
    with talk.app.store.read() as session:
        found = questions.load(session, number)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "typed",
    [
        "jurdique confidentiel : ",
        "jurdique (confidentiel) ",
        "confidentiel jurdique : ",
        "Jurdique, confidentiel, ",
    ],
)
def test_beside_a_mistyped_domain_it_stays_confidential(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(f"expert {typed}{ASKED}")
    assert "(confidentiel" in shown.text
    assert draft(talk).confidential
    asked = talk.press(shown, "Juridique")
    assert "C’est confidentiel" in asked.text
    question = the_one(talk)
    assert (question.domain, question.text) == ("legal", ASKED)
    assert (question.confidential, question.channel) == (True, None)
    assert "Paul" not in talk.say("expert suivi", talk.mate).text


@pytest.mark.parametrize(
    "typed",
    [
        f"c’est confidentiel : {ASKED}",
        f"question confidentielle : {ASKED}",
        f"juridique {ASKED} (confidentiel)",
        f"Juridique ou tech confidentiel : {ASKED}",
        f"juridique, ceci est strictement confidenciel : {ASKED}",
        f"juridique, en toute confidentialité : {ASKED}",
        f"legal: in confidence, {ASKED}",
        "rgpd comment protéger des données confidentielles ?",
    ],
)
def test_elsewhere_in_the_words_the_form_asks_before_anybody_reads_it(talk: Talk, typed: str) -> None:
    talk.link()
    screen = talk.say(f"expert {typed}")
    assert talk.count("questions") == 0
    assert screen.form is not None
    assert screen.form["confidential"].value == "yes"
    assert "Tu écris « confidentiel »" in screen.form["confidential"].help.replace("\u00a0", " ")
    words = screen.form["question"].value
    talk.send(screen, {"domain": "legal"})
    question = the_one(talk)
    assert (question.confidential, question.channel, question.text) == (True, None, words)
    assert "Paul" not in talk.say("expert suivi", talk.mate).text


def test_who_means_only_its_subject_says_so_in_the_form(talk: Talk) -> None:
    talk.link()
    screen = talk.say("expert rgpd : quelles données sont confidentielles ?")
    talk.send(screen, {"confidential": "no"})
    assert (the_one(talk).domain, the_one(talk).confidential) == ("legal", False)


def test_a_slip_in_the_domain_chosen_for_a_draft_keeps_the_mark(talk: Talk) -> None:
    talk.link()
    talk.say(f"expert Bonjour à vous, {ASKED}")
    talk.press(talk.say("expert choisir 1 jurdique confidentiel"), "Juridique")
    assert (the_one(talk).domain, the_one(talk).confidential) == ("legal", True)
