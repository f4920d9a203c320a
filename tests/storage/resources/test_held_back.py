"""Held-back questions: the right resource, or the right shared answer, is among the first three."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from gamma.experts.known_answers import known_answers
from gamma.experts.question import Question
from gamma.programme.file import load_programme
from gamma.programme.resources import ResourceSource, Subject
from gamma.programme.texts import LocalText
from gamma.resources.ranking import Found, answering, rank
from gamma.resources.resource import PROPOSED_AT_ONCE, Entry
from storage.resources import resources
from storage.resources.search import search
from storage.store import Store

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AMONG = 0.85
LIBRARY = tomllib.loads((Path(__file__).parent / "library.toml").read_text(encoding="utf-8"))
PROGRAMME = load_programme()
SOURCE = ResourceSource(
    id="invented",
    name=LocalText(fr="Bibliothèque", en="Library"),
    file="library.toml",
    format="toml",
    subjects={domain.id: Subject(domain=domain.id) for domain in PROGRAMME.domains},
)
ASKED_IN_VAIN = (
    "Comment vérifier que notre nom de domaine est bien renouvelé ?",
    "On cherche un graphiste pour un logo",
    "Comment gérer un conflit entre deux collègues ?",
    "Faut-il payer les ambassadeurs ?",
    "How should we price our support?",
    "Comment obtenir un local pour l’équipe ?",
    "Peut-on ouvrir le service aux mineurs ?",
)
QUESTION = Question(0, "velo", 1, "", "", "", False, None, "closed", NOW, None, resolution="answered")


def asked(kind: str) -> Iterator[tuple[str, str]]:
    """The beginning of what answers, and the question."""
    for line in (Path(__file__).parent / "asked.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind} |"):
            _, right, question = line.split("|", 2)
            yield right.strip(), question.strip()


def filled(store: Store) -> None:
    entries = [
        Entry(each["title"], f"https://library.example/{number}", None, each["domain"], each["words"])
        for number, each in enumerate(LIBRARY["resources"])
    ]
    with store.write() as session:
        resources.save_source(session, PROGRAMME, SOURCE, entries, 0, NOW)


def answers() -> list[Question]:
    shared = replace(QUESTION, asker_shares=True, expert_shares=True)
    return [
        replace(shared, id=number, domain=each["domain"], text=each["asked"], outcome_text=each["changed"])
        for number, each in enumerate(LIBRARY["answers"], start=1)
    ]


def test_the_right_resource_is_among_the_first_three(store: Store) -> None:
    filled(store)
    missed = []
    with store.read() as session:
        for right, question in asked("resource"):
            first = [each.resource.title for each in search(session, question)[1][:3]]
            if not any(title.startswith(right) for title in first):
                missed.append((question, first))
    every = list(asked("resource"))
    assert len(every) == 20
    assert 1 - len(missed) / len(every) >= AMONG, missed


def test_what_is_proposed_below_a_question_is_right_as_often(store: Store) -> None:
    filled(store)
    with store.read() as session:
        right = [
            any(each.resource.title.startswith(title) for each in proposed(session, question))
            for title, question in asked("resource")
        ]
        assert sum(right) / len(right) >= AMONG
        assert [question for question in ASKED_IN_VAIN if proposed(session, question)] == []


def proposed(session: Session, question: str) -> Sequence[Found]:
    return answering(*search(session, question))[:PROPOSED_AT_ONCE]


def test_both_databases_give_what_the_rules_alone_would(store: Store) -> None:
    """The database says which resources have a word, and nothing of their order."""
    filled(store)
    with store.read() as session:
        every = resources.every_public(session)
        for _, question in (*asked("resource"), *asked("answer")):
            wanted, found = search(session, question)
            assert found[:3] == rank(wanted, every)[:3], question


def test_the_right_answer_is_among_the_first_three() -> None:
    missed = []
    for right, question in asked("answer"):
        first = [each.question.text for each in known_answers(PROGRAMME, question, "", answers())[:3]]
        if not any(text.startswith(right) for text in first):
            missed.append((question, first))
    every = list(asked("answer"))
    assert len(every) == 20
    assert 1 - len(missed) / len(every) >= AMONG, missed


def test_nothing_is_found_where_nothing_is_known() -> None:
    found = [question for question in ASKED_IN_VAIN if known_answers(PROGRAMME, question, "", answers())]
    assert len(found) <= 1, found
