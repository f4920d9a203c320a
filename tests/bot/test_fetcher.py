"""Fetching by HTTPS: within size and time, never inside the own network; against a server on this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.fetcher import Fetcher, Limits, any_address, is_public, redacted
from gamma.startups.catalogue import ImportRefusedError

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers as each path was told to, and remembers who was asked for by name."""

    def __init__(self) -> None:
        answers: dict[str, Answer] = {}
        asked: list[tuple[str, str]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.headers["Host"], self.path))
                answers[self.path](self)

            def do_HEAD(self) -> None:
                asked.append((self.headers["Host"], f"HEAD {self.path}"))
                answers[f"HEAD {self.path}"](self)

            def log_message(self, format: str, *values: object) -> None:
                """Nothing to standard error."""

        self.answers, self.asked = answers, asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=[0.01])
        self._thread.start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


async def loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def fetcher(**limits: float) -> Fetcher:
    """Speaks HTTP to this machine, which the real one does not."""
    chosen = Limits(limits.get("connect", 5), limits.get("total", 5), int(limits.get("size", 1000)))
    return Fetcher(any_address, chosen, schemes=("http",), resolve_host=loopback)


def content(body: bytes, status: int = 200, announced: int | None = None, **headers: str) -> Answer:
    size = len(body) if announced is None else announced

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(size), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def refusal(fetch: Fetcher, url: str) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        fetch.fetch(url)
    return str(refused.value)


# --- what is fetched --------------------------------------------------------------------------


def test_the_content_comes_as_it_is_and_the_server_is_asked_by_its_name(server: Server) -> None:
    server.answers["/startups.json?v=2"] = content(b'{"data": "\xc3\xa9"}')
    url = server.url("/startups.json?v=2", host="api.example")
    assert fetcher().fetch(url) == b'{"data": "\xc3\xa9"}'
    assert server.asked == [(f"api.example:{server.port}", "/startups.json?v=2")]


def test_compressed_content_is_unpacked(server: Server) -> None:
    server.answers["/"] = content(gzip.compress(b"{}"), Content_Encoding="gzip")
    assert fetcher().fetch(server.url("/")) == b"{}"


def test_redirects_are_followed_three_times_and_no_more(server: Server) -> None:
    for place in range(4):
        server.answers[f"/{place}"] = content(b"", 302, Location=f"{place + 1}")
    server.answers["/4"] = content(b"there")
    assert fetcher().fetch(server.url("/1")) == b"there"
    assert "more than 3 redirects" in refusal(fetcher(), server.url("/0"))


