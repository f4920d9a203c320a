"""Claims of others that this process has itself seen unchanged for the time of a lease.

A lease by the machine's clock ends at once where that clock is set forward, or a machine that slept comes
back, while its owner is still sending. Time that only passes, from the first sight on, does not step.
"""

import time
from collections.abc import Callable
from datetime import timedelta

_MOST = 10_000


class Sightings:
    def __init__(self, lease: timedelta, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._lease = lease.total_seconds()
        self._monotonic = monotonic
        self._first: dict[str, float] = {}

    def is_abandoned(self, lease_token: str) -> bool:
        """Asked of a claim whose lease is over by the clock; each claim has a token of its own."""
        now = self._monotonic()
        first = self._first.setdefault(lease_token, now)
        if len(self._first) > _MOST:
            self._first.pop(next(iter(self._first)))
        return now - first >= self._lease
