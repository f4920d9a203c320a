"""Fixtures: a real Mattermost server, and a talk there with the bot's own process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import START
from tests.databases import sqlite_in
from tests.live import timings
from tests.live.driver import LiveDriver
from tests.live.server import Server
from tests.live.talk import LiveTalk


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def live(server: Server, tmp_path: Path) -> Iterator[LiveTalk]:
    made = LiveTalk(LiveDriver(server), sqlite_in(tmp_path), folder=tmp_path)
    yield made
    made.close()


@pytest.fixture
def played(server: Server, tmp_path: Path) -> Iterator[LiveTalk]:
    """On the day and at the hour of the played platforms, whenever the tests are run."""
    driver = LiveDriver(server, presses_again=True)
    made = LiveTalk(driver, sqlite_in(tmp_path), folder=tmp_path, began=START)
    yield made
    made.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in timings.lines():
        terminalreporter.write_line(line)
