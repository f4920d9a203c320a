"""The command line: `gamma run`, `sandbox`, `import`, `tick`, `outbox`, `erase`, `doctor`, `db upgrade`,
`backup`, `restore`, `slack manifest`, `mattermost setup`.
"""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from types import FrameType

from dotenv import dotenv_values
from sqlalchemy.exc import DatabaseError

from bot.app import App
from bot.clock import Clock
from bot.logs import configure_logging
from bot.operations import backup, erase, import_startups, installation, outbox_list, simulate
from bot.operations.doctor.report import doctor
from bot.operations.sandbox_seed import seed
from bot.platforms.mattermost.setup import SetupError
from bot.platforms.sandbox import Sandbox
from bot.settings import PLATFORMS, Settings, SettingsError, check_for_run, read_settings
from bot.web.listening import Listening
from gamma.chat import ChatError
from gamma.programme.file import ProgrammeError, load_programme
from gamma.startups.catalogue import ImportRefusedError
from storage import overdue
from storage.backup import BackupError
from storage.people import people
from storage.store import NewerDatabaseError, Store, StoreBusyError

_STOP_SECONDS = 8.0
"""Docker ends by force what still runs 10 s after it was to stop."""

_TOLD = (SettingsError, ProgrammeError, ImportRefusedError, SetupError, NewerDatabaseError, BackupError)
"""What is wrong is one sentence of ours."""

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


def _settings_file() -> dict[str, str | None]:
    """Raises SettingsError."""
    try:
        return dotenv_values(".env")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f".env is not written in UTF-8 (byte {error.start + 1}): save it as UTF-8."
        ) from error


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    is_doctor: bool = options.run is doctor
    configure_logging()
    for library in QUIET_LIBRARIES:
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it tells each request that waits
    try:
        environment = {**_settings_file(), **os.environ}
        if is_doctor:  # it tells what is wrong with the settings, instead of ending there
            return doctor(environment)
        settings = read_settings(environment)
        load_programme(settings.gamma_programme)
        result: int = options.run(settings, options)
        return result
    except (DatabaseError, StoreBusyError) as error:
        print(f"gamma: DATABASE_URL: the database cannot be used ({_cause(error)}).", file=sys.stderr)
        return 2
    except _TOLD as error:
        print(f"gamma: {error}", file=sys.stderr)
        return 2


