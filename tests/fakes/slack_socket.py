"""Slack's end of Socket Mode: a WebSocket server for one bot, which sends envelopes and keeps the answers."""

import base64
import hashlib
import json
import queue
import socket
import struct
import threading
from typing import Any, BinaryIO

Json = dict[str, Any]

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT = 0x1


class SlackSocket:
    def __init__(self) -> None:
        self.answers: queue.Queue[Json] = queue.Queue()
        self._connected: queue.Queue[socket.socket] = queue.Queue()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._server.getsockname()[1]}/link"
        threading.Thread(target=self._serve, daemon=True).start()

    def send(self, kind: str, payload: Json) -> Json:
        """The bot's answer to this envelope; fails after the three seconds Slack allows."""
        envelope = json.dumps({"type": kind, "envelope_id": "e1", "payload": payload}).encode()
        connection = self._connected.get(timeout=10)
        connection.sendall(struct.pack("!BBH", 0x80 | _TEXT, 126, len(envelope)) + envelope)
        self._connected.put(connection)
        return self.answers.get(timeout=3)

    def close(self) -> None:
        self._server.close()
        while not self._connected.empty():
            self._connected.get().close()

    def _serve(self) -> None:
        connection, _ = self._server.accept()
        with connection.makefile("rb") as stream:
            _shake_hands(connection, stream)
            self._connected.put(connection)
            while frame := _read_frame(stream):
                kind, content = frame
                if kind == _TEXT:
                    self.answers.put(json.loads(content))


def _shake_hands(connection: socket.socket, stream: BinaryIO) -> None:
    lines = [line.decode().strip() for line in iter(stream.readline, b"\r\n")]
    key = next(line.split(": ")[1] for line in lines if line.startswith("Sec-WebSocket-Key"))
    accept = base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()
    answer = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
    connection.sendall("\r\n".join([*answer, f"Sec-WebSocket-Accept: {accept}", "", ""]).encode())


def _read_frame(stream: BinaryIO) -> tuple[int, bytes] | None:
    head = stream.read(2)
    if len(head) < 2:
        return None
    size = head[1] & 0x7F
    if size == 126:
        (size,) = struct.unpack("!H", stream.read(2))
    mask, content = stream.read(4), stream.read(size)
    return head[0] & 0x0F, bytes(byte ^ mask[place % 4] for place, byte in enumerate(content))
