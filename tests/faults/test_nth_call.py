"""Whichever statement or commit fails, the first, the second…: nothing is half saved, lost or said twice."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from storage.store import Store
from tests.conversation import Talk
from tests.jobs.conftest import Bench

MOST_CALLS = 200


class Nth:
    """Fails the nth call to the database from now on, once."""

    def __init__(self, number: int) -> None:
        self._left = number

    def __call__(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            raise OperationalError("the nth call", None, sqlite3.OperationalError("disk I/O error"))

    @property
    def has_come(self) -> bool:
        return self._left <= 0


@contextmanager
def failing(store: Store, number: int) -> Iterator[Nth]:
    nth = Nth(number)
    for call in ("before_cursor_execute", "commit"):
        event.listen(store.engine, call, nth)
    try:
        yield nth
    finally:
        for call in ("before_cursor_execute", "commit"):
            event.remove(store.engine, call, nth)


def test_a_delivery_that_fails_at_any_call_is_made_up_for(bench: Bench) -> None:
    for number in range(1, MOST_CALLS):
        key = f"message {number}"
        bench.plan(key)
        bench.plan(f"{key} too", channel="another team")
        with failing(bench.store, number) as nth, suppress(OperationalError):
            bench.deliver()
        bench.later(120)
        bench.deliver()
        for each in (key, f"{key} too"):
            assert bench.posted().count(each) == 1, f"{each}, call {number}"
            assert bench.entry(each).state == "sent", f"{each}, call {number}"
        if not nth.has_come:
            break
    assert number > 4, "nothing was tried"
    assert not nth.has_come, "the end was not reached"


def test_a_command_that_fails_at_any_call_says_so_or_is_done(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    """Who is told that it failed types it again: it stands there once all the same."""
    caplog.set_level(logging.CRITICAL)
    talk.link()
    store = talk.app.store
    for number in range(1, MOST_CALLS):
        words = f"Relire la note {'abcdefghij'[number // 10]}{'abcdefghij'[number % 10]}"
        with failing(store, number) as nth:
            said = talk.say(f"actions ajouter {words}")
        assert said.message is not None
        is_told_done = words in said.message.text
        count = _count(store, words)
        assert count == is_told_done, f"call {number}: {said.message.text}"
        if not is_told_done:
            talk.say(f"actions ajouter {words}")
        assert _count(store, words) == 1
        if not nth.has_come:
            break
    assert number > 4, "nothing was tried"
    assert not nth.has_come, "the end was not reached"


def _count(store: Store, words: str) -> int:
    with store.read() as session:
        query = text("SELECT count(*) FROM actions WHERE text = :words")
        return int(session.scalar(query, {"words": words}) or 0)
