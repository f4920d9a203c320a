"""Fetches a file by HTTPS, or looks whether a page is there: within limits, never inside the own network."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import httpx

from gamma.programme.resources import ResourceSource
from gamma.startups.catalogue import ImportRefusedError

MAX_FILE_SIZE = 20_000_000
"""Bytes, after decompression; today's file has some 600,000."""

_MAX_REDIRECTS = 3
_GLOBAL_UNICAST = ip_network("2000::/3")
"""All of IPv6's open Internet; every other range is of some network, or leads to an IPv4 address in it."""
_NOT_OPEN = tuple(map(ip_network, ("2002::/16", "2001::/32", "3fff::/20", "192.88.99.0/24")))
"""In what else counts as open: IPv4 addresses written in IPv6 ones, papers, a relay to IPv6."""

_GONE = frozenset((httpx.codes.NOT_FOUND, httpx.codes.GONE))
_THERE_FOR_OTHERS = frozenset((httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN))
_ASKED_OTHERWISE = frozenset((httpx.codes.METHOD_NOT_ALLOWED, httpx.codes.NOT_IMPLEMENTED))
"""Of servers that do not tell about a page without giving it."""
_LOOK_WITHIN = 15.0
"""Seconds in which a page is looked for."""

Resolve = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True)
class Limits:
    """Seconds, and bytes. total is for one file with all its redirects, however slowly it drips."""

    connect: float = 10.0
    total: float = 60.0
    size: int = MAX_FILE_SIZE


def is_public(address: str) -> bool:
    """Whether this IP address is one of the open Internet."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    if any(ip in network for network in _NOT_OPEN) or (ip.version == 6 and ip not in _GLOBAL_UNICAST):
        return False
    return ip.is_global and not ip.is_multicast


def any_address(_address: str) -> bool:
    """For GAMMA_IMPORT_PRIVATE: addresses of one's own network too."""
    return True


async def resolve(host: str, port: int) -> list[str]:
    """All the addresses of a host, each once."""
    results = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in results))


class _NoSuchHostError(ImportRefusedError):
    """The name is nobody's, as far as those who know say."""


