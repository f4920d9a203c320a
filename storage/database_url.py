"""What a DATABASE_URL says."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def file_of(url: str) -> Path | None:
    """The database's file; None on PostgreSQL and in memory."""
    named = make_url(url).database if url.startswith("sqlite") else None
    return Path(named) if named and named != ":memory:" else None


def check_url(url: str) -> None:
    """Raises ValueError with what is wrong with a DATABASE_URL."""
    try:
        backend = make_url(with_driver(url)).get_backend_name()
    except ArgumentError as error:
        raise ValueError("is not a database URL, such as sqlite:///gamma.db") from error
    if backend not in ("sqlite", "postgresql"):
        raise ValueError("must begin with sqlite: or postgresql:")


def with_driver(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
