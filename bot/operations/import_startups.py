"""`gamma import`: takes startups and organisations from files and addresses, and says what looks wrong."""

import argparse
from datetime import date
from pathlib import Path

from bot.clock import Clock
from bot.fetcher import MAX_FILE_SIZE, make_fetcher, redacted
from bot.settings import Settings
from gamma.dates import day_in
from gamma.programme.file import load_programme
from gamma.startups.catalogue import Catalogue, FewerStartupsError, ImportRefusedError, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_changes import summary_lines
from gamma.startups.import_warnings import ImportContext, import_warnings
from storage.startups import imports
from storage.store import JOB_PATIENCE, Store


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="FILE_OR_URL",
        help="startups.json of the public API's version 2, and organisations.json for the sponsors' names",
    )
    parser.add_argument(
        "--on", type=_day, metavar="DATE", help="the day after which a phase is a future one (today)"
    )
    parser.add_argument(
        "--even-if-fewer",
        action="store_true",
        help="also when more than a fifth of the startups known are missing",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Raises ImportRefusedError before anything is written."""
    now = Clock().now()
    try:
        imported = merge_catalogues([(source, _read(settings, source)) for source in options.sources])
    except ImportRefusedError as error:
        raise ImportRefusedError(f"{error}; nothing was changed") from error
    store = Store(settings.database_url)
    store.upgrade()
    day = options.on or day_in(now, settings.gamma_timezone)
    try:
        with store.write(JOB_PATIENCE) as session:
            changes = imports.save_catalogue(session, imported, now, even_if_fewer=options.even_if_fewer)
            organisations = imports.organisation_ids(session)
    except FewerStartupsError as error:
        remedy = "nothing was changed; if it is right so, add --even-if-fewer"
        raise ImportRefusedError(f"{error}; {remedy}") from error
    finally:
        store.close()
    context = ImportContext(day, load_programme(settings.gamma_programme).phases, organisations)
    warnings = [*import_warnings(imported.entries, context), *changes.warnings()]
    for line in (*warnings, *summary_lines(imported, changes, warnings)):
        print(line)
    return 0


def _read(settings: Settings, source: str) -> Catalogue:
    is_url = "://" in source
    fetcher = make_fetcher(private_allowed=settings.gamma_import_private)
    content = fetcher.fetch(source) if is_url else _file(source)
    try:
        return parse_catalogue(content)
    except ImportRefusedError as error:
        raise ImportRefusedError(f"{redacted(source)} {error}") from error


def _file(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            content = file.read(MAX_FILE_SIZE + 1)
    except OSError as error:
        raise ImportRefusedError(f"{name} cannot be read: {error.strerror}") from error
    if len(content) > MAX_FILE_SIZE:
        raise ImportRefusedError(f"{name} is refused: it is larger than {MAX_FILE_SIZE:,} bytes")
    return content


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{typed!r} is not like 2026-12-08") from error
