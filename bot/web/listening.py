"""Where the bot listens: many connections at once, health on a thread of its own, nothing idle kept open.

Mattermost opens a connection for each call and leaves it open for a minute and a half: what answers it
closes it. Answers to people come from threads that a slow platform may hold; health never waits for them.
"""

import resource
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from flask import Flask
from waitress import wasyncore

from bot.web.door import open_doors
from bot.web.lanes import Lanes
from bot.web.server import MAX_BODY

WEB_THREADS = 16
"""For each platform, and for the pages."""
MOST_CONNECTIONS = 4000
_FILES_FOR_OTHERS = 128
"""Descriptors that are no connection of the door: the database, calls to platforms, the log."""
_FEWEST_CONNECTIONS = 8
_CONNECTIONS_SHORT = 0.8
_WAITED_TOO_LONG_SECONDS = 5.0
_FINISH_SECONDS = 2.0
_PLATFORMS_THAT_CALL = ("slack", "mattermost")


class Listening:
    """Raises OSError or ValueError where it cannot be listened."""

    def __init__(self, web: Flask, host: str, port: int) -> None:
        self.limit = allow_connections(MOST_CONNECTIONS)
        self.lanes = Lanes([name for name in _PLATFORMS_THAT_CALL if name in web.blueprints], WEB_THREADS)
        self._watched, self._doors = open_doors(web, self.lanes, host, port, self.limit, MAX_BODY)

    @property
    def port(self) -> int:
        return int(self._doors[0].effective_port)

    def run(self) -> None:
        """Until it is interrupted, or closed."""
        try:
            wasyncore.loop(timeout=1, map=self._watched, use_poll=True)
        finally:
            self._finish()
            self.lanes.shutdown()

    def _finish(self) -> None:
        """Who has asked is answered, if it can be soon; nobody else is let in."""
        for door in self._doors:
            door.accepting = False
        until = time.monotonic() + _FINISH_SECONDS
        while self._watched and self._busy() and time.monotonic() < until:
            wasyncore.loop(timeout=0.1, map=self._watched, use_poll=True, count=1)

    def _busy(self) -> int:
        return sum(door.busy() for door in self._doors)

    def close(self) -> None:
        wasyncore.close_all(self._watched)

    def troubles(self) -> list[str]:
        """What keeps people from being answered: too few connections left, or nobody to take requests."""
        return [*_short(self._busy(), self.limit), *self.lanes.troubles(_WAITED_TOO_LONG_SECONDS)]


def allow_connections(wanted: int) -> int:
    """As many as wanted, or as this process may have files open; its own limit is raised as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + _FILES_FOR_OTHERS
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY:
        return wanted
    return min(wanted, max(soft - _FILES_FOR_OTHERS, (soft - _open_files()) // 2, _FEWEST_CONNECTIONS))


def _open_files() -> int:
    with suppress(OSError):
        return len(list(Path("/proc/self/fd").iterdir()))
    return _FILES_FOR_OTHERS


def _short(busy: int, limit: int) -> Iterable[str]:
    if busy >= limit * _CONNECTIONS_SHORT:
        yield f"{busy} of {limit} connections are in use"
