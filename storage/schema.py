"""Which version the tables are of, and the way to this one: its library is loaded only where it is gone."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_TABLE = "alembic_version"
_LINKS = (
    re.compile(r'^revision = "(\w+)"', re.MULTILINE),
    re.compile(r'^down_revision = "(\w+)"', re.MULTILINE),
)


class NewerDatabaseError(Exception):
    """The tables are of a later Gamma than this one."""


def version(connection: Connection) -> str:
    """Of the tables that are there; "" where there are none."""
    if not inspect(connection).has_table(_TABLE):
        return ""
    return str(connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar() or "")  # noqa: S608


@cache
def newest() -> str:
    """The version that this Gamma needs: of the migration that no other one follows."""
    sources = [each.read_text("utf-8") for each in (_MIGRATIONS / "versions").glob("[0-9]*.py")]
    revisions, followed = ({found for each in sources for found in line.findall(each)} for line in _LINKS)
    return max(revisions - followed, default="")


def upgrade(connection: Connection) -> None:
    """Within the connection's transaction. Raises NewerDatabaseError."""
    found = version(connection)
    if found > newest():
        raise NewerDatabaseError(
            f"DATABASE_URL: the database is of a newer Gamma (its tables are at version {found}, "
            f"this one knows {newest()}). Nothing was changed: install that version of Gamma again."
        )
    if found != newest():
        from alembic import command

        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def alembic_config() -> "Config":
    """Of the migrations in this room; whoever uses it hands over a connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
