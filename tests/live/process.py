"""The bot as operators run it: a process of its own, which can be killed and begun again.

It says what `gamma run` says, in a copy of a process that has read all its modules: to read them anew takes
longer than most conversations. test_installation.py begins with the command line itself.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
from sqlalchemy import select

from bot.clock import Clock
from gamma.programme.file import SHIPPED, Programme, load_programme
from jobs.delivery.failures import UNINVITED
from storage import outbox
from storage.models import LivingPostRow, OutboxRow
from storage.store import Store
from tests.waiting import until

_COPIES = multiprocessing.get_context("forkserver")
_COPIES.set_forkserver_preload(["tests.live.preloaded"])
_AS_ASKED = (0, -signal.SIGKILL)
_LONGEST_END = 60
"""Seconds: it takes 8 at most, and a busy machine takes its time."""


def _run(environment: dict[str, str], folder: Path, log: Path, ahead: timedelta) -> None:
    """In the copy: nothing of the tests' own environment is left there."""
    import bot.app
    from bot.__main__ import main

    vars(bot.app)["Clock"] = partial(Clock, ahead=ahead)
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    sys.exit(main(["run"]))


_OLD_POST = (
    select(LivingPostRow.outbox_id)
    .join(OutboxRow, OutboxRow.id == LivingPostRow.outbox_id)
    .where(OutboxRow.post.is_not(None), LivingPostRow.ended_at.is_(None))
    .where(LivingPostRow.shown < LivingPostRow.wanted)
    .limit(1)
).scalar_subquery()
"""Also one whose edit is on its way at this moment."""


class Process:
    """`store` is the bot's own database, read and written beside it.

    ahead: of the programme's time beside the machine's, less than nothing where it is an earlier day.
    """

    def __init__(self, environment: dict[str, str], folder: Path, ahead: timedelta = timedelta()) -> None:
        self._environment = environment
        self._ahead = ahead
        self._folder = folder
        self._log = folder / "gamma.log"
        self._url = f"http://127.0.0.1:{environment['PORT']}"
        self._running = self._begun()
        self.store = Store(environment["DATABASE_URL"])
        self.programme: Programme = load_programme(SHIPPED)

    def _not_ours(self) -> NoReturn:
        pytest.skip("it looks into the bot's process")

    chats = dispatch = pages = settings = page_signer = web = job_context = property(_not_ours)
    """What conversations use of an App and a process does not show; any other name is an error."""

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def begin(self) -> None:
        self._running = self._begun()

    def kill(self) -> None:
        """As by `kill -9`."""
        self._running.kill()
        self._running.join()

    def kill_while_sending(self) -> None:
        """At the moment a message is claimed: it may be on its way, or come just after."""
        until(
            lambda: self._count("claimed") > 0 or not self._count("planned"), 10, "nothing is sent", every=0
        )
        self.kill()

    @contextmanager
    def held_up(self, seconds: float) -> Iterator[None]:
        """As by a machine that has other things to do."""
        assert self._running.pid
        os.kill(self._running.pid, signal.SIGSTOP)
        resuming = threading.Timer(seconds, os.kill, [self._running.pid, signal.SIGCONT])
        resuming.start()
        yield
        resuming.join()

    def forget_log(self) -> str:
        """What was in it: read by a test that expects it."""
        was = self.log
        self._log.write_text("")
        return was

    def end(self) -> None:
        self.store.close()
        self._running.terminate()
        self._running.join(timeout=_LONGEST_END)
        assert self._running.exitcode in _AS_ASKED, self.log

    def tick(self) -> None:
        """Wait until the bot has sent all that is due."""
        until(lambda: not self._still_to_send(), 60, "messages are left")

    def advance(self, to: datetime) -> NoReturn:
        pytest.skip("the clock of the bot's process is not ours")

    def _count(self, state: str) -> int:
        with self.store.read() as session:
            return outbox.counts(session).get(state, 0)

    def _still_to_send(self) -> bool:
        with self.store.read() as session:
            now = datetime.now(UTC) + self._ahead
            left = [entry for entry in outbox.entries(session, "open") if entry.reason != UNINVITED]
            waits = any(entry.notification.due_at <= now for entry in left)
            return waits or session.scalar(select(_OLD_POST)) is not None

    def _begun(self) -> ForkServerProcess:
        running = _COPIES.Process(target=_run, args=(self._environment, self._folder, self._log, self._ahead))
        running.start()

        def ready() -> bool:
            assert running.is_alive(), self.log
            return _answers(f"{self._url}/readyz")

        try:
            until(ready, 120, "the bot is not ready", every=0.05)
        except BaseException:
            running.kill()
            running.join()
            raise
        return running


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.TransportError:
        return False
