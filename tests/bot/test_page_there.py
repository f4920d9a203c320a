"""Whether a page is at an address: asked without reading it, never inside the own network."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from bot.fetcher import Fetcher
from tests.bot.test_fetcher import Answer, Server, fetcher, loopback


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


def status(code: int, location: str = "") -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        if location:
            request.send_header("Location", location)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


@pytest.mark.parametrize(
    ("head", "get", "is_there"),
    [
        (200, None, True),
        (401, None, True),
        (403, None, True),
        (404, 404, False),
        (410, 410, False),
        (404, 200, True),
        (405, 200, True),
        (405, 404, False),
        (429, None, None),
        (500, None, None),
    ],
)
def test_a_page_is_looked_for_without_being_read(
    server: Server, head: int, get: int | None, is_there: bool | None
) -> None:
    server.answers["HEAD /page"] = status(head)
    if get:
        server.answers["/page"] = status(get)
    assert fetcher().is_there(server.url("/page")) is is_there
    assert [path for _, path in server.asked] == ["HEAD /page", *(["/page"] if get else [])]


def test_a_page_that_moved_is_there_where_it_went(server: Server) -> None:
    server.answers["HEAD /old"] = status(301, "/new")
    server.answers["HEAD /new"] = status(200)
    server.answers["HEAD /round"] = status(302, "/round")
    assert fetcher().is_there(server.url("/old")) is True
    assert fetcher().is_there(server.url("/round")) is True, "nobody says that it is not"


def test_a_name_that_nobody_has_is_gone_and_a_resolver_that_fails_says_nothing() -> None:
    async def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    async def failing(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    assert Fetcher(resolve_host=unknown).is_there("https://a.invalid/") is False
    assert Fetcher(resolve_host=failing).is_there("https://a.invalid/") is None


def test_nothing_inside_the_own_network_is_looked_for(server: Server) -> None:
    guarded = Fetcher(schemes=("http",), resolve_host=loopback)
    assert guarded.is_there(server.url("/page")) is None
    assert server.asked == []
