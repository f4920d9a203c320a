"""Fixtures: a talk on each platform, on a database of its own."""

import gc
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import is_hypothesis_test

from jobs.messages import MESSAGE_KINDS
from tests.conversation import DRIVERS, Talk
from tests.databases import Databases
from tests.quick_engines import make_engines_quick

PLATFORMS = tuple(DRIVERS)
_RULES = Path(__file__).parent / "gamma"
_TIMED = "in_no_time", "four_times_as_long"


make_engines_quick()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.addoption(
        "--everywhere",
        action="store_true",
        help="also each conversation on each platform, and long tests on each database",
    )
    parser.addoption(
        "--accept-changes",
        action="store_true",
        help="what people of yesterday see today is as it is meant to be (see tests/upgrade/changes.py)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "long: months, or hundreds of commands; on PostgreSQL with --everywhere only"
    )
    config.addinivalue_line("markers", "rules: of `gamma/`; run with coverage, so nothing of it is timed")
    config.addinivalue_line("markers", "many: the same lines again and again; without coverage")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A conversation, and each of its cases, is had on one platform by turns; what is long, on SQLite."""
    for item in items:
        if item.path.is_relative_to(_RULES) and not _is_slow_with_coverage(item):
            item.add_marker("rules")
    if config.getoption("--everywhere"):
        return
    cases: Counter[tuple[str, str]] = Counter()
    chosen = []
    for item in items:
        platform = _platform_of(item)
        name = item.nodeid.partition("[")[0]
        number, cases[name, platform] = cases[name, platform], cases[name, platform] + 1
        if platform and (crc32(name.encode()) + number) % len(PLATFORMS) != PLATFORMS.index(platform):
            continue
        if item.get_closest_marker("long") and _is_elsewhere(item, config):
            continue
        chosen.append(item)
    items[:] = chosen


def _is_slow_with_coverage(item: pytest.Item) -> bool:
    """What is timed, and what enters the same lines hundreds of times: coverage counts each of them."""
    many = item.get_closest_marker("many") or is_hypothesis_test(getattr(item, "obj", None))
    return bool(many) or any(word in item.nodeid for word in _TIMED)


def _is_elsewhere(item: pytest.Item, config: pytest.Config) -> bool:
    """Whether SQLite is wanted too, and this is not it."""
    case = getattr(item, "callspec", None)
    is_postgresql = case is not None and case.params.get("database_url") == "postgresql"
    return is_postgresql and config.getoption("--database") == "both"


def _platform_of(item: pytest.Item) -> str:
    """Where the conversation is had; "" for any other test."""
    case = getattr(item, "callspec", None)
    return str(case.params["talk"][0]) if case and "talk" in case.params else ""


def pytest_collection_finish() -> None:
    """What was imported stays until the end: looking through it for garbage again and again takes time.

    So does looking after every few hundred new objects: a test makes a million, and few in rings.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases; PostgreSQL's server is started only when it is asked for."""
    made = Databases(tmp_path_factory.mktemp("postgresql"))
    yield made
    made.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Storage tests run on both databases; conversations on PostgreSQL where they are had on Mattermost."""
    wanted = metafunc.config.getoption("--database")
    both = ["sqlite", "postgresql"] if wanted == "both" else [wanted]
    if "talk" in metafunc.fixturenames:
        if wanted == "both" and metafunc.definition.get_closest_marker("long"):
            wanted = "both" if metafunc.config.getoption("--everywhere") else "sqlite"
        chosen = [(platform, _database_with(platform, wanted)) for platform in PLATFORMS]
        metafunc.parametrize("talk", chosen, indirect=True, ids=["-".join(pair) for pair in chosen])
    elif "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", both, indirect=True)


def _database_with(platform: str, wanted: str) -> str:
    if wanted != "both":
        return wanted
    return "postgresql" if platform == "mattermost" else "sqlite"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[str]:
    url = databases.fresh(request.param, tmp_path)
    yield url
    databases.give_back(url)


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """A command line that was tried sets level and form of the log for its whole process."""
    root = logging.getLogger()
    level, forms = root.level, [(handler, handler.formatter) for handler in root.handlers]
    yield
    root.setLevel(level)
    for handler, form in forms:
        handler.setFormatter(form)


@pytest.fixture
def talk(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[Talk]:
    platform, database = request.param
    conversation = Talk(DRIVERS[platform](), databases.fresh(database, tmp_path))
    yield conversation
    assert conversation.planned_kinds() <= MESSAGE_KINDS.keys(), "what is planned can be said"
    conversation.close()
    databases.give_back(conversation.database_url)
