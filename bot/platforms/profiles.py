"""Remembers for a short while what a platform said of people: they are asked about at every request."""

import time
from collections.abc import Callable
from threading import Lock

from gamma.chat import Profile

LIFE_SECONDS = 600.0
MOST_KEPT = 2000


class Profiles:
    """In memory only, and of nobody for longer than their time: each newcomer has the others looked at."""

    def __init__(
        self, ask: Callable[[str], Profile], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """ask: the platform; it may raise ChatError, which is not remembered."""
        self._ask = ask
        self._monotonic = monotonic
        self._kept: dict[str, tuple[float, Profile]] = {}
        """By account, with the end of their time; the oldest first."""
        self._lock = Lock()

    def of(self, person: str) -> Profile:
        with self._lock:
            self._drop_old()
            if person in self._kept:
                return self._kept[person][1]
        profile = self._ask(person)
        with self._lock:
            self._kept.pop(person, None)
            self._kept[person] = self._monotonic() + LIFE_SECONDS, profile
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return profile

    def forget(self, person: str) -> None:
        with self._lock:
            self._kept.pop(person, None)

    def _drop_old(self) -> None:
        now = self._monotonic()
        while self._kept and self._kept[first := next(iter(self._kept))][0] <= now:
            del self._kept[first]
