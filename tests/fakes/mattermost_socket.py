"""Mattermost's websocket, played: it wants the token first, then tells what is posted where the bot is."""

import base64
import hashlib
import itertools
import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from websockets.frames import Frame, Opcode
from websockets.protocol import SERVER, Protocol, State

Json = dict[str, Any]

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@dataclass
class Connection:
    socket: socket.socket
    protocol: Protocol
    authenticated: bool = False
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, told: Json) -> None:
        with self.lock:
            self.protocol.send_text(json.dumps(told).encode())
            self.flush()

    def flush(self) -> None:
        for data in self.protocol.data_to_send():
            if data:
                self.socket.sendall(data)

    def close(self) -> None:
        """As when the server ends: nothing is said any more. The other side may have ended it before."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


class Sockets:
    def __init__(self, token: str) -> None:
        self._token = token
        self.connections: list[Connection] = []
        self.sent = 0
        """Events told, and connections made: each is something to handle."""
        self.connected = 0
        self.refuses = False
        self.changed = threading.Condition()

    def tell(self, event: str, data: Json) -> None:
        for connection in [each for each in self.connections if each.authenticated]:
            self.sent += 1
            try:
                connection.send({"event": event, "data": data, "seq": next(connection.numbers)})
            except OSError:
                self.sent -= 1

    def close(self) -> None:
        for connection in list(self.connections):
            connection.close()

    def wait_for(self, connected: int, seconds: float = 10) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.connected >= connected, seconds), "nobody connects"

    def serve(self) -> Response:
        stream: socket.socket = request.environ["werkzeug.socket"]
        if self.refuses:
            return Response("", 503)
        key = request.headers["Sec-WebSocket-Key"]
        accept = base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()
        answer = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"]
        stream.sendall("\r\n".join([*answer, f"Sec-WebSocket-Accept: {accept}", "", ""]).encode())
        connection = Connection(stream, Protocol(SERVER, state=State.OPEN))
        self.connections.append(connection)
        try:
            self._read(connection)
        except OSError:
            pass
        finally:
            self.connections.remove(connection)
        return Response("")

    def _read(self, connection: Connection) -> None:
        while data := connection.socket.recv(65536):
            with connection.lock:
                connection.protocol.receive_data(data)
                events = connection.protocol.events_received()
                connection.flush()
            for frame in events:
                if isinstance(frame, Frame) and frame.opcode is Opcode.TEXT:
                    self._take(connection, json.loads(bytes(frame.data)))

    def _take(self, connection: Connection, told: Json) -> None:
        assert told["action"] == "authentication_challenge"
        if told["data"]["token"] != self._token:
            error = {"id": "api.web_socket_router.not_authenticated.app_error"}
            connection.send({"status": "FAIL", "seq_reply": told["seq"], "error": error})
            return
        with self.changed:
            connection.send({"event": "hello", "data": {"server_version": "5.37.0"}, "seq": 0})
            next(connection.numbers)
            connection.send({"status": "OK", "seq_reply": told["seq"]})
            connection.authenticated = True
            self.connected += 1
            self.sent += 1
            self.changed.notify_all()


def socket_route(app: Flask, sockets: Sockets) -> None:
    @app.route("/api/v4/websocket", websocket=True)
    def websocket() -> Response:
        return sockets.serve()
