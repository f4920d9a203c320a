"""A question without a domain, or with a doubtful one: a draft until somebody chooses, and no word lost."""

import pytest

from storage.experts import questions
from tests.conversation import Talk
from tests.experts import all_asked, the_one


def test_signs_alone_are_no_question(talk: Talk) -> None:
    talk.link()
    assert talk.say("expert growth 🎉").form
    assert "Je ne connais pas le domaine" in talk.say("expert 🎉").text
    assert talk.count("questions") == 0


def test_domains_are_proposed_with_reasons_and_nobody_is_asked_before_the_choice(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert Quelle licence pour publier notre code, et quel contrat ?")
    assert shown.message is not None
    assert len(shown.message.buttons) in (3, 4, 5)
    assert "Juridique" in shown.message.buttons
    assert "juridique\u00a0: tu parles de «\u00a0licence\u00a0»" in shown.text
    talk.tick()
    assert all_asked(talk) == []
    assert "est posée en juridique" in talk.press(shown, "Juridique").text
    assert the_one(talk).text.startswith("Quelle licence")


@pytest.mark.parametrize(
    "typed", ["bonjour ça va bien aujourd’hui ?", "mille mercis", "on rame", "we are stuck"]
)
def test_of_small_talk_nothing_is_kept(talk: Talk, typed: str) -> None:
    talk.link()
    shown = talk.say(f"expert {typed}")
    assert "Je n’ai pas reconnu de question" in shown.text
    assert shown.text.rstrip().endswith(typed), "given back, to make a question of it"
    assert talk.count("questions") == 0
    assert talk.press(shown, "Poser une question").form


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Le design, la data et la tech tirent chacun de leur côté. Qui tranche ?", "Design"),
        ("Marketing ou design, par quoi commencer ?", "Marketing et com"),
        ("la CNIL nous demande un registre, que faire ?", "Juridique"),
        ("Product or design first?", "Produit"),
    ],
)
def test_a_domain_that_is_a_word_of_the_sentence_is_proposed_with_all_the_words(
    talk: Talk, typed: str, first: str
) -> None:
    talk.link()
    shown = talk.say(f"expert {typed}")
    assert shown.message is not None
    assert first in shown.message.buttons
    talk.press(shown, first)
    assert the_one(talk).text == typed


