"""`gamma restore FILE`: what `gamma backup` kept, into this database; what may have been sent is held."""

import argparse
from pathlib import Path

import httpx

from bot.clock import system_now
from bot.operations.backup import described
from bot.operations.doctor.outside import reachable
from bot.settings import Settings, SettingsError
from storage import backup
from storage.store import Store

_RUNNING_SECONDS = 2.0


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="as `gamma backup` made it")
    parser.add_argument("--replace", action="store_true", help="delete first all that is in the database")


def run(settings: Settings, options: argparse.Namespace) -> int:
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
    print(f"{settings.redacted_database_url}: {described(restored.kept)}.")
    if restored.held:
        print(f"{restored.held} message(s) were due before now and may have been sent since: they are held.")
        print(
            "See `gamma outbox --state held`; `gamma outbox release --all` looks for each of them and sends"
        )
        print("what is not there, `gamma outbox drop --all` sends none.")
    print("Who had their data erased since then is there again: erase them again (`gamma erase`).")
    return 0


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
