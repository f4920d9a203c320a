"""Yesterday's data go on working: what was queued is said, buttons and forms that people have still answer.

What is expected was recorded by the version that made the data (see recording.py), and what is meant to be
another today stands in files beside it (see changes.py).
"""

import pytest
from sqlalchemy import select

from storage.models import Base
from storage.store import Store
from tests.databases import Databases
from tests.upgrade.changes import accept, expected
from tests.upgrade.databases import PostgresqlOfYesterday, SqliteOfYesterday, upgraded
from tests.upgrade.played import play, posts, returned
from tests.upgrade.recording import Act, Scene, scenes


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every scene on SQLite, with each of its acts; on PostgreSQL some, with the first of theirs."""
    wanted = metafunc.config.getoption("--database")
    if "on_sqlite" in metafunc.fixturenames:
        _each(metafunc, [scene for scene in scenes() if wanted != "postgresql"])
    elif "on_postgresql" in metafunc.fixturenames:
        _each(metafunc, [scene for scene in scenes() if scene.on_both and wanted != "sqlite"])


def _each(metafunc: pytest.Metafunc, chosen: list[Scene]) -> None:
    metafunc.parametrize("scene", chosen, ids=[scene.name for scene in chosen])


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteOfYesterday:
    return SqliteOfYesterday(tmp_path_factory.mktemp("yesterday"))


@pytest.fixture(scope="session")
def on_postgresql(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> PostgresqlOfYesterday:
    return PostgresqlOfYesterday(databases.fresh("postgresql", tmp_path_factory.mktemp("unused")))


def test_yesterdays_people_see_today_what_they_would_have_seen(
    scene: Scene, on_sqlite: SqliteOfYesterday, pytestconfig: pytest.Config
) -> None:
    url = upgraded(on_sqlite.holding(scene.rows))
    if scene.on_both:
        assert read(url) >= scene.size, "rows were lost"
    for act in scene.acts:
        check(scene, act, on_sqlite.copy(url), pytestconfig.getoption("--accept-changes"))


def test_on_postgresql_they_do_too(scene: Scene, on_postgresql: PostgresqlOfYesterday) -> None:
    url = upgraded(on_postgresql.holding(scene.rows))
    assert read(url) >= scene.size, "rows were lost"
    check(scene, scene.acts[0], url)


def check(scene: Scene, act: Act, database_url: str, accepting: bool = False) -> None:
    with returned(scene, database_url) as talk:
        seen = play(talk, act.do, act.what)
        if accepting:
            accept(scene, act, seen)
        assert seen == expected(scene, act)
        if act.do in ("tick", "wait", "leap"):
            talk.tick()
            assert posts(talk) == seen["posts"], "said twice"


def read(database_url: str) -> int:
    """All that is in it, as today's tables say it is written; how many rows."""
    store = Store(database_url)
    with store.read() as session:
        found = [session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    store.close()
    return sum(map(len, found))