def test_two_domains_at_once_are_asked_about(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert juridique data")
    assert "Voulais-tu dire" in shown.text
    form = talk.press(shown, "Data").form
    assert form is not None
    assert form["domain"].value == "data"


def test_a_sentence_that_begins_with_a_domain_stays_whole(talk: Talk) -> None:
    talk.link()
    typed = "Design de notre page d’accueil à revoir"
    shown = talk.say(f"expert {typed}")
    assert "est posée en design" in talk.press(shown, "Design").text
    assert the_one(talk).text == typed


def test_a_question_without_a_domain_waits_for_the_choice(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert Peut-on garder les adresses des usagers ?")
    assert "À qui est-ce que je la propose" in shown.text
    assert all_asked(talk) == []
    assert talk.count("questions") == 1
    number = 1
    chosen = talk.say(f"expert choisir {number} juridique")
    assert "est posée en juridique" in chosen.text
    assert (the_one(talk).domain, the_one(talk).state) == ("legal", "open")
    assert "est posée en juridique" in talk.say(f"expert choisir {number} juridique").text
    assert "est posée en data" in talk.say(f"expert choisir {number} data").text
    assert the_one(talk).domain == "data"


def test_the_form_begins_with_an_answer_to_each_question_that_needs_one(talk: Talk) -> None:
    talk.link()
    form = talk.say("expert poser").form
    assert form is not None
    assert (form["domain"].value, form["confidential"].value) == ("unsure", "no")
    assert ("Acquisition clients et déploiement", "deployment") in list(form["domain"].options)
    sent = talk.send(talk.say("expert poser"), {"question": "Quel hébergeur pour notre serveur ?"})
    shown = talk.after_form(sent, talk.member)
    assert "tech : tu parles de" in shown.text.replace("\u00a0", " ")


def test_another_domain_is_chosen_by_the_form_with_the_words_in_it(talk: Talk) -> None:
    talk.link()
    typed = "Peut-on garder les adresses des usagers ?"
    shown = talk.say(f"expert confidentiel : {typed}")
    assert shown.message is not None
    other = next(label for label in shown.message.buttons if "omaine" in label)
    form = talk.press(shown, other)
    assert form.form is not None
    assert form.form["question"].value == typed
    assert form.form["confidential"].value == "yes"
    talk.send(form, {"domain": "data"})
    question = the_one(talk)
    assert (question.domain, question.text, question.confidential) == ("data", typed, True)
    assert talk.count("questions") == 1


def test_a_draft_is_of_its_author_alone(talk: Talk) -> None:
    talk.link()
    talk.say("expert Peut-on garder les adresses des usagers ?")
    assert "Je ne trouve pas la question" in talk.say("expert choisir 1 legal", talk.mate).text
    assert all_asked(talk) == []


def test_a_draft_that_is_dropped_leaves_no_words(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert Peut-on garder les adresses des usagers ?")
    assert "personne ne l’a vue" in talk.press(shown, "Retirer").text
    with talk.app.store.read() as session:
        dropped = questions.load(session, 1)
    assert dropped is not None
    assert (dropped.text, dropped.state) == ("", "closed")


def test_a_mistyped_domain_is_asked_back(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert jurdique")
    assert "Voulais-tu dire juridique" in shown.text
    form = talk.press(shown, "Juridique").form
    assert form is not None
    assert form["domain"].value == "legal"
    assert "Les domaines sont" in talk.say("expert xyzzy").text
    assert talk.count("questions") == 0


def test_a_mistyped_domain_before_a_question_loses_nothing(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert jurdique Peut-on garder les adresses ?")
    assert "Peut-on garder les adresses" in shown.text
    assert "«\u00a0jurdique\u00a0»\u00a0: tu voulais dire juridique" in shown.text
    assert "est posée en juridique" in talk.press(shown, "Juridique").text


@pytest.mark.parametrize(
    "typed",
    [
        "capacité de nos serveurs insuffisante, que faire ?",
        "retirer une page de Google, comment faire ?",
        "clore un compte inactif : quelles règles ?",
        "liste des usagers : qui peut la voir ?",
    ],
)
def test_a_question_may_begin_like_a_sub_command(talk: Talk, typed: str) -> None:
    talk.link()
    assert typed[:30] in talk.say(f"expert {typed}").text
    assert talk.count("questions") == 1


def test_a_form_that_outlives_its_draft_asks_with_its_own_words(talk: Talk) -> None:
    talk.link()
    shown = talk.say("expert Peut-on garder les adresses des usagers ?")
    form = talk.say("expert choisir 1")
    talk.press(shown, "Retirer")
    after = talk.send(form, {"domain": "data"})
    told = [after.text] if talk.driver.chains_forms else [post.text for post in talk.said_to(talk.member)]
    assert any("est posée en data" in each and "Peut-on garder" in each for each in told)
    asked = [question for question in all_asked(talk) if question.state == "open"]
    assert [question.text for question in asked] == ["Peut-on garder les adresses des usagers ?"]


def test_other_words_sent_once_the_draft_was_asked_are_another_question(talk: Talk) -> None:
    talk.link()
    talk.say("expert Peut-on garder les adresses des usagers ?")
    form, again = talk.say("expert choisir 1"), talk.say("expert choisir 1")
    talk.say("expert choisir 1 juridique")
    talk.later(minutes=30)
    talk.send(form, {"domain": "legal"})
    assert len(all_asked(talk)) == 1
    talk.send(again, {"domain": "legal", "question": "Et leurs téléphones ?"})
    assert {each.text for each in all_asked(talk)} == {
        "Peut-on garder les adresses des usagers ?",
        "Et leurs téléphones ?",
    }
