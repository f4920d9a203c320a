"""A store with its tables, on each database."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage.database_url import file_of
from storage.store import Store
from tests.storage.query_plans import Watched


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    made = Store(database_url)
    made.upgrade()
    yield made
    made.close()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def empty_url(database_url: str) -> str:
    """A database that nobody has upgraded yet."""
    if file := file_of(database_url):
        file.unlink()
    else:
        with psycopg.connect(database_url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    return database_url
