"""Which shared answers are like a question: both sides' agreement first, then words; nothing by one word."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gamma.experts.known_answers import known_answers
from gamma.experts.question import Question
from gamma.programme.file import load_programme

PROGRAMME = load_programme()
NOW = datetime(2026, 11, 23, tzinfo=UTC)
MAILS = Question(
    id=1,
    startup_id="velo",
    asker_id=1,
    domain="marketing",
    text="Nos mails partent dans les indésirables, que vérifier ?",
    context="",
    confidential=False,
    channel=None,
    state="closed",
    asked_at=NOW,
    next_at=None,
    resolution="answered",
    outcome_text="SPF et DKIM manquaient.",
    asker_shares=True,
    expert_shares=True,
)
ASKED = "pourquoi nos e-mails arrivent-ils en indésirables ?"


def found(*shared: Question, asked: str = ASKED, domain: str = "") -> list[int]:
    return [each.question.id for each in known_answers(PROGRAMME, asked, domain, shared)]


def test_it_is_found_in_other_words() -> None:
    assert found(MAILS) == [1]


@pytest.mark.parametrize(
    "hidden",
    [
        {"asker_shares": False},
        {"expert_shares": False},
        {"confidential": True},
        {"text": ""},
        {"outcome_text": ""},
    ],
)
def test_what_is_not_for_everybody_is_never_found(hidden: dict[str, object]) -> None:
    assert found(replace(MAILS, **hidden)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked", ["Comment recruter une développeuse ?", "merci beaucoup", "", "Quel budget pour les cartes ?"]
)
def test_another_question_finds_nothing(asked: str) -> None:
    assert found(MAILS, asked=asked) == []


def test_of_two_alike_the_one_of_the_domain_is_first() -> None:
    other = replace(MAILS, id=2, domain="tech")
    assert found(MAILS, other, domain="marketing") == [1, 2]
    assert found(MAILS, other, domain="tech") == [2, 1]
