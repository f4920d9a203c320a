"""What somebody reads of the domains proposed for their question, and why each of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gamma.experts.question import Question
from gamma.experts.suggestion_messages import choose_domain
from gamma.programme.file import load_programme
from gamma.translator import Translator
from tests.spaces import plain

PROGRAMME = load_programme()
DRAFT = Question(
    id=12,
    startup_id="velo-facile",
    asker_id=1,
    domain="",
    text="",
    context="",
    confidential=False,
    channel=None,
    state="draft",
    asked_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    next_at=None,
)


def read(text: str, locale: str = "fr") -> str:
    shown = choose_domain(PROGRAMME, Translator(locale), replace(DRAFT, text=text))
    told = "\n".join(str(paragraph) for paragraph in shown.paragraphs)
    return plain(told)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("jurdique comment rédiger des CGU ?", "« jurdique » : tu voulais dire juridique ?"),
        ("growht comment doubler les inscriptions ?", "« growht » : tu voulais dire growth hacking ?"),
        ("rgdp que faire des adresses ?", "« rgdp » : tu voulais dire juridique ?"),
    ],
)
def test_a_mistyped_name_is_asked_back_by_its_word(typed: str, told: str) -> None:
    assert told in read(typed)
    assert "premier mot" not in read(typed)


def test_a_name_that_may_be_the_sentences_own_is_a_word_of_it() -> None:
    shown = read("le dev est parti, que faire ?")
    assert "tech : tu parles de « dev »" in shown
    assert "tu voulais dire" not in shown


def test_the_sure_ones_and_the_guesses_are_not_mixed() -> None:
    shown = read("Comment anonymiser les adresses et le fichier des usagers ?")
    sure, guessed = shown.split("Peut-être :")
    assert "Plutôt :\n" in sure
    assert "data :" in sure
    assert "design :" in guessed
    assert "Je vois" not in read("un bug")


def test_small_talk_is_no_question_and_leads_on_to_one() -> None:
    for text in ("merci à tous", "Il fait beau", "parait-il"):
        assert "Je n’ai pas reconnu de question" in read(text), text
    assert "À qui est-ce que je la propose ?" in read("Quel hébergeur pour notre serveur ?")
    assert "Dans quel domaine" in read("et pour le reste, on s’y prend comment alors ?")
    assert "did you mean legal" in read("jurdique how do we write our terms?", "en")
