"""Half requests hold a connection for some seconds and nothing else; where all are taken, one makes room."""

import errno
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise

import httpx
import pytest
from flask import Flask
from waitress import wasyncore

from bot.web import door, listening
from bot.web.listening import Listening
from bot.web.server import make_web
from tests.waiting import until

HALF_A_HEAD = b"POST /said HTTP/1.1\r\nHost: gamma\r\n"
HALF_A_BODY = HALF_A_HEAD + b"Content-Length: 50\r\n\r\nhalf"


@contextmanager
def serving(web: Flask | None = None) -> Iterator[Listening]:
    made = Listening(web or make_web((), list), "127.0.0.1", 0)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        thread.join(5)


@contextmanager
def halves(port: int, many: int, sent: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5)) for _ in range(many)
        ]
        for each in opened:
            each.sendall(sent)
        yield opened


def is_healthy(port: int) -> bool:
    return httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5).status_code == 200


@pytest.mark.parametrize(
    "sent", [b"", b"P", HALF_A_HEAD, HALF_A_BODY], ids=["none", "letter", "head", "body"]
)
def test_more_halves_than_there_are_connections_keep_nobody_out(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(listening, "MOST_CONNECTIONS", 40)
    with serving() as made, halves(made.port, 110, sent):
        assert all(is_healthy(made.port) for _ in range(5))


@pytest.mark.parametrize(
    ("limit", "sent"),
    [("HEAD_SECONDS", HALF_A_HEAD), ("BODY_SECONDS", HALF_A_BODY), ("IDLE_SECONDS", b"")],
)
def test_who_goes_on_by_drops_is_cut_off_too(
    monkeypatch: pytest.MonkeyPatch, limit: str, sent: bytes
) -> None:
    monkeypatch.setattr(door, limit, 0.5)
    with serving() as made, halves(made.port, 1, sent) as (half,):
        half.settimeout(0.1)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                if sent:
                    half.sendall(b"x")
                if half.recv(100) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() < until


def test_who_has_most_that_wait_makes_room_before_others() -> None:
    class Waiting:
        waits, will_close = True, False

        def __init__(self, address: str, since: float) -> None:
            self.addr, self.since = (address, 1), since

    with serving() as made:
        opened = [Waiting("192.0.2.1", 1), *(Waiting("192.0.2.9", since) for since in (5, 3, 4))]
        only = made._doors[0]
        only.active_channels = dict(enumerate(opened))
        only.adj.connection_limit = 16
        only._make_room()
        only.active_channels = {}
    assert [(each.addr[0], each.since) for each in opened if each.will_close] == [("192.0.2.9", 3)]


def test_where_no_file_can_be_opened_any_more_it_is_told_once_and_waited(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[float] = []

    def accept(_door: door.Door) -> None:
        tried.append(time.monotonic())
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(door.Door, "accept", accept)
    monkeypatch.setattr(door, "_PAUSE_SECONDS", 0.2)
    with serving() as made, halves(made.port, 3, HALF_A_HEAD):
        until(lambda: len(tried) >= 4)
    assert min(later - earlier for earlier, later in pairwise(tried)) > 0.1
    assert caplog.text.count("Too many open files") <= 1
    assert len(caplog.records) == 1


def test_who_asked_before_it_ends_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    web = make_web((), list)

    @web.post("/said")
    def said() -> dict[str, str]:
        begun.set()
        go_on.wait(5)
        return {"said": "all"}

    made = Listening(web, "127.0.0.1", 0)

    def end(*_: object, **__: object) -> None:
        assert begun.wait(5)
        threading.Timer(0.2, go_on.set).start()
        raise KeyboardInterrupt

    loop = wasyncore.loop

    def until_begun(**options: object) -> None:
        if "count" in options:
            loop(**options)
            return
        while not begun.is_set():
            loop(**{**options, "timeout": 0.05, "count": 1})
        end()

    monkeypatch.setattr(wasyncore, "loop", until_begun)
    answers: list[httpx.Response] = []
    asking = threading.Thread(
        target=lambda: answers.append(httpx.post(f"http://127.0.0.1:{made.port}/said", timeout=5))
    )
    asking.start()
    with pytest.raises(KeyboardInterrupt):
        made.run()
    asking.join(5)
    made.close()
    assert answers[0].json() == {"said": "all"}
