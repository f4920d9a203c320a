"""Connections that end with the time limit of the whole call, for httpx and for urllib.

Both count their time-outs for each read anew: who answers by a byte a second would hold a thread for ever.
And both try each address of a name for as long as they would wait for one.
"""

import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any, TypeVar
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

import httpcore
import httpx

_Connection = TypeVar("_Connection")
_Asked = TypeVar("_Asked")
_Told = TypeVar("_Told")
_PART = 65_536
"""Bytes that are written before the time is looked at again."""
_opening = threading.Lock()
"""Many that call for the first time at once read the certificates once."""
_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """For all that this thread does inside; one inside another ends with it at the latest."""
    token = _ends.set(min(_ends.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def seconds_left(most: float | None = None) -> float | None:
    """For one step, which may take `most` by itself; None: as long as it likes. Raises TimeoutError."""
    left = _ends.get() - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for the whole call is over")
    return min(left, math.inf if most is None else most) if left < math.inf else most


def map_limited(pool: Executor, ask: Callable[[_Asked], _Told], items: Iterable[_Asked]) -> Iterator[_Told]:
    """As pool.map, within the time limit of who asks: threads of a pool know nothing of it by themselves."""
    return pool.map(lambda pair: pair[0].run(ask, pair[1]), [(copy_context(), item) for item in items])


def limit_calls(client: httpx.Client) -> httpx.Client:
    """The same client, whose connections know the time limit of who uses them just then."""
    # httpx gives no other way to its connections that leaves the environment's proxies to it.
    for transport in (client._transport, *client._mounts.values()):
        if isinstance(transport, httpx.HTTPTransport):
            transport._pool._network_backend = _Backend()
    return client


def get(url: str, seconds: float) -> httpx.Response:
    """One answer, all of it within so many seconds. Raises httpx.HTTPError or httpx.InvalidURL."""
    return request("GET", url, seconds)


def request(method: str, url: str, seconds: float, **content: Any) -> httpx.Response:
    with time_limit(seconds), limit_calls(httpx.Client(timeout=seconds, verify=trusted())) as client:
        return client.request(method, url, **content)


@cache
def trusted() -> ssl.SSLContext:
    """Reading the certificates takes as long as ten requests: they are read once."""
    return httpx.create_ssl_context()


def open_url(call: Request, seconds: float, proxy: str | None = None) -> HTTPResponse:
    """As urllib opens it: within the time limit of who calls, which has to hold until all is read."""
    with _opening:
        opener = _opener(proxy)
    response: HTTPResponse = opener.open(call, timeout=seconds)
    return response


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PART):
            part = buffer[start : start + _PART]
            self._stream.write(part, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        def connect(address: str, left: float | None) -> httpcore.NetworkStream:
            opened = super(_Backend, self).connect_tcp(address, port, left, local_address, socket_options)
            return _Stream(opened)

        try:
            return _first_connected(host, port, timeout, connect)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error


def _left(timeout: float | None, over: type[Exception]) -> float | None:
    try:
        return seconds_left(timeout)
    except TimeoutError as error:
        raise over(str(error)) from error


def _first_connected(
    host: str, port: int, timeout: float | None, connect: Callable[[str, float | None], _Connection]
) -> _Connection:
    """To the first of a name's addresses that takes it; all of them within one time-out.

    Each has its share of what is left: one that swallows everything leaves the next its turn.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    with time_limit(timeout if timeout is not None else float("inf")):
        for number, address in enumerate(addresses[:-1]):
            left = seconds_left(timeout)
            try:
                return connect(address, None if left is None else left / (len(addresses) - number))
            except (OSError, httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return connect(addresses[-1], seconds_left(timeout))


class _LimitedSocket:
    """What urllib does with a socket, in front of one. Of sendall the time-out is for the whole already."""

    def recv_into(self, *arguments: Any) -> int:
        self._limit()
        return int(super().recv_into(*arguments))  # type: ignore[misc]

    def send(self, *arguments: Any) -> int:
        self._limit()
        return int(super().send(*arguments))  # type: ignore[misc]

    def sendall(self, *arguments: Any) -> None:
        self._limit()
        super().sendall(*arguments)  # type: ignore[misc]

    def _limit(self) -> None:
        self.settimeout(seconds_left(self.gettimeout()))  # type: ignore[attr-defined]


class _PlainSocket(_LimitedSocket, socket.socket):
    pass


class _TlsSocket(_LimitedSocket, ssl.SSLSocket):
    pass


def _connect(
    address: tuple[str, int], timeout: float | None, source: tuple[str, int] | None = None
) -> socket.socket:
    def connect(found: str, left: float | None) -> socket.socket:
        return socket.create_connection((found, address[1]), left, source)

    plain = _first_connected(*address, timeout, connect)
    limited = _PlainSocket(plain.family, plain.type, plain.proto, plain.detach())
    limited.settimeout(timeout)
    return limited


class _HttpConnection(HTTPConnection):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connect


class _HttpsConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connect


class _HttpHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HttpConnection, req)


class _HttpsHandler(HTTPSHandler):
    def __init__(self) -> None:
        self._trusted = ssl.create_default_context()
        self._trusted.sslsocket_class = _TlsSocket
        super().__init__(context=self._trusted)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_HttpsConnection, req, context=self._trusted)


@cache
def _opener(proxy: str | None) -> OpenerDirector:
    """proxy: for all calls; else those of the environment."""
    proxies = ProxyHandler({"http": proxy, "https": proxy} if proxy else None)
    return build_opener(proxies, _HttpHandler, _HttpsHandler)
