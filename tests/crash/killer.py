"""Keeps one worker going: kills it at one moment after the other, then lets the last one finish."""

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from tests.crash.moments import (
    ANSWERED,
    AT_RANDOM,
    ATTACHING,
    BEFORE_EDIT,
    BEFORE_LOOK,
    BEFORE_SEND,
    CLAIMED,
    EDITED,
    IDLE,
    IN_CLAIM,
    IN_GATHERING,
    OF_EDITS,
)
from tests.crash.nursery import Life, Nursery
from tests.crash.worker import Orders

_NO_MOMENT = ""
_RANDOM_SECONDS = (0.02, 0.2)
_PLANNED_FOR_A_LIFE = 3
_ONE_OF_EACH_KIND = 5
"""Among them one to be gathered."""
_AWAKE_LEASES = 2
_LEASES_OF_PATIENCE = 4
"""If its moment has not come until then, as when nothing is ever looked for, a worker dies all the same."""


class Shared(Protocol):
    """What the killers of a trial have in common."""

    def plan(self, count: int) -> None: ...

    def open_messages(self) -> int: ...

    def seconds_left(self) -> float: ...

    def note_progress(self) -> None: ...

    def is_anybody_killed(self) -> bool: ...

    def is_called_off(self, key: str) -> bool: ...

    def count_unwanted(self) -> None: ...

    def await_post(self, key: str) -> None: ...

    def take_away(self, key: str) -> None: ...


class Killer:
    def __init__(
        self, shared: Shared, nursery: Nursery, orders: Orders, moments: Sequence[str], luck: random.Random
    ) -> None:
        self.kills: Counter[str] = Counter()
        self.is_killing = True
        self._shared = shared
        self._nursery = nursery
        self._orders = orders
        self._moments = moments
        self._luck = luck
        self._moment = _NO_MOMENT
        self._spared = 0
        self._with_platform: set[str] = set()
        """The keys of what this worker is sending or editing."""
        self._off: set[str] = set()
        """Those that were called off when it claimed them."""

    def run(self) -> None:
        for moment in self._moments:
            self._shared.plan(_ONE_OF_EACH_KIND if moment == IN_GATHERING else _PLANNED_FOR_A_LIFE)
            self._live(moment)
        self.is_killing = False
        self._live(_NO_MOMENT)

    def meet(self, moment: str, key: str) -> None:
        """The platform is at this moment with this message; the worker that sends it may have to die."""
        if key in self._with_platform and not self._life.was_killed and self._is_due(moment):
            self._life.kill()
            self._life.is_over.wait(self._shared.seconds_left())

    def _live(self, moment: str) -> None:
        self._moment, self._with_platform, self._off = moment, set(), set()
        self._spared = 0 if moment in (IN_GATHERING, *OF_EDITS) else self._luck.randrange(3)
        self._patient_until = time.monotonic() + _LEASES_OF_PATIENCE * self._orders.lease
        self._life = life = self._nursery.bear(self._orders)
        if moment == AT_RANDOM:
            threading.Timer(self._luck.uniform(*_RANDOM_SECONDS), life.kill).start()
        while step := life.next_step(self._shared.seconds_left()):
            self._see(life, *step)
        if life.was_killed:
            self.kills[self._moment] += 1
        elif moment:
            raise RuntimeError(f"a worker ended by itself, which was to be killed {moment}")

    def _see(self, life: Life, told: str, key: str) -> None:
        self._shared.note_progress()
        self._follow(told, key)
        if told == ATTACHING and self._is_due(told):
            self._shared.take_away(key)
            life.kill()
        elif told == CLAIMED and self._is_due(told):
            self._hold_up(life, key)
        elif told == IDLE and self._moment and time.monotonic() > self._patient_until:
            self._moment = AT_RANDOM
            life.kill()
        elif self._is_due(told):
            life.kill()
        else:
            life.answer(may_go_on=told != IDLE or self._is_wanted())

    def _follow(self, told: str, key: str) -> None:
        if told == IN_CLAIM and self._shared.is_called_off(key):
            self._off.add(key)
        elif told in (BEFORE_SEND, BEFORE_EDIT):
            self._with_platform.add(key)
            if told == BEFORE_SEND and key in self._off:
                self._shared.count_unwanted()
        elif told in (ANSWERED, EDITED):
            self._with_platform.discard(key)

    def _hold_up(self, life: Life, key: str) -> None:
        """It sleeps until another has posted the same; awake, it goes on for a while before it dies."""
        self._moment = AT_RANDOM
        self._shared.await_post(key)
        life.answer(may_go_on=True)
        threading.Timer(_AWAKE_LEASES * self._orders.lease, life.kill).start()

    def _is_due(self, moment: str) -> bool:
        if moment != self._moment:
            return False
        self._spared -= 1
        return self._spared < 0

    def _is_wanted(self) -> bool:
        """Whether an idle worker shall go on; one that is to be killed gets something to do."""
        if self._moment == _NO_MOMENT:
            return self._shared.is_anybody_killed() or self._shared.open_messages() > 0
        if self._moment not in (BEFORE_LOOK, *OF_EDITS) or not self._shared.open_messages():
            self._shared.plan(_ONE_OF_EACH_KIND if self._moment == IN_GATHERING else 1)
        return True