@dataclass(frozen=True)
class Fetcher:
    """may_reach decides by IP address. schemes and resolve_host are others only in tests."""

    may_reach: Callable[[str], bool] = is_public
    limits: Limits = Limits()
    schemes: tuple[str, ...] = ("https",)
    resolve_host: Resolve = resolve

    def fetch(self, url: str) -> bytes:
        """The content at this address. Raises ImportRefusedError with what to do about it."""
        try:
            return asyncio.run(self._fetch(_parse_url(url)))
        except ImportRefusedError as error:
            raise ImportRefusedError(f"{redacted(url)} {error}") from error

    def is_there(self, url: str) -> bool | None:
        """Whether a page is at this address; None where nobody can tell now. Its content is not read."""
        try:
            return asyncio.run(asyncio.wait_for(self._look(_parse_url(url)), _LOOK_WITHIN))
        except _NoSuchHostError:
            return False
        except (ImportRefusedError, httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, TimeoutError):
            return None

    async def _look(self, url: httpx.URL) -> bool | None:
        async with self._client() as client:
            status = await self._status(client, "HEAD", url)
            if status in _ASKED_OTHERWISE or status in _GONE:  # some know a page only when it is asked for
                status = await self._status(client, "GET", url)
        if status in _GONE:
            return False
        return True if status < httpx.codes.BAD_REQUEST or status in _THERE_FOR_OTHERS else None

    async def _status(self, client: httpx.AsyncClient, method: str, url: httpx.URL) -> int:
        for _ in range(_MAX_REDIRECTS + 1):
            response = await self._open(client, url, method)
            await response.aclose()
            if not response.has_redirect_location:
                break
            url = url.join(response.headers["location"])
        return response.status_code

    def _client(self) -> httpx.AsyncClient:
        # Proxies of the environment are not used: behind one, nobody could say which address is reached.
        context = httpx.create_ssl_context()
        timeout = httpx.Timeout(self.limits.total, connect=self.limits.connect)
        return httpx.AsyncClient(verify=context, timeout=timeout, trust_env=False)

    async def _fetch(self, url: httpx.URL) -> bytes:
        try:
            async with asyncio.timeout(self.limits.total), self._client() as client:
                return await self._follow_redirects(client, url)
        except TimeoutError as error:
            raise ImportRefusedError(f"took longer than {self.limits.total:g} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as error:
            raise ImportRefusedError(f"cannot be fetched: {_reason(error)}") from error

    async def _follow_redirects(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes:
        for _ in range(_MAX_REDIRECTS + 1):
            response = await self._open(client, url)
            try:
                if not response.has_redirect_location:
                    return await self._body(response)
                # Joined to the name it was asked by: the request itself went to an address.
                url = url.join(response.headers["location"])
            finally:
                await response.aclose()
        raise ImportRefusedError(f"leads on and on: more than {_MAX_REDIRECTS} redirects")

    async def _open(self, client: httpx.AsyncClient, url: httpx.URL, method: str = "GET") -> httpx.Response:
        """Asks an address that was checked, so that the name cannot lead elsewhere a moment later."""
        refusal: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in await self._addresses(url):
            request = client.build_request(
                method,
                url.copy_with(host=address),
                headers={"Host": url.netloc.decode("ascii"), "Accept": "application/json, */*;q=0.5"},
                extensions={"sni_hostname": url.raw_host.decode("ascii")},
            )
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refusal = error
        raise refusal or ImportRefusedError(f"cannot be fetched: {url.host} has no address")

    async def _addresses(self, url: httpx.URL) -> list[str]:
        if url.scheme not in self.schemes:
            raise ImportRefusedError(f"is refused: only https is fetched, not {url.scheme or 'this'}")
        if url.userinfo or not url.host:
            raise ImportRefusedError("is refused: an address has a host, and neither user nor password")
        try:
            addresses = await self.resolve_host(url.host, url.port or 443)
        except OSError as error:
            is_unknown = isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME
            refusal = _NoSuchHostError if is_unknown else ImportRefusedError
            raise refusal(f"cannot be fetched: {url.host} is not found") from error
        if not all(self.may_reach(address.partition("%")[0]) for address in addresses):
            raise ImportRefusedError(
                f"is refused: {url.host} is inside a private network; GAMMA_IMPORT_PRIVATE=1 would allow it"
            )
        return addresses

    async def _body(self, response: httpx.Response) -> bytes:
        if response.status_code != httpx.codes.OK:
            raise ImportRefusedError(f"cannot be fetched: the server answers {response.status_code}")
        length = response.headers.get("content-length", "")
        content = bytearray()
        if not (length.isdecimal() and int(length) > self.limits.size):
            async for part in response.aiter_bytes():
                content += part
                if len(content) > self.limits.size:
                    break
            else:
                return bytes(content)
        raise ImportRefusedError(f"is refused: it is larger than {self.limits.size:,} bytes")


def make_fetcher(*, private_allowed: bool) -> Fetcher:
    """private_allowed: addresses that nobody outside reaches may be fetched too."""
    return Fetcher(any_address if private_allowed else is_public)


def source_reader(programme_file: Path, fetcher: Fetcher) -> Callable[[ResourceSource], bytes]:
    """A source's file is beside the programme file. What it gives raises ImportRefusedError."""

    def read(source: ResourceSource) -> bytes:
        if source.address:
            return fetcher.fetch(source.address)
        file = programme_file.parent / source.file
        try:
            with file.open("rb") as opened:
                content = opened.read(MAX_FILE_SIZE + 1)
        except OSError as error:
            raise ImportRefusedError(f"{source.file} cannot be read: {error.strerror}") from error
        if len(content) > MAX_FILE_SIZE:
            raise ImportRefusedError(f"{source.file} is refused: it is larger than {MAX_FILE_SIZE:,} bytes")
        return content

    return read


def redacted(url: str) -> str:
    """Without what may be a secret: user, password, query."""
    bare = url.partition("?")[0].partition("#")[0]
    scheme, separator, rest = bare.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if separator else bare


def _parse_url(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ImportRefusedError("is not an address") from error


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
