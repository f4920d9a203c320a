"""`gamma backup FILE` and `gamma restore FILE`: the whole database in one checked file, and back."""

import argparse
from pathlib import Path

import httpx

from bot.clock import system_now
from bot.operations.doctor.outside import reachable
from bot.settings import Settings, SettingsError
from storage import backup
from storage.store import Store, file_of

_RUNNING_SECONDS = 2.0


def add_backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file")
    parser.set_defaults(run=run_backup)


def add_restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="as `gamma backup` made it")
    parser.add_argument("--replace", action="store_true", help="delete first all that is in the database")
    parser.set_defaults(run=run_restore)


def run_backup(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status. Raises BackupError."""
    settings = settings.for_inspection()
    file = file_of(settings.database_url)
    if file and not file.exists():
        raise backup.BackupError(f"There is no database {file}. Is DATABASE_URL right?")
    store = Store(settings.database_url)
    try:
        kept = backup.make(store, settings.database_url, options.file, system_now())
    finally:
        store.close()
    size = options.file.stat().st_size / 1_000_000
    print(f"{settings.redacted_database_url} is kept in {options.file} ({size:.1f} MB).")
    print(f"{_described(kept)}, written and read again: all is there.")
    print("It holds what people wrote, as the database does: keep it as safe, and delete it in time.")
    return 0


def run_restore(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status. Raises BackupError, SettingsError."""
    _check_stopped(settings)
    settings = settings.for_inspection()
    store = Store(settings.database_url)
    try:
        restored = backup.restore(options.file, store, system_now(), replace=options.replace)
    finally:
        store.close()
    made = restored.kept.made_at.astimezone(settings.gamma_timezone)
    print(f"{options.file}, made {made:%Y-%m-%d %H:%M} ({settings.gamma_timezone.key}), is restored into")
    print(f"{settings.redacted_database_url}: {_described(restored.kept)}.")
    if restored.held:
        print(f"{restored.held} message(s) were due before now and may have been sent since: they are held.")
        print(
            "See `gamma outbox --state held`; `gamma outbox release --all` looks for each of them and sends"
        )
        print("what is not there, `gamma outbox drop --all` sends none.")
    print("Who had their data erased since then is there again: erase them again (`gamma erase`).")
    return 0


def _described(kept: backup.Kept) -> str:
    return f"{sum(kept.rows.values())} rows of {len(kept.rows)} tables at version {kept.version}"


def _check_stopped(settings: Settings) -> None:
    """A Gamma with these settings would go on with what it has read: it is stopped first."""
    where = f"{reachable(settings.host)}:{settings.port}"
    try:
        answer = httpx.get(f"http://{where}/readyz", timeout=_RUNNING_SECONDS)
        started_with = answer.json()["settings"]
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return
    if started_with == settings.fingerprint:
        raise SettingsError(f"Gamma runs at {where} on this database: stop it first. Nothing was changed.")
