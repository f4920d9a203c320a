"""The bot's end of the played websocket, as far as a test has to wait for it."""

import time
from typing import Any

from tests.fakes.mattermost import FakeMattermost

SECONDS = 15.0


class Listening:
    """Begins when somebody first writes; a restarted bot listens anew."""

    def __init__(self, server: FakeMattermost) -> None:
        self._server = server
        self._chat: Any = None
        self._started = False
        self._told_before = 0

    def connect(self, app: Any) -> None:
        self.stop()
        self._chat = getattr(app, "chats", {}).get("mattermost")

    def stop(self) -> None:
        if self._started:
            self._chat.stop()
        self._started = False

    def begin(self) -> None:
        if self._started:
            return
        sockets = self._server.sockets
        self._told_before, expected = sockets.sent, sockets.connected + 1
        self._started = True
        self._chat.start(None)
        sockets.wait_for(expected)
        self.wait()

    @property
    def handled(self) -> int:
        return int(self._chat.hearing.handled)

    def wait(self) -> None:
        """Until all that was told is handled, with what was told of it in turn."""
        until = time.monotonic() + SECONDS
        while self.handled < self._server.sockets.sent - self._told_before:
            assert time.monotonic() < until, "an event is not handled"
            time.sleep(0.002)
