"""One conversation, on one platform: what is understood does not depend on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversation import Talk
from tests.databases import Databases
from tests.drivers.sandbox import SandboxDriver


@pytest.fixture
def sandbox(tmp_path: Path, databases: Databases) -> Iterator[Talk]:
    conversation = Talk(SandboxDriver(), databases.fresh("sqlite", tmp_path))
    yield conversation
    conversation.close()
    databases.give_back(conversation.database_url)
