"""Fixtures: the same scene on each platform, and Slack alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import DRIVERS
from tests.drivers.slack import SlackDriver
from tests.platforms.anywhere import Anywhere, on


@pytest.fixture(params=DRIVERS)
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Anywhere]:
    with on(request.param, tmp_path) as scene:
        yield scene


@pytest.fixture(params=["slack", "mattermost"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Anywhere]:
    """On a platform that is called over the network."""
    with on(request.param, tmp_path) as scene:
        yield scene


@pytest.fixture
def driver() -> Iterator[SlackDriver]:
    driver = SlackDriver()
    yield driver
    driver.close()
