"""Somebody on a Mattermost server: their calls, and the events that reach the clients they have open."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from typing import Any, TypeVar

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.fakes.mattermost_rules import Json

T = TypeVar("T")

_PATIENCE = 40
"""Mattermost itself waits for the bot for thirty seconds."""


class Account:
    def __init__(self, url: str, token: str) -> None:
        self.token = token
        self._url = url
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=f"{url}/api/v4", headers=headers, timeout=_PATIENCE)
        self._events: Events | None = None

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        response = self.ask(method, path, body)
        assert response.is_success, f"{method} {path}: {response.status_code} {response.text}"
        return response.json()

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Whatever comes of it."""
        return self._http.request(method, path, json=body)

    @cached_property
    def id(self) -> str:
        return str(self("GET", "/users/me")["id"])

    @cached_property
    def username(self) -> str:
        return str(self("GET", "/users/me")["username"])

    @property
    def events(self) -> "Events":
        """From the first time on that it is asked for, as with a client opened then."""
        if self._events is None:
            self._events = Events(self._url, self.token)
        return self._events

    def mentions(self, channel: str) -> int:
        return int(self("GET", f"/channels/{channel}/members/{self.id}")["mention_count"])

    def close(self) -> None:
        if self._events is not None:
            self._events.close()
        self._http.close()


class Events:
    """What the server tells an open client."""

    def __init__(self, url: str, token: str) -> None:
        self._known: list[Json] = []
        self._changed = threading.Condition()
        address = url.replace("http", "ws", 1) + "/api/v4/websocket"
        headers = {"Authorization": f"Bearer {token}"}
        self._open = ExitStack()
        connecting = connect(address, additional_headers=headers, proxy=None)
        self._connection: ClientConnection = self._open.enter_context(connecting)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        assert self.first(lambda event: event["event"] == "hello", since=0), "the server does not say hello"

    def so_far(self) -> int:
        with self._changed:
            return len(self._known)

    def first(self, wanted: Callable[[Json], T | None], since: int, seconds: float = 10) -> T | None:
        """The first thing that `wanted` finds in an event since then; None if none comes in time."""
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                for event in self._known[since:]:
                    if found := wanted(event):
                        return found
                since = len(self._known)
                if not self._changed.wait(until - time.monotonic()):
                    return None

    def close(self) -> None:
        self._open.close()
        self._thread.join()

    def _listen(self) -> None:
        try:
            for message in self._connection:
                with self._changed:
                    self._known.append(json.loads(message))
                    self._changed.notify_all()
        except ConnectionClosed:
            return
