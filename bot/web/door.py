"""The sockets where it is listened: requests have an end by which they are read, and room is made for others.

Whoever sends half a request, or a letter now and then, holds one connection for some seconds and no more.
Where all are taken, one on which nothing is under way makes room: the oldest of whoever has most of them.
"""

import logging
import time
from collections import Counter
from http import HTTPStatus
from typing import Any

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.utilities import BadRequest

from bot.web.lanes import Lanes

log = logging.getLogger(__name__)

HEAD_SECONDS = 10.0
BODY_SECONDS = 20.0
"""For all of a request, its head included."""
IDLE_SECONDS = 20.0
ANSWER_SECONDS = 60.0
"""For who reads an answer slowly."""
_LOOK_EVERY = 1
_PART_THAT_LEAVES = 16
_PAUSE_SECONDS = 0.5
_TOLD_EVERY = 60.0


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request that is none is the sender's fault, also where it names an encoding that nobody speaks."""

    error: Any

    def received(self, data: bytes) -> int:
        taken = int(super().received(data))
        if self.error and self.error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.error = BadRequest(self.error.body)
        return taken


class _Channel(HTTPChannel):  # type: ignore[misc]
    """since: when what it does now began: to wait for a request, to read one, to write its answer."""

    parser_class = _Parser

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.since = time.monotonic()
        super().__init__(*arguments, **options)

    def received(self, data: bytes) -> bool:
        """What comes first begins a request; after its last byte something else begins."""
        was_idle = self.request is None
        taken = bool(super().received(data))
        if was_idle or self.request is None:
            self.since = time.monotonic()
        return taken

    @property
    def waits(self) -> bool:
        """Whether nothing is lost with it but what was never wholly asked."""
        return not self.requests and not self.total_outbufs_len and not self.will_close

    def is_late(self, now: float) -> bool:
        if self.requests:
            return False
        if self.total_outbufs_len:
            allowed = ANSWER_SECONDS
        elif self.request is None:
            allowed = IDLE_SECONDS
        else:
            allowed = BODY_SECONDS if self.request.headers_finished else HEAD_SECONDS
        return now - self.since > allowed


class Door(TcpWSGIServer):  # type: ignore[misc]
    channel_class = _Channel

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._pause_until = 0.0
        self._told_at = -_TOLD_EVERY
        super().__init__(*arguments, **options)

    def readable(self) -> bool:
        if len(self._map) >= self.adj.connection_limit:
            self._make_room()
        return time.monotonic() >= self._pause_until and bool(super().readable())

    def handle_accept(self) -> None:
        """Where no file can be opened any more, not a moment later again, and not told each time."""
        try:
            accepted = self.accept()
        except OSError as error:
            self._pause_until = time.monotonic() + _PAUSE_SECONDS
            self._make_room()
            self._tell(f"a connection cannot be taken: {error.strerror}")
            return
        if accepted is not None:
            connection, address = accepted
            self.set_socket_options(connection)
            self.channel_class(self, connection, address, self.adj, map=self._map)

    def maintenance(self, _now: float) -> None:
        now = time.monotonic()
        for channel in self.active_channels.values():
            if channel.is_late(now):
                channel.will_close = True

    def busy(self) -> int:
        """Connections that would not make room."""
        return sum(not channel.waits for channel in list(self.active_channels.values()))

    def _make_room(self) -> None:
        """Of who has most of those that wait, the oldest; a part of all at once, for more are to come."""
        waiting = [channel for channel in self.active_channels.values() if channel.waits]
        of_each = Counter(channel.addr[0] for channel in waiting)
        waiting.sort(key=lambda channel: (-of_each[channel.addr[0]], channel.since))
        for channel in waiting[: max(1, self.adj.connection_limit // _PART_THAT_LEAVES)]:
            channel.will_close = True
        self._tell(f"all connections are taken; of {len(waiting)} that wait the oldest make room")

    def _tell(self, sentence: str) -> None:
        if time.monotonic() - self._told_at >= _TOLD_EVERY:
            self._told_at = time.monotonic()
            log.warning(sentence)


def open_doors(
    web: Flask, lanes: Lanes, host: str, port: int, limit: int, max_body: int
) -> tuple[dict[int, Any], list[Door]]:
    """Each address of a name has a door. Also what asyncore watches. Raises OSError or ValueError."""
    settings = Adjustments(
        host=host,
        port=port,
        ident="gamma",
        max_request_body_size=max_body,
        connection_limit=limit,
        cleanup_interval=_LOOK_EVERY,
        asyncore_use_poll=True,  # select() ends at descriptor 1024
    )
    watched: dict[int, Any] = {}
    doors = [
        Door(web, watched, dispatcher=lanes, adj=settings, sockinfo=sockinfo) for sockinfo in settings.listen
    ]
    return watched, doors
