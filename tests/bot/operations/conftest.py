"""Fixtures: a Mattermost server as its administrator sees it."""

from collections.abc import Iterator

import pytest

from tests.fakes.mattermost_admin import FakeAdministration


@pytest.fixture
def server() -> Iterator[FakeAdministration]:
    made = FakeAdministration()
    yield made
    made.close()