def _cause(error: Exception) -> str:
    """The database's own words, on one line."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    return str(getattr(cause, "orig", cause)).strip().splitlines()[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gamma", description="A companion for teams of public digital services."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("run", help="serve every platform that is set up").set_defaults(run=_run)
    commands.add_parser("sandbox", help="serve a local chat page, no account needed").set_defaults(
        run=_sandbox
    )
    imports = commands.add_parser("import", help="take startups from the public API's startups.json")
    import_startups.add_options(imports)
    imports.set_defaults(run=import_startups.run)
    tick = commands.add_parser("tick", help="do once all that is due, then exit")
    tick.add_argument("--now", type=_parse_moment, help="pretend that it is this moment (GAMMA_REHEARSAL=1)")
    tick.set_defaults(run=_tick)
    outbox_list.add_options(
        commands.add_parser("outbox", help="messages planned, sent, failed, cancelled, missed")
    )
    simulate.add_options(commands.add_parser("simulate", help="print what would be said, without saying it"))
    database = commands.add_parser("db", help="the database").add_subparsers(required=True, metavar="COMMAND")
    database.add_parser("upgrade", help="bring the schema to this version").set_defaults(run=_upgrade)
    backup.add_backup_options(commands.add_parser("backup", help="keep the database in a file, checked"))
    backup.add_restore_options(commands.add_parser("restore", help="put back what `gamma backup` kept"))
    erasure = commands.add_parser("erase", help="erase a person who cannot ask for it in the chat")
    erase.add_options(erasure)
    erasure.set_defaults(run=erase.run)
    examining = commands.add_parser("doctor", help="look whether all is well, and say what to do")
    examining.set_defaults(run=doctor)
    _add_platforms(commands)
    return parser


def _add_platforms(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    slack = commands.add_parser("slack", help="connect Slack").add_subparsers(
        required=True, metavar="COMMAND"
    )
    manifest = slack.add_parser("manifest", help="print the manifest that makes Slack's app")
    manifest.add_argument("--socket-mode", action="store_true", help="without a public address")
    manifest.set_defaults(run=installation.print_slack_manifest)
    mattermost = commands.add_parser("mattermost", help="connect Mattermost")
    setup = mattermost.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "setup",
        help="make bot account, token and command; needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN, GAMMA_URL",
    )
    setup.add_argument("--team", required=True, help="the team's name, as in its address")
    setup.add_argument("--bot", default="gamma", help="the bot's user name (gamma)")
    setup.set_defaults(run=installation.set_up_mattermost)


def _parse_moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2026-12-08T14:30+01:00") from error
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} needs its offset, as in 2026-12-08T14:30+01:00")
    return moment


def _run(settings: Settings, _options: argparse.Namespace) -> int:
    check_for_run(settings)
    app = App(settings)
    _check_tokens(app)
    with app.store.read() as session:
        if "sandbox" in people.platforms(session):
            logging.warning("the database holds the sandbox's invented people: see `gamma doctor`")
    names = " and ".join(platform.name.capitalize() for platform in app.platforms)
    return _serve(app, f"Gamma serves {names} on")


def _sandbox(settings: Settings, _options: argparse.Namespace) -> int:
    try:
        Sandbox.loopback_only(settings.host)
    except ValueError as error:
        raise SettingsError(f"HOST: {error}") from error
    app = App(settings.for_the_sandbox(), sandbox=True)
    seed(app.store, app.chats["sandbox"], app.clock.now())
    return _serve(app, "Gamma's sandbox is ready: open")


def _check_tokens(app: App) -> None:
    """A refused token stops the start; a platform that does not answer just now does not."""
    for platform in app.platforms:
        try:
            platform.verify()
        except ChatError as error:
            if error.permanent:
                token = next(each.switch for each in PLATFORMS if each.name == platform.name)
                raise SettingsError(
                    f"{token.upper()} was refused by {platform.name.capitalize()}: {error.reason}."
                ) from error
            logging.warning("%s does not answer yet: %s", platform.name, error.reason)


def _serve(app: App, greeting: str) -> int:
    host, port = app.settings.host, app.settings.port
    try:
        listening = Listening(app.web, host, port)
    except (OSError, ValueError) as error:
        problem = f"HOST and PORT: {host}:{port} cannot be listened on ({error}). Another PORT may be free."
        raise SettingsError(problem) from error
    app.door_troubles = listening.troubles
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _start(app)
        print(f"{greeting} http://{host}:{listening.port}", flush=True)
        listening.run()
    except KeyboardInterrupt:
        print("Gamma stops.")
    finally:
        listening.close()
        _stop(app)
    return 0


def _stop(app: App) -> None:
    """What is under way is finished, if it can be soon: what hangs is left to whoever runs next."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    forced = threading.Timer(_STOP_SECONDS, _end_now)
    forced.daemon = True
    forced.start()
    try:
        app.stop()
    finally:
        forced.cancel()


def _end_now() -> None:
    logging.warning("something did not end within %s seconds: it is left as it is", _STOP_SECONDS)
    os._exit(0)


def _start(app: App) -> None:
    try:
        app.start()
    except ChatError as error:
        raise SettingsError(f"{error.reason}.") from error


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _tick(settings: Settings, options: argparse.Namespace) -> int:
    clock = Clock()
    if options.now is not None:
        if not settings.gamma_rehearsal:
            raise SettingsError("GAMMA_REHEARSAL=1 is needed for another time than now.")
        clock.ahead = options.now - clock.real_now()
    sandbox = not settings.platforms
    if sandbox:
        settings = settings.for_the_sandbox()
    else:
        check_for_run(settings)
    app = App(settings, sandbox=sandbox, clock=clock)
    try:
        if options.now is not None:
            _check_forwards(app, options.now)
        app.tick()
    finally:
        app.store.close()
    return 0


def _check_forwards(app: App, now: datetime) -> None:
    """A rehearsal before what was said already would plan and say it as if it were still to come."""
    with app.store.read() as session:
        last = overdue.last_turn(session)
    if last and now < last:
        zone = app.settings.gamma_timezone
        said = last.astimezone(zone).isoformat("T", "minutes")
        raise SettingsError(
            f"--now {now.isoformat('T', 'minutes')} is before what Gamma last said from this database, "
            f"at {said}. Time does not run backwards here: choose a later moment, or take a copy from before."
        )


def _upgrade(settings: Settings, _options: argparse.Namespace) -> int:
    _store(settings).close()
    print("The database is up to date.")
    return 0


def _store(settings: Settings) -> Store:
    store = Store(settings.database_url)
    store.upgrade()
    return store


if __name__ == "__main__":
    sys.exit(main())
