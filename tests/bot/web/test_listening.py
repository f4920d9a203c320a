"""The door: health whatever else is held up, no connection kept for nothing, and what is told when short."""

import resource
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import httpx
import pytest
from flask import Flask

from bot.web import listening
from bot.web.lanes import Lanes
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
        thread.join(5)


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


def asked(path: str) -> SimpleNamespace:
    request = SimpleNamespace(path=path, headers={})
    return SimpleNamespace(requests=[request], service=lambda: None, cancel=lambda: None)


def test_requests_that_wait_for_a_thread_are_told_after_a_while() -> None:
    at = [0.0]
    lanes = Lanes(["slack", "mattermost"], 0, lambda: at[0])
    assert lanes.troubles(0.1) == []
    lanes.add_task(asked("/slack/events"))
    at[0] = 3.0
    lanes.add_task(asked("/sponsor/abc"))
    at[0] = 7.4
    assert lanes.troubles(5) == ["slack: requests have waited for 7 seconds"]
    at[0] = 8.0
    assert lanes.troubles(5) == [
        "slack: requests have waited for 8 seconds",
        "pages: requests have waited for 5 seconds",
    ]
    lanes.shutdown(cancel_pending=False)


def test_connections_are_short_where_most_are_in_use() -> None:
    assert list(listening._short(80, 100)) == ["80 of 100 connections are in use"]
    assert list(listening._short(79, 100)) == []


def test_a_platform_that_holds_all_its_threads_leaves_the_others_theirs() -> None:
    lanes = Lanes(["slack", "mattermost"], 1)
    held, answered = threading.Event(), threading.Semaphore(0)
    for _ in range(3):
        slow = asked("/mattermost/command")
        slow.service = lambda: held.wait(10)
        lanes.add_task(slow)
    for path in ("/slack/events", "/calendar/a.ics", "/readyz"):
        quick = asked(path)
        quick.service = answered.release
        lanes.add_task(quick)
    assert all(answered.acquire(timeout=5) for _ in range(3))
    held.set()
    lanes.shutdown()


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
    monkeypatch.setattr(listening, "_open_files", lambda: 14)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (40, 40))
    assert allow_connections(4000) == 13
    monkeypatch.setattr(resource, "getrlimit", lambda _: (20, 20))
    assert allow_connections(4000) == 8
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100_000, 100_000))
    assert allow_connections(4000) == 4000
