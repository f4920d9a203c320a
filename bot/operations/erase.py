"""`gamma erase slack:U024BE7LH`: erases somebody who cannot ask for it in the chat any more."""

import argparse
from collections.abc import Iterator

from bot.clock import Clock
from bot.settings import PLATFORM_NAMES, Settings
from gamma.people.person import Person
from handlers.privacy.commands import forget
from storage.database_url import file_of
from storage.people import people
from storage.privacy.erasure import ErasureResult
from storage.store import JOB_PATIENCE, Store


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", type=_parse_account, help="such as slack:U024BE7LH")
    parser.add_argument(
        "--name",
        action="append",
        default=[],
        metavar='"FULL NAME"',
        help="a name to take out of what people typed, besides the one known; may be given several times",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status: 1 where nobody was erased."""
    platform, account = options.account
    file = file_of(settings.database_url)
    if file and not file.exists():
        print(f"There is no database {file}: nobody is known. Is DATABASE_URL right? Nothing was changed.")
        return 1
    store = Store(settings.database_url)
    try:
        store.upgrade()
        with store.read() as session:
            person = people.by_account(session, platform, account)
        if person is None:
            print(f"Nobody is known as {platform}:{account}. Nothing was changed.")
            return 1
        if not options.yes and not _confirmed(person):
            print("Nothing was changed.")
            return 1
        for line in _erase(store, settings, person, options.name):
            print(line)
        return 0
    finally:
        store.close()


def _parse_account(text: str) -> tuple[str, str]:
    platform, _, account = text.partition(":")
    if platform not in PLATFORM_NAMES or not account:
        raise argparse.ArgumentTypeError(f"{text!r} is not like slack:U024BE7LH")
    return platform, account


def _confirmed(person: Person) -> bool:
    question = (
        f"Erase {person.name or 'the person'} ({person.platform}:{person.account}) for good? Type yes: "
    )
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _erase(store: Store, settings: Settings, person: Person, names: list[str]) -> Iterator[str]:
    with store.write(JOB_PATIENCE) as session:
        erased = forget(session, person, settings.gamma_admins, Clock().now(), names)
    yield from _report_lines(erased)
    if not store.scrub():
        yield "The database is in use: `gamma run` takes the rest out of its files within a minute."
    if (person.platform, person.account) in settings.gamma_admins:
        yield "Take the account out of GAMMA_ADMINS as well: Gamma goes on writing to who is in it."


def _report_lines(erased: ErasureResult) -> Iterator[str]:
    yield "Erased."
    yield f"Self-assessments emptied, since they were not shared: {erased.emptied}"
    yield f"Shared self-assessments kept, without the person: {erased.anonymised}"
    yield f"Roles ended: {erased.roles}"
    yield f"Planned messages that are not sent any more: {erased.messages}"
    yield f"Texts and notes that the person was taken out of: {erased.texts}"
    if erased.without_manager:
        startups = ", ".join(erased.without_manager)
        yield f"Without a portfolio manager now: {startups}. The programme team is told."
