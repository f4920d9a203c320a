"""`gamma run`, `gamma sandbox` and `gamma tick`: the whole bot, started and ended."""

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from bot.app import App
from bot.clock import Clock
from bot.operations.sandbox_seed import seed
from bot.platforms.sandbox.chat import Sandbox
from bot.settings import PLATFORMS, Settings, SettingsError, check_for_run
from bot.web.listening import Listening
from bot.web.metrics_page import serve_metrics
from gamma.chat import ChatError
from storage import overdue
from storage.people import people

_STOP_SECONDS = 8.0
"""From the signal on. Docker ends by force what still runs 10 s after it was to stop."""
_TO_STOP = (signal.SIGTERM, signal.SIGINT)


def run(settings: Settings, _options: argparse.Namespace) -> int:
    check_for_run(settings)
    app = App(settings)
    _check_tokens(app)
    with app.store.read() as session:
        if "sandbox" in people.platforms(session):
            logging.warning("the database holds the sandbox's invented people: see `gamma doctor`")
    names = " and ".join(platform.name.capitalize() for platform in app.platforms)
    return _serve(app, f"Gamma serves {names} on")


def sandbox(settings: Settings, _options: argparse.Namespace) -> int:
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
    close_metrics = _serve_metrics(app)
    for number in _TO_STOP:
        signal.signal(number, _interrupt)
    try:
        _start(app)
        print(f"{greeting} http://{host}:{listening.port}", flush=True)
        listening.run()
    except KeyboardInterrupt:
        print("Gamma stops.")
    finally:
        listening.close()
        close_metrics()
        app.stop()
    return 0


def _serve_metrics(app: App) -> Callable[[], None]:
    """What ends it."""
    address = app.settings.metrics_address
    if address is None:
        return lambda: None
    try:
        return serve_metrics(*address, app.outbox_now)
    except OSError as error:
        problem = f"GAMMA_METRICS: {app.settings.gamma_metrics} cannot be listened on ({error})."
        raise SettingsError(problem) from error


def _end_now() -> None:
    logging.warning("something did not end within %s seconds: it is left as it is", _STOP_SECONDS)
    os._exit(0)


def _start(app: App) -> None:
    try:
        app.start()
    except ChatError as error:
        raise SettingsError(f"{error.reason}.") from error


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Once. What is under way is finished, if it can be soon: what hangs is left to whoever runs next."""
    for number in _TO_STOP:
        signal.signal(number, signal.SIG_IGN)
    forced = threading.Timer(_STOP_SECONDS, _end_now)
    forced.daemon = True
    forced.start()
    raise KeyboardInterrupt


def tick(settings: Settings, options: argparse.Namespace) -> int:
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
