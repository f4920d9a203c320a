"""Where the bot listens: many connections at once, health on a thread of its own, nothing idle kept open.

Mattermost opens a connection for each call and leaves it open for a minute and a half: what answers it
closes it. Answers to people come from threads that a slow platform may hold; health never waits for them.
"""

import resource
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from flask import Flask
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher

from bot.web.server import HEALTH_PATHS, MAX_BODY

WEB_THREADS = 16
MOST_CONNECTIONS = 4000
_FILES_FOR_OTHERS = 128
"""Descriptors that are no connection of the door: the database, calls to platforms, the log."""
_IDLE_SECONDS = 20
_LOOK_FOR_IDLE_SECONDS = 5
_CONNECTIONS_SHORT = 0.8
_WAITED_TOO_LONG_SECONDS = 5.0
_CLOSED_AT_ONCE = "/mattermost/"


class _ParsedRequest(Protocol):
    path: str
    headers: dict[str, str]


class _Channel(Protocol):
    requests: list[_ParsedRequest]

    def service(self) -> None: ...


class Lanes(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Those of health, one thread, and those of all else. A channel comes here once a request is read."""

    def __init__(self, threads: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._since: deque[float] = deque()
        """When each request came that no thread has taken yet; those taken leave from the left."""
        self._health = ThreadedTaskDispatcher()
        self.set_thread_count(threads)
        self._health.set_thread_count(1)

    def add_task(self, channel: _Channel) -> None:
        for request in channel.requests:
            if request.path.startswith(_CLOSED_AT_ONCE):
                request.headers["CONNECTION"] = "close"
        if all(request.path in HEALTH_PATHS for request in channel.requests):
            self._health.add_task(channel)
            return
        super().add_task(channel)
        self._since.append(self._monotonic())

    def waited(self) -> float:
        """Seconds for which the request that waits longest has waited for a thread."""
        with self.lock:
            while len(self._since) > len(self.queue):
                self._since.popleft()
            return self._monotonic() - self._since[0] if self._since else 0.0

    def shutdown(self, cancel_pending: bool = True, timeout: int = 5) -> bool:
        self._health.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


class Listening:
    """Raises OSError or ValueError where it cannot be listened."""

    def __init__(self, web: Flask, host: str, port: int) -> None:
        self.limit = allow_connections(MOST_CONNECTIONS)
        self.lanes = Lanes(WEB_THREADS)
        self._open: dict[int, Any] = {}
        self._server = create_server(
            web,
            map=self._open,
            _dispatcher=self.lanes,
            host=host,
            port=port,
            ident="gamma",
            max_request_body_size=MAX_BODY,
            connection_limit=self.limit,
            channel_timeout=_IDLE_SECONDS,
            cleanup_interval=_LOOK_FOR_IDLE_SECONDS,
            asyncore_use_poll=True,  # select() ends at descriptor 1024
        )

    @property
    def port(self) -> int:
        return _port(self._server)

    def run(self) -> None:
        self._server.run()

    def close(self) -> None:
        self._server.close()

    def troubles(self) -> list[str]:
        """What keeps people from being answered: too few connections left, or nobody to take requests."""
        return list(_troubles(len(self._open), self.limit, self.lanes.waited()))


def allow_connections(wanted: int) -> int:
    """As many as wanted, or as this process may have files open; its own limit is raised as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + _FILES_FOR_OTHERS
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    allowed = wanted if soft == resource.RLIM_INFINITY else soft - _FILES_FOR_OTHERS
    return max(min(wanted, allowed), 1)


def _troubles(open_now: int, limit: int, waited: float) -> Iterable[str]:
    if open_now >= limit * _CONNECTIONS_SHORT:
        yield f"{open_now} of {limit} connections are open"
    if waited >= _WAITED_TOO_LONG_SECONDS:
        yield f"requests have waited for {waited:.0f} seconds"


def _port(server: Any) -> int:
    """A name such as localhost may lead to several addresses, with a socket each."""
    listening = getattr(server, "effective_listen", None)
    return int(listening[0][1] if listening else server.effective_port)
