"""Fixtures: a talk on each platform, on a database of its own."""

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.notices import NOTICES
from tests.conversation import DRIVERS, Talk
from tests.databases import Databases

PLATFORMS = tuple(DRIVERS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.addoption("--everywhere", action="store_true", help="each case of a conversation on each platform")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The cases of one conversation are had on one platform each, by turns; --everywhere has all on all."""
    if config.getoption("--everywhere"):
        return
    cases: Counter[tuple[str, str]] = Counter()
    for item in list(items):
        if isinstance(item, pytest.Function) and _is_a_case(item):
            platform = str(item.callspec.params["talk"][0])  # type: ignore[index]  # as this file has it
            name = f"{item.path}::{item.originalname}"
            number, cases[name, platform] = cases[name, platform], cases[name, platform] + 1
            if number % len(PLATFORMS) != PLATFORMS.index(platform):
                items.remove(item)


def _is_a_case(item: pytest.Function) -> bool:
    """Of a conversation that is had several times with other words."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return "talk" in params and len(params) > 1


def pytest_collection_finish() -> None:
    """What was imported stays until the end: looking through it for garbage again and again takes time."""
    gc.collect()
    gc.freeze()


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