def test_an_address_that_does_not_answer_is_followed_by_the_next_one(server: Server) -> None:
    async def two(_host: str, _port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    server.answers["/"] = content(b"{}")
    second = Fetcher(any_address, fetcher().limits, schemes=("http",), resolve_host=two)
    assert second.fetch(server.url("/")) == b"{}"


# --- what is refused --------------------------------------------------------------------------


def test_only_https_is_fetched() -> None:
    assert "only https is fetched, not http" in refusal(Fetcher(any_address), "http://127.0.0.1/")


def test_a_redirect_away_from_https_is_refused(server: Server) -> None:
    server.answers["/"] = content(b"", 301, Location="ftp://127.0.0.1/startups.json")
    assert "not ftp" in refusal(fetcher(), server.url("/"))


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_another_answer_than_200_is_told(server: Server, status: int) -> None:
    server.answers["/"] = content(b"", status)
    assert f"the server answers {status}" in refusal(fetcher(), server.url("/"))


def test_content_cut_short_is_refused(server: Server) -> None:
    server.answers["/"] = content(b'{"data"', announced=100)
    assert "without sending complete message body" in refusal(fetcher(), server.url("/"))


def test_nobody_there_is_told(server: Server) -> None:
    server.stop()
    assert "cannot be fetched" in refusal(fetcher(), server.url("/"))


def test_a_name_that_leads_nowhere_is_told() -> None:
    async def nowhere(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    assert "api.invalid is not found" in refusal(Fetcher(resolve_host=nowhere), "https://api.invalid/")


# --- sizes and times --------------------------------------------------------------------------


def test_too_much_is_refused_announced_or_not(server: Server) -> None:
    server.answers["/announced"] = content(b"", announced=1001)
    server.answers["/chunks"] = lambda request: endless(request, pause=0)
    server.answers["/bomb"] = content(gzip.compress(b"0" * 100_000), Content_Encoding="gzip")
    for path in ("/announced", "/chunks", "/bomb"):
        assert "larger than 1,000 bytes" in refusal(fetcher(), server.url(path))


@pytest.mark.parametrize("what", ["body", "headers"])
def test_a_slow_drip_ends_with_the_time_for_the_whole(server: Server, what: str) -> None:
    server.answers["/"] = lambda request: endless(request, pause=0.02, headers=what == "body")
    began = time.monotonic()
    assert "took longer than 0.3 seconds" in refusal(fetcher(total=0.3), server.url("/"))
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_ends_with_the_time_for_the_whole() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "took longer than 0.2 seconds" in refusal(fetcher(total=0.2), f"http://127.0.0.1:{port}/")


def endless(request: BaseHTTPRequestHandler, pause: float, *, headers: bool = True) -> None:
    """Goes on byte by byte until nobody listens."""
    request.send_response(200)
    if headers:
        request.end_headers()
    else:
        request.flush_headers()
        request.wfile.write(b"X-Slow: ")
    waiting = threading.Event()
    try:
        while not waiting.wait(pause):
            request.wfile.write(b"0")
    except OSError:
        request.close_connection = True


# --- addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_open_internet_are_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "64:ff9b:1::a00:1",
        "fec0::1",
        "::10.0.0.1",
        "::203.0.113.9",
        "::ffff:0:10.0.0.1",
        "192.88.99.1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "4000::1",
    ],
)
def test_addresses_of_ones_own_network_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "[::1]"])
def test_a_private_host_is_refused_however_it_is_written(server: Server, host: str) -> None:
    guarded = Fetcher(schemes=("http",))
    sentence = refusal(guarded, server.url("/", host=host))
    assert "inside a private network; GAMMA_IMPORT_PRIVATE=1 would allow it" in sentence
    assert server.asked == []


def test_one_private_address_among_several_is_enough_to_refuse(server: Server) -> None:
    async def both(_host: str, _port: int) -> list[str]:
        return ["93.184.215.14", "127.0.0.1"]

    guarded = Fetcher(schemes=("http",), resolve_host=both)
    assert "private network" in refusal(guarded, server.url("/", host="api.example"))


def test_each_redirect_is_looked_at_like_the_first_address(server: Server) -> None:
    async def by_name(host: str, _port: int) -> list[str]:
        return ["127.0.0.1"] if host == "public.example" else ["10.0.0.1"]

    server.answers["/"] = content(b"", 302, Location="http://inside.example/")
    guarded = Fetcher(
        lambda address: address == "127.0.0.1",
        fetcher().limits,
        schemes=("http",),
        resolve_host=by_name,
    )
    assert "inside.example is inside a private network" in refusal(
        guarded, server.url("/", host="public.example")
    )


def test_a_name_that_changes_its_address_after_the_look_leads_nowhere_else(server: Server) -> None:
    """The address that was looked at is the one that is asked: there is no second look-up."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def changing(_host: str, _port: int) -> list[str]:
        return next(answers)

    server.answers["/"] = content(b"{}")
    once = Fetcher(any_address, fetcher().limits, schemes=("http",), resolve_host=changing)
    assert once.fetch(server.url("/", host="rebinding.example")) == b"{}"
    assert next(answers) == ["10.0.0.1"]


def test_secrets_of_an_address_are_not_shown() -> None:
    assert (
        redacted("https://me:pass@api.example/v2/startups.json?key=1#x")
        == "https://api.example/v2/startups.json"
    )
