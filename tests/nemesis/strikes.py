"""What is done to the bots, their clocks, their database and the platform, in an order from a seed."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from tests.crash.played import Mishap
from tests.crash.weather import calm, foul
from tests.databases import Databases
from tests.nemesis.replica import Replica

_PAUSE = (0.2, 2.0)
_SHORT_FREEZE, _LONG_FREEZE = (0.2, 4.0), (15.0, 26.0)
"""The long one is longer than a lease."""
_LONGEST_STEP = 60.0
_HANG = (2.0, 7.0)
"""Some of them longer than the bot waits for an answer."""


class Nemesis:
    """Strikes one after the other until its time is over, and mends what it broke."""

    def __init__(self, replicas: Sequence[Replica], databases: Databases, seed: int) -> None:
        self.struck: Counter[str] = Counter()
        self.troubles: list[str] = []
        self._over = threading.Event()
        self._replicas = replicas
        self._databases = databases
        self._luck = random.Random(seed)
        self._calls = random.Random(seed + 1)
        self._one_at_a_time = threading.Lock()
        self._weather = "calm"
        self._frozen: dict[Replica, threading.Timer] = {}

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            name, strike = self._luck.choice(self._strikes())
            strike()
            self.struck[name] += 1
            self._wait(_PAUSE)
        self._mend()

    def mishap(self, call: str, _key: str) -> Mishap:
        """What the platform does to a call, by the weather of the moment."""
        with self._one_at_a_time:
            weather = "calm" if self._over.is_set() else self._weather
            seconds = self._calls.uniform(*_HANG)
            turn = foul(self._calls, call) if weather == "foul" else calm(self._calls, call)
            hangs = weather == "hanging" and self._calls.random() < 0.5
        if hangs:
            return Mishap(before=partial(self._rest, seconds))
        before, after = partial(self._rest, turn.before), partial(self._rest, turn.after)
        return Mishap(turn.status, before, after, turn.drop)

    def _strikes(self) -> list[tuple[str, Callable[[], None]]]:
        one = self._luck.choice(self._replicas)
        return [
            ("killed", lambda: self._replace(one.kill, one)),
            ("killed", lambda: self._replace(one.kill, one)),
            ("ended", lambda: self._replace(lambda: self._end(one), one)),
            ("frozen", lambda: self._freeze(one, _SHORT_FREEZE)),
            ("frozen for longer than a lease", lambda: self._freeze(one, _LONG_FREEZE)),
            ("clock stepped", lambda: one.step_clock(self._luck.uniform(-_LONGEST_STEP, _LONGEST_STEP))),
            ("database restarted", lambda: self._databases.restart("fast")),
            ("database killed", lambda: self._databases.restart("immediate")),
            ("platform foul", lambda: self._set_weather("foul")),
            ("platform hanging", lambda: self._set_weather("hanging")),
            ("platform calm", lambda: self._set_weather("calm")),
        ]

    def _replace(self, end: Callable[[], None], replica: Replica) -> None:
        """Only where another is there: else nobody would type anything, and nothing be seen."""
        if not any(other.is_ready() for other in self._replicas if other is not replica):
            return
        end()
        self._wait(_PAUSE)
        replica.start()

    def _end(self, replica: Replica) -> None:
        self._thaw(replica)
        if replica.end() is None:
            self.troubles.append(f"{replica.name} did not end within 10 s of SIGTERM")

    def _freeze(self, replica: Replica, seconds: tuple[float, float]) -> None:
        """Meanwhile the others go on, and are struck too."""
        self._thaw(replica)
        replica.freeze()
        self._frozen[replica] = timer = threading.Timer(self._luck.uniform(*seconds), replica.thaw)
        timer.start()

    def _thaw(self, replica: Replica) -> None:
        if timer := self._frozen.pop(replica, None):
            timer.cancel()
            replica.thaw()

    def _set_weather(self, weather: str) -> None:
        self._weather = weather

    def _wait(self, seconds: tuple[float, float]) -> None:
        self._rest(self._luck.uniform(*seconds))

    def _rest(self, seconds: float) -> None:
        """Shorter once it is over: then nothing is held up any more."""
        self._over.wait(seconds)

    def _mend(self) -> None:
        self._over.set()
        for replica in self._replicas:
            self._thaw(replica)
            replica.step_clock(0)
            if replica.has_ended():
                self.troubles.append(f"{replica.name} ended by itself")
                replica.start()
