"""A talk with the bot's own process on a real server: that of the played platforms, as far as it goes."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest

from bot.app import App
from storage.assessments.assessments import Assessments
from storage.people import people
from tests.conversation import STARTUP, Talk
from tests.live.driver import LiveDriver
from tests.live.process import Process
from tests.talk import Screen, SeenForm, SeenMessage

_ANSWERED_WITHIN, _QUIET_AFTER, _LOOK_EVERY = 20.0, 2.0, 0.2
"""Seconds: of what is written, which need not be answered at all."""
SECRET = "a secret for the live tests only"


@dataclass
class LiveTalk(Talk):
    """began: on which day it is played, None for today."""

    folder: Path = Path()
    began: datetime | None = None

    def __post_init__(self) -> None:
        real_now = datetime.now(UTC)
        self.began = self.now = self.began or real_now
        self._ahead = self.began - real_now
        super().__post_init__()

    @property
    def live(self) -> LiveDriver:
        return cast(LiveDriver, self.driver)

    @property
    def process(self) -> Process:
        return cast(Process, self.app)

    def restart(self) -> None:
        self.process.end()
        self.app = self._started()

    def say(self, text: str, as_: str = "", in_: str = "") -> Screen:
        self._leave_out_who_moves_time()
        return super().say(text, as_, in_)

    def write(self, text: str, as_: str = "", in_: str = "") -> list[SeenMessage]:
        """What answers it comes by the websocket: all that has come once a while has passed without more."""
        self._leave_out_who_moves_time()
        place = in_ or self.driver.direct(as_ or self.member)
        before = len(self.driver.posts(place))
        self.driver.write(as_ or self.member, place, text)
        deadline, seen, since = time.monotonic() + _ANSWERED_WITHIN, before, time.monotonic()
        while time.monotonic() < deadline and (seen == before or time.monotonic() - since < _QUIET_AFTER):
            time.sleep(_LOOK_EVERY)
            if (now := len(self.driver.posts(place))) != seen:
                seen, since = now, time.monotonic()
        return self.driver.posts(place)[before:]

    def tick(self) -> None:
        """Wait until the bot has sent all that is due, by its own clock."""
        self._leave_out_who_moves_time()
        self.app.tick()

    def _leave_out_who_moves_time(self) -> None:
        if self.now != self.began:
            self.later()

    def wait_until(self, then: datetime) -> NoReturn:
        self.later()

    def later(self, **duration: float) -> NoReturn:
        pytest.skip("the clock of the bot's process is not ours")

    def close(self) -> None:
        self.process.end()
        self.driver.close()
        for secret in (self.live.bot.token, self.live.command_token, SECRET, *self.live.states):
            assert secret not in self.process.log
        late = () if self.live.presses_again else ("could not be opened",)
        for failure in ("Traceback", "ERROR", *late):
            assert failure not in self.process.log, self.process.log

    def last_said_to(self, person: str) -> SeenMessage:
        return self.said_to(person)[-1]

    def carry_on(self, person: str) -> SeenForm:
        """Press the one button of what the person was told last."""
        told = self.last_said_to(person)
        form = self.press(told, told.buttons[0], person).form
        assert form
        return form

    @contextmanager
    def nothing_changes(self) -> Iterator[None]:
        """In the whole database, nor is anything more said by the bot."""
        self.tick()
        before = self._dump()
        yield
        self.tick()
        assert self._dump() == before

    def answers_of(self, person: str) -> dict[str, Any]:
        """Of the person's last finished assessment, read back from the database."""
        with self.app.store.read() as session:
            known = people.upsert_person(session, self.driver.name, person)
            latest = Assessments(session, self.app.programme).latest(STARTUP.id, known.id)
            return dict(latest.answers) if latest else {}

    def _dump(self) -> list[str]:
        path = self.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    def _started(self) -> App:
        environment = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "PORT": str(self.live.port),
            "DATABASE_URL": self.database_url,
            "GAMMA_SECRET": SECRET,
            "GAMMA_ADMINS": f"mattermost:{self.admin}",
            **self.driver.settings(),
            **self.settings,
        }
        # What talks use of an App, its process has as well.
        return cast(App, Process(environment, self.folder, self._ahead))
