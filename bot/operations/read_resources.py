"""`gamma resources`: reads the sources of resources now, and says what was found in each."""

import argparse

from bot.clock import Clock
from bot.fetcher import make_fetcher, source_reader
from bot.settings import Settings
from gamma.programme.file import Programme, load_programme
from gamma.programme.resources import ResourceSource
from gamma.resources.source_files import parse_source
from gamma.startups.catalogue import ImportRefusedError
from storage.resources import resources
from storage.store import JOB_PATIENCE, Store


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids of the programme file (all)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """1 where one of them could not be read; of it what was read before stays."""
    programme = load_programme(settings.gamma_programme)
    known = {source.id: source for source in programme.resources}
    if unknown := [each for each in options.sources if each not in known]:
        raise ImportRefusedError(f"the programme file names no source of resources “{unknown[0]}”")
    chosen = [known[each] for each in options.sources] or list(known.values())
    if not chosen:
        print("The programme file names no source of resources ([[resources]]).")
    store = Store(settings.database_url)
    store.upgrade()
    try:
        refused = [source for source in chosen if not _read(settings, programme, store, source)]
    finally:
        store.close()
    return int(bool(refused))


def _read(settings: Settings, programme: Programme, store: Store, source: ResourceSource) -> bool:
    fetcher = make_fetcher(private_allowed=settings.gamma_import_private)
    try:
        content = parse_source(source, source_reader(settings.gamma_programme, fetcher)(source))
    except ImportRefusedError as error:
        print(f"{source.id}: {error}; what was read before stays")
        return False
    with store.write(JOB_PATIENCE) as session:
        now = Clock().now()
        resources.save_source(session, programme, source, content.entries, content.left_out, now)
    print(f"{source.id}: {len(content.entries)} resources, {content.left_out} entries left out")
    return True
