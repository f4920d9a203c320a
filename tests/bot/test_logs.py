"""What reaches the logs of a failure, and what does not."""

import io
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.logs import RedactingFormatter
from gamma.chat import ChatError

TYPED = "Camille Moreau <camille@example.org>"


def logged(fail: Callable[[], object], *, by: logging.Formatter | None = None) -> str:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(by or RedactingFormatter("%(levelname)s: %(message)s"))
    log = logging.Logger("of this test")
    log.addHandler(handler)
    try:
        fail()
    except Exception:
        log.exception("a request failed (reference %s)", "abc123")
    return written.getvalue()


def typed_badly() -> None:
    try:
        dict[str, str]()[TYPED]
    except KeyError:
        raise ValueError(f"field value is 200 long: {TYPED!r}")  # noqa: B904  (the context is what is tried)


def refused() -> None:
    try:
        raise LookupError(TYPED)
    except LookupError as error:
        raise ChatError("GET /users/…: 404") from error


def test_where_it_failed_and_how_is_told_but_nobodys_words() -> None:
    told = logged(typed_badly)
    assert told.startswith("ERROR: a request failed (reference abc123)\nTraceback")
    assert "in typed_badly" in told
    assert "\nKeyError\n\nThis led to:\n\nTraceback" in told
    assert told.endswith("\nValueError\n")
    assert "Camille" not in told


def test_a_platforms_reason_is_told_not_what_it_came_from() -> None:
    told = logged(refused)
    assert told.endswith("\ngamma.chat.ChatError: GET /users/…: 404\n")
    assert "\nLookupError\n" in told
    assert "Camille" not in told


def test_the_code_of_a_system_or_database_error_is_told() -> None:
    def no_table() -> None:
        sqlite3.connect(":memory:").execute("SELECT 1 FROM camille")

    assert logged(Path("/nowhere/camille").read_bytes).endswith(
        "FileNotFoundError: No such file or directory\n"
    )
    assert logged(no_table).endswith("sqlite3.OperationalError: SQLITE_ERROR\n")


def test_an_error_that_is_its_own_cause_is_told_once() -> None:
    def circle() -> None:
        first, second = ValueError(), KeyError()
        first.__context__, second.__context__ = second, first
        raise first

    assert logged(circle).count("Traceback") == 2


def test_the_command_line_logs_like_that(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    main(["outbox"])
    [handler] = root.handlers
    assert "Camille" not in logged(typed_badly, by=handler.formatter)
