"""Who only looks is answered beside whoever changes something."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url

from storage.people import people
from tests.conversation import Talk
from tests.conversations.checkpoints.scene import enrolled, plan

LOOKS = (
    "maintenant",
    "point",
    "point ordre du jour",
    "actions",
    "startup",
    "évaluer",
    "rappels",
    "actions ajouter",
)


def shown(talk: Talk, words: str) -> str:
    screen = talk.say(words)
    return screen.form.title if screen.form else screen.text


def test_a_look_is_answered_at_once_while_somebody_else_changes_something(talk: Talk) -> None:
    if not talk.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL has no lock over all of it")
    enrolled(talk)
    plan(talk)
    before = [shown(talk, words) for words in LOOKS]
    talk.app.store.patience = 0.0
    with closing(sqlite3.connect(make_url(talk.database_url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        during = [shown(talk, words) for words in LOOKS]
        busy = talk.say("actions ajouter relancer la région").text
    assert during == before
    assert "relancer" not in busy


def test_a_look_of_somebody_never_met_remembers_them_and_is_answered(talk: Talk) -> None:
    enrolled(talk)
    newcomer = talk.driver.person("Nadia")
    talk.driver.channel("ailleurs", [newcomer])
    assert talk.say("aide", newcomer, talk.driver.direct(newcomer)).text
    with talk.app.store.read() as session:
        assert people.known_name(session, talk.driver.name, newcomer) == "Nadia"
