"""`gamma journal`: who exported what, and when."""

import argparse
from collections.abc import Mapping
from getpass import getuser

from bot.settings import Settings
from storage import exports
from storage.store import Store

_WHAT: Mapping[str, str] = {
    "portfolio": "the portfolio as a file",
    "table": "the address of the portfolio as a page",
    "metric": "the values of a metric as a file",
    "committee": "the address of the file for a committee as a page",
    "report": "the report of a season",
    "backup": "the whole database",
}


def operator() -> str:
    """The account of the machine that runs the command; "" where it has no name, as in some containers."""
    try:
        return getuser()
    except (KeyError, OSError):
        return ""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="so many at most, the last first")
    parser.set_defaults(run=run)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Gives the exit status."""
    settings = settings.for_inspection()
    store = Store(settings.database_url)
    try:
        store.upgrade()
        with store.read() as session:
            found = exports.latest(session, max(options.limit, 1))
    finally:
        store.close()
    for each in found:
        when = each.made_at.astimezone(settings.gamma_timezone)
        about = f" · {each.about}" if each.about else ""
        print(f"{when:%Y-%m-%d %H:%M}  {each.by}  {_WHAT.get(each.what, each.what)}{about}")
    if not found:
        print("Nobody has exported anything.")
    return 0
