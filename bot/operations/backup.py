"""`gamma backup FILE`: the whole database in one checked file, made while Gamma runs."""

import argparse
from pathlib import Path

from bot.clock import system_now
from bot.operations.journal import operator
from bot.settings import Settings
from storage import backup, exports
from storage.database_url import file_of
from storage.store import Store


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status. Raises BackupError."""
    settings = settings.for_inspection()
    file = file_of(settings.database_url)
    if file and not file.exists():
        raise backup.BackupError(f"There is no database {file}. Is DATABASE_URL right?")
    store = Store(settings.database_url)
    try:
        kept = backup.make(store, settings.database_url, options.file, system_now())
        with store.write() as session:
            exports.note(session, "backup", system_now(), operator=operator(), about=options.file.name)
    finally:
        store.close()
    size = options.file.stat().st_size / 1_000_000
    print(f"{settings.redacted_database_url} is kept in {options.file} ({size:.1f} MB).")
    print(f"{described(kept)}, written and read again: all is there.")
    print("It holds what people wrote, as the database does: keep it as safe, and delete it in time.")
    return 0


def described(kept: backup.Kept) -> str:
    return f"{sum(kept.rows.values())} rows of {len(kept.rows)} tables at version {kept.version}"
