"""The door: health whatever else is held up, no connection kept for nothing, and what is told when short."""

import resource
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest
from flask import Flask

from bot.web import listening
from bot.web.listening import WEB_THREADS, Listening, allow_connections
from bot.web.server import make_web


@contextmanager
def serving(web: Flask) -> Iterator[Listening]:
    made = Listening(web, "127.0.0.1", 0)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        made.lanes.shutdown()


def a_web(held: threading.Event, waiting: threading.Semaphore) -> Flask:
    web = make_web((), lambda: [])

    @web.post("/slow")
    def slow() -> dict[str, str]:
        waiting.release()
        held.wait(10)
        return {}

    @web.post("/mattermost/command")
    def command() -> dict[str, str]:
        return {}

    return web


def test_health_is_told_while_every_other_thread_is_held() -> None:
    held, waiting = threading.Event(), threading.Semaphore(0)
    with serving(a_web(held, waiting)) as door, ThreadPoolExecutor(WEB_THREADS + 3) as people:
        url = f"http://127.0.0.1:{door.port}"
        asked = [people.submit(httpx.post, f"{url}/slow", timeout=15) for _ in range(WEB_THREADS + 3)]
        for _ in range(WEB_THREADS):
            assert waiting.acquire(timeout=10)
        try:
            assert httpx.get(f"{url}/healthz", timeout=3).status_code == 200
            assert httpx.get(f"{url}/readyz", timeout=3).status_code == 200
        finally:
            held.set()
        assert {each.result().status_code for each in asked} == {200}


def test_requests_that_wait_for_a_thread_are_told_after_a_while() -> None:
    at = [0.0]
    lanes = listening.Lanes(0, lambda: at[0])
    asked = type("Channel", (), {"requests": [], "service": lambda self: None})
    assert lanes.waited() == 0
    request = type("Request", (), {"path": "/slack/events", "headers": {}})()
    channel = asked()
    channel.requests = [request]
    lanes.add_task(channel)
    at[0] = 7.4
    assert lanes.waited() == pytest.approx(7.4)
    assert list(listening._troubles(3, 100, lanes.waited())) == ["requests have waited for 7 seconds"]
    assert list(listening._troubles(80, 100, 0)) == ["80 of 100 connections are open"]
    assert list(listening._troubles(79, 100, 4.9)) == []
    lanes.shutdown(cancel_pending=False)


@pytest.mark.parametrize(("path", "closed"), [("/mattermost/command", True), ("/healthz", False)])
def test_mattermosts_connections_are_closed_with_the_answer_and_others_are_kept(
    path: str, closed: bool
) -> None:
    method = "POST" if closed else "GET"
    with (
        serving(a_web(threading.Event(), threading.Semaphore(0))) as door,
        socket.create_connection(("127.0.0.1", door.port), timeout=5) as connection,
    ):
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: gamma\r\nContent-Length: 0\r\n\r\n".encode())
        received = b""
        while not received.endswith((b"{}\n", b"}\n")):
            received += connection.recv(65536)
        assert received.startswith(b"HTTP/1.1 200")
        assert (b"connection: close" in received.lower()) is closed
        if closed:
            assert connection.recv(1) == b""
        else:
            connection.settimeout(0.3)
            with pytest.raises(TimeoutError):
                connection.recv(1)


def test_more_than_select_can_take_are_open_at_once() -> None:
    """Half requests: each holds a connection and nothing else."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    many = 1100
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], 2 * many + 400), before[1]))
    with serving(a_web(threading.Event(), threading.Semaphore(0))) as door:
        halves = [socket.create_connection(("127.0.0.1", door.port), timeout=5) for _ in range(many)]
        try:
            for half in halves:
                half.sendall(b"POST /slow HTTP/1.1\r\nHost: gamma\r\n")
            assert httpx.get(f"http://127.0.0.1:{door.port}/healthz", timeout=10).status_code == 200
        finally:
            for half in halves:
                half.close()


def test_as_many_as_the_process_may_have_open(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 1024))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: raised.append(limits))
    assert allow_connections(4000) == 1024 - 128
    assert raised == [(1024, 1024)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100_000, 100_000))
    assert allow_connections(4000) == 4000
