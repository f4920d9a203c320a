"""Fixtures: a talk on each platform, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.notices import NOTICES
from tests.conversation import DRIVERS, Talk
from tests.databases import Databases

PLATFORMS = tuple(DRIVERS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="both")


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases; PostgreSQL's server is started only when it is asked for."""
    made = Databases(tmp_path_factory.mktemp("postgresql"))
    yield made
    made.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Storage tests run on both databases; a conversation on each platform, one of them on PostgreSQL."""
    wanted = metafunc.config.getoption("--database")
    both = ["sqlite", "postgresql"] if wanted == "both" else [wanted]
    if "talk" in metafunc.fixturenames:
        chosen = [(platform, _database_with(platform, wanted)) for platform in PLATFORMS]
        metafunc.parametrize("talk", chosen, indirect=True, ids=["-".join(pair) for pair in chosen])
    elif "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", both, indirect=True)


def _database_with(platform: str, wanted: str) -> str:
    if wanted != "both":
        return wanted
    return "postgresql" if platform == "mattermost" else "sqlite"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> str:
    return databases.fresh(request.param, tmp_path)


@pytest.fixture
def talk(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[Talk]:
    platform, database = request.param
    conversation = Talk(DRIVERS[platform](), databases.fresh(database, tmp_path))
    yield conversation
    assert conversation.planned_kinds() <= NOTICES.keys(), "what is planned can be said"
    conversation.close()
