"""Mattermost's websocket, held open with the bot's token; a connection that is lost is made again."""

import json
import logging
import random
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot.limited_calls import trusted

Json = dict[str, Any]

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before the connection is made again: twice as long each time, until it stands."""
ANSWER_SECONDS = 10.0
STOP_SECONDS = 3.0
"""A connection that is being made when the bot stops is left alone: nothing hears through it."""
MESSAGE_BYTES = 4_000_000


class Socket:
    """on_event is called for each event, in order; on_connected once each time the connection stands.

    Both in the thread that reads: they do not wait for anything.
    """

    def __init__(
        self,
        url: str,
        token: str,
        on_event: Callable[[Json], None],
        on_connected: Callable[[], None],
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        """url: the server's, beginning with http."""
        self._url = "ws" + url.removeprefix("http") + "/api/v4/websocket"
        self._token = token
        self._on_event = on_event
        self._on_connected = on_connected
        self._first_pause = first_pause
        self._ended = Event()
        self._connection: ClientConnection | None = None
        self._thread = Thread(target=self._keep_connected, name="mattermost-socket", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Does nothing where it was not started."""
        self._ended.set()
        if self._connection:
            self._connection.close()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _keep_connected(self) -> None:
        pause = self._first_pause
        while not self._ended.is_set():
            stood = self._connect_once()
            if self._ended.is_set():
                return
            pause = self._first_pause if stood else min(pause * 2, LONGEST_PAUSE)
            # Many processes that lost the same server do not come back at the same instant.
            self._ended.wait(pause * random.uniform(0.5, 1.0))  # noqa: S311  nothing secret

    def _connect_once(self) -> bool:
        """Until the connection ends; whether it stood."""
        stood = False
        try:
            with self._opened() as connection:
                self._connection = connection
                if self._ended.is_set():
                    return stood
                self._authenticate(connection)
                stood = True
                self._on_connected()
                for frame in connection:
                    self._take(frame)
        except (OSError, WebSocketException, ValueError) as error:
            told = (
                f"status {error.response.status_code}"
                if isinstance(error, InvalidStatus)
                else type(error).__name__
            )
            log.warning("Mattermost's websocket is not connected: %s", told)
        finally:
            self._connection = None
        return stood

    def _opened(self) -> ClientConnection:
        return connect(
            self._url,
            ssl=trusted() if self._url.startswith("wss") else None,
            open_timeout=ANSWER_SECONDS,
            close_timeout=1,
            max_size=MESSAGE_BYTES,
            user_agent_header="Gamma",
        )

    def _authenticate(self, connection: ClientConnection) -> None:
        """Raises ValueError where the token is refused; events before the answer are taken."""
        challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": self._token}}
        connection.send(json.dumps(challenge))
        while True:
            told = json.loads(connection.recv(timeout=ANSWER_SECONDS))
            if told.get("event") == "hello" or told.get("status") == "OK":
                return
            if "status" in told:
                raise ValueError("the token is refused")

    def _take(self, frame: str | bytes) -> None:
        told = json.loads(frame)
        if isinstance(told, dict) and "event" in told:
            self._on_event(told)
