"""What stands where a platform should: a proxy that refuses by a page, or somebody who answers by drops."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """Its address; every request is answered the same."""
    head = f"HTTP/1.1 {status} So\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"

    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode() + body)

    with _served(answer) as url:
        yield url


@contextmanager
def dripping(every: float, *, from_the_head_on: bool = False) -> Iterator[str]:
    """Its address; an answer never ends, a byte each so many seconds."""
    over = threading.Event()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n"

    def drip(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: " if from_the_head_on else head)
        while not over.wait(every):
            connection.sendall(b" ")

    with _served(drip) as url:
        try:
            yield url
        finally:
            over.set()


@contextmanager
def _served(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    door = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            answer(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=[door.accept()[0]], daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
