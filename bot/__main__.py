"""The command line: `gamma run`, `sandbox`, `import`, `resources`, `tick`, `outbox`, `report`, `demo`,
`backup`, `restore`, `journal`, `erase`, `doctor`, `db upgrade`, `slack manifest`, `mattermost setup`.

What a command needs is loaded when it is asked for: `gamma --help` waits for no platform and no server.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.settings import Settings

QUIET_LIBRARIES = (
    "httpx",
    "httpcore",
    "slack_sdk",
    "slack_bolt",
    "alembic",
    "apscheduler",
    "waitress",
    "matplotlib",
)
"""Libraries whose information lines may carry addresses that are secrets (response URLs), or people's ids."""


class _Command(argparse.ArgumentParser):
    """room: the module that knows its options, and runs it."""

    room = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.room:
            room = import_module(self.room)
            self.set_defaults(run=getattr(room, "run", None))
            room.add_options(self)
        return super().parse_known_args(args, namespace)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    from bot.logs import configure_logging

    configure_logging()
    for library in QUIET_LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it tells each request that waits
    try:
        return _run(options)
    except Exception as error:
        sentence = _sentence(error)
        if not sentence:
            raise
        print(f"gamma: {sentence}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    environment = {**_settings_file(), **os.environ}
    run: Callable[..., int] = options.run
    if run is _doctor:  # it tells what is wrong with the settings, instead of ending there
        return _doctor(environment)
    from bot.logs import log_as_json
    from bot.settings import read_settings
    from gamma.programme.file import load_programme

    settings = read_settings(environment)
    if settings.gamma_log == "json":
        log_as_json()
    load_programme(settings.gamma_programme)
    return run(settings, options)


def _sentence(error: Exception) -> str:
    """For what whoever runs Gamma can put right; "" for a fault of ours."""
    from sqlalchemy.exc import DatabaseError

    from bot.platforms.mattermost.setup import SetupError
    from bot.settings import SettingsError
    from gamma.programme.file import ProgrammeError
    from gamma.startups.catalogue import ImportRefusedError
    from storage.backup import BackupError
    from storage.store import NewerDatabaseError, StoreBusyError

    if isinstance(error, DatabaseError | StoreBusyError):
        return f"DATABASE_URL: the database cannot be used ({_cause(error)})."
    told = SettingsError | ProgrammeError | ImportRefusedError | SetupError | NewerDatabaseError | BackupError
    return str(error) if isinstance(error, told) else ""


def _settings_file() -> dict[str, str | None]:
    """Raises SettingsError."""
    from dotenv import dotenv_values

    try:
        return dotenv_values(".env")
    except UnicodeDecodeError as error:
        from bot.settings import SettingsError

        raise SettingsError(
            f".env is not written in UTF-8 (byte {error.start + 1}): save it as UTF-8."
        ) from error


def _cause(error: Exception) -> str:
    """The database's own words, on one line."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    return str(getattr(cause, "orig", cause)).strip().splitlines()[0]


_OPERATIONS = {
    "import": ("import_startups", "take startups from the public API's startups.json"),
    "resources": ("read_resources", "read the sources of resources now"),
    "outbox": ("outbox_list", "messages planned, sent, failed, cancelled, missed"),
    "simulate": ("simulate", "print what would be said, without saying it"),
    "report": ("report", "the evaluation of a season: JSON, CSV or HTML"),
    "demo": ("demo", "fill an empty database with an invented season"),
    "backup": ("backup", "keep the database in a file, checked"),
    "restore": ("restore", "put back what `gamma backup` kept"),
    "journal": ("journal", "who exported what, and when"),
    "erase": ("erase", "erase a person who cannot ask for it in the chat"),
}
"""Commands with a module of their own, which adds its options."""


def _parser() -> argparse.ArgumentParser:
    parser = _Command(prog="gamma", description="A companion for teams of public digital services.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("run", help="serve every platform that is set up").set_defaults(run=_serve("run"))
    commands.add_parser("sandbox", help="serve a local chat page, no account needed").set_defaults(
        run=_serve("sandbox")
    )
    tick = commands.add_parser("tick", help="do once all that is due, then exit")
    tick.add_argument("--now", type=_parse_moment, help="pretend that it is this moment (GAMMA_REHEARSAL=1)")
    tick.set_defaults(run=_serve("tick"))
    for name, (room, told) in _OPERATIONS.items():
        commands.add_parser(name, help=told).room = f"bot.operations.{room}"
    database = commands.add_parser("db", help="the database").add_subparsers(required=True, metavar="COMMAND")
    database.add_parser("upgrade", help="bring the schema to this version").set_defaults(run=_upgrade)
    examining = commands.add_parser("doctor", help="look whether all is well, and say what to do")
    examining.set_defaults(run=_doctor)
    _add_platforms(commands)
    return parser


def _add_platforms(commands: "argparse._SubParsersAction[_Command]") -> None:
    slack = commands.add_parser("slack", help="connect Slack").add_subparsers(
        required=True, metavar="COMMAND"
    )
    manifest = slack.add_parser("manifest", help="print the manifest that makes Slack's app")
    manifest.add_argument("--socket-mode", action="store_true", help="without a public address")
    manifest.set_defaults(run=_install("print_slack_manifest"))
    mattermost = commands.add_parser("mattermost", help="connect Mattermost")
    setup = mattermost.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "setup",
        help="make bot account, token and command; needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, GAMMA_URL",
    )
    setup.add_argument("--team", required=True, help="the team's name, as in its address")
    setup.add_argument("--bot", default="gamma", help="the bot's user name (gamma)")
    setup.set_defaults(run=_install("set_up_mattermost"))


def _parse_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2026-12-08T14:30+01:00") from error
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} needs its offset, as in 2026-12-08T14:30+01:00")
    return moment


def _serve(command: str) -> "Callable[[Settings, argparse.Namespace], int]":
    """Of bot/serve.py, which loads the whole bot."""

    def run(settings: "Settings", options: argparse.Namespace) -> int:
        result: int = getattr(import_module("bot.serve"), command)(settings, options)
        return result

    return run


def _install(command: str) -> "Callable[[Settings, argparse.Namespace], int]":
    def run(settings: "Settings", options: argparse.Namespace) -> int:
        result: int = getattr(import_module("bot.operations.installation"), command)(settings, options)
        return result

    return run


def _doctor(environment: Mapping[str, str | None]) -> int:
    from bot.operations.doctor.report import doctor

    return doctor(environment)


def _upgrade(settings: "Settings", _options: argparse.Namespace) -> int:
    from storage.store import Store

    store = Store(settings.database_url)
    store.upgrade()
    store.close()
    print("The database is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
