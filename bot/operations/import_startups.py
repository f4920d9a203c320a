"""`gamma import`: takes startups and organisations from files and addresses, and says what looks wrong."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bot.clock import Clock
from bot.fetcher import MAX_FILE_SIZE, make_fetcher, redacted
from bot.settings import Settings
from gamma.dates import day_in
from gamma.programme.file import load_programme
from gamma.startups.catalogue import Catalogue, FewerStartupsError, ImportRefusedError, merge_catalogues
from gamma.startups.catalogue_import import parse_catalogue
from gamma.startups.import_changes import summary_lines
from gamma.startups.import_digest import import_digest
from storage.database_url import file_of
from storage.startups import imports, repeated_imports
from storage.startups.imports import ImportTerms
from storage.startups.repeated_imports import ImportReport
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
    store = Store(settings.database_url)
    try:
        files = [_content(settings, source) for source in options.sources]
        terms = _terms(settings, options, files, now)
        report = _repeated(settings, store, terms, now) or _imported(
            store, _parsed(options.sources, files), now, terms
        )
    except FewerStartupsError as error:
        remedy = "nothing was changed; if it is right so, add --even-if-fewer"
        raise ImportRefusedError(f"{error}; {remedy}") from error
    except ImportRefusedError as error:
        raise ImportRefusedError(f"{error}; nothing was changed") from error
    finally:
        store.close()
    for line in (*report.warnings, *report.summary):
        print(line)
    return 0


def _terms(
    settings: Settings, options: argparse.Namespace, files: Sequence[bytes], now: datetime
) -> ImportTerms:
    """Looked at for another day, an import is not known again."""
    phases = load_programme(settings.gamma_programme).phases
    digest = "" if options.on else import_digest(files, phases)
    day = options.on or day_in(now, settings.gamma_timezone)
    return ImportTerms(digest, day, phases, options.even_if_fewer)


def _repeated(settings: Settings, store: Store, terms: ImportTerms, now: datetime) -> ImportReport | None:
    """What is told where the same was imported last."""
    file = file_of(settings.database_url)
    if not terms.digest or (file and not file.exists()) or len(set(store.schema())) > 1:
        return None
    with store.write(JOB_PATIENCE) as session:
        return repeated_imports.repeat(session, terms.digest, now)


def _imported(store: Store, catalogue: Catalogue, now: datetime, terms: ImportTerms) -> ImportReport:
    store.upgrade()
    with store.write(JOB_PATIENCE) as session:
        changes, odd = imports.save_and_remember(session, catalogue, now, terms)
    warnings = [*odd, *changes.warnings()]
    return ImportReport(list(map(str, warnings)), list(summary_lines(catalogue, changes, warnings)))


def _parsed(sources: Sequence[str], files: Sequence[bytes]) -> Catalogue:
    return merge_catalogues(
        [(source, _parse(source, file)) for source, file in zip(sources, files, strict=True)]
    )


def _parse(source: str, content: bytes) -> Catalogue:
    try:
        return parse_catalogue(content)
    except ImportRefusedError as error:
        raise ImportRefusedError(f"{redacted(source)} {error}") from error


def _content(settings: Settings, source: str) -> bytes:
    if "://" in source:
        return make_fetcher(private_allowed=settings.gamma_import_private).fetch(source)
    return _file(source)


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
