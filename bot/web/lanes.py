"""Threads that answer: each platform's own, so that one that is slow holds up none of the others' people."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from waitress.task import ThreadedTaskDispatcher

from bot.logs import CAME_AT
from bot.web.server import HEALTH_PATHS

_STOP_SECONDS = 1.0
_CLOSED_AT_ONCE = "/mattermost/"


class ParsedRequest(Protocol):
    path: str
    headers: dict[str, str]


class Channel(Protocol):
    requests: list[ParsedRequest]

    def service(self) -> None: ...

    def cancel(self) -> None: ...


class _Waiting:
    """A channel whose request no thread has taken yet."""

    def __init__(self, channel: Channel, since: float) -> None:
        self._channel = channel
        self._since = since
        self.cancel = channel.cancel

    def service(self) -> None:
        CAME_AT.set(self._since)
        self._channel.service()


def path_of(request: ParsedRequest) -> str:
    """ "" of what could not be read, which is answered by a refusal."""
    return getattr(request, "path", "")


class Lane(ThreadedTaskDispatcher):  # type: ignore[misc]
    def __init__(self, threads: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._since: deque[float] = deque()
        """When each request came that no thread has taken yet; those taken leave from the left."""
        self.set_thread_count(threads)

    def add_task(self, channel: Channel) -> None:
        now = self._monotonic()
        super().add_task(_Waiting(channel, now))
        self._since.append(now)

    def waited(self) -> float:
        """Seconds for which the request that waits longest has waited for a thread."""
        with self.lock:
            while len(self._since) > len(self.queue):
                self._since.popleft()
            return self._monotonic() - self._since[0] if self._since else 0.0


class Lanes:
    """One for each of these first parts of a path, one for health, one for all else.

    A channel comes here once a request is read.
    """

    def __init__(
        self, apart: Iterable[str], threads: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """apart: as in /slack/events."""
        self._health = Lane(1, monotonic)
        self._others = Lane(threads, monotonic)
        self._apart = {name: Lane(threads, monotonic) for name in apart}

    def add_task(self, channel: Channel) -> None:
        paths = [path_of(request) for request in channel.requests]
        for request, path in zip(channel.requests, paths, strict=True):
            if path.startswith(_CLOSED_AT_ONCE):
                request.headers["CONNECTION"] = "close"
        self._of(paths).add_task(channel)

    def _of(self, paths: list[str]) -> Lane:
        if all(path in HEALTH_PATHS for path in paths):
            return self._health
        return self._apart.get(paths[0].lstrip("/").partition("/")[0], self._others)

    def troubles(self, too_long: float) -> list[str]:
        waited = {name: lane.waited() for name, lane in [*self._apart.items(), ("pages", self._others)]}
        return [
            f"{name}: requests have waited for {seconds:.0f} seconds"
            for name, seconds in waited.items()
            if seconds >= too_long
        ]

    def shutdown(self, cancel_pending: bool = True, timeout: float = _STOP_SECONDS) -> bool:
        """What is under way has so long; what hangs is left."""
        lanes = [self._health, self._others, *self._apart.values()]
        for lane in lanes:
            lane.set_thread_count(0)
        until = time.monotonic() + timeout
        ended = [lane.shutdown(cancel_pending, until - time.monotonic()) for lane in lanes]
        return all(ended)
