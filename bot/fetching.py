"""Fetches a file by HTTPS, within limits of size and time, and never from inside the own network."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from gamma.startups.catalogue import ImportRefusedError

LARGEST_FILE = 20_000_000
"""Bytes, after decompression; today's file has some 600,000."""

_MOST_REDIRECTS = 3
_NAT64 = ip_network("64:ff9b::/96")
_HIDDEN_IN_IPV6 = (_NAT64, ip_network("2002::/16"), ip_network("2001::/32"))
"""Ranges whose addresses lead to an IPv4 address that is written in them."""

Resolve = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True)
class Limits:
    """Seconds, and bytes. The whole is for one file with all its redirects, however slowly it drips."""

    connect: float = 10.0
    whole: float = 60.0
    size: int = LARGEST_FILE


def is_public(address: str) -> bool:
    """Whether this IP address is one of the open Internet."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip
    if isinstance(ip, IPv6Address) and any(ip in hidden for hidden in _HIDDEN_IN_IPV6):
        return False
    return ip.is_global and not ip.is_multicast


def anywhere(_address: str) -> bool:
    return True


async def resolve(host: str, port: int) -> list[str]:
    """All the addresses of a host, each once."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Fetcher:
    """may_reach decides by IP address. schemes and find_addresses are others only in tests."""

    may_reach: Callable[[str], bool] = is_public
    limits: Limits = Limits()
    schemes: tuple[str, ...] = ("https",)
    find_addresses: Resolve = resolve

    def fetch(self, url: str) -> bytes:
        """The content at this address. Raises ImportRefusedError with what to do about it."""
        try:
            return asyncio.run(self._fetched(_parsed(url)))
        except ImportRefusedError as error:
            raise ImportRefusedError(f"{shown(url)} {error}") from error

    async def _fetched(self, url: httpx.URL) -> bytes:
        # Proxies of the environment are not used: behind one, nobody could say which address is reached.
        context = httpx.create_ssl_context()
        timeout = httpx.Timeout(self.limits.whole, connect=self.limits.connect)
        try:
            async with (
                asyncio.timeout(self.limits.whole),
                httpx.AsyncClient(verify=context, timeout=timeout, trust_env=False) as client,
            ):
                return await self._followed(client, url)
        except TimeoutError as error:
            raise ImportRefusedError(f"took longer than {self.limits.whole:g} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as error:
            raise ImportRefusedError(f"cannot be fetched: {_said(error)}") from error

    async def _followed(self, client: httpx.AsyncClient, url: httpx.URL) -> bytes:
        for _ in range(_MOST_REDIRECTS + 1):
            response = await self._opened(client, url)
            try:
                if not response.has_redirect_location:
                    return await self._body(response)
                # Joined to the name it was asked by: the request itself went to an address.
                url = url.join(response.headers["location"])
            finally:
                await response.aclose()
        raise ImportRefusedError(f"leads on and on: more than {_MOST_REDIRECTS} redirects")

    async def _opened(self, client: httpx.AsyncClient, url: httpx.URL) -> httpx.Response:
        """Asks an address that was checked, so that the name cannot lead elsewhere a moment later."""
        refused: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in await self._addresses(url):
            request = client.build_request(
                "GET",
                url.copy_with(host=address),
                headers={"Host": url.netloc.decode("ascii"), "Accept": "application/json"},
                extensions={"sni_hostname": url.raw_host.decode("ascii")},
            )
            try:
                return await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused = error
        raise refused or ImportRefusedError(f"cannot be fetched: {url.host} has no address")

    async def _addresses(self, url: httpx.URL) -> list[str]:
        if url.scheme not in self.schemes:
            raise ImportRefusedError(f"is refused: only https is fetched, not {url.scheme or 'this'}")
        if url.userinfo or not url.host:
            raise ImportRefusedError("is refused: an address has a host, and neither user nor password")
        try:
            found = await self.find_addresses(url.host, url.port or 443)
        except OSError as error:
            raise ImportRefusedError(f"cannot be fetched: {url.host} is not found") from error
        if not all(self.may_reach(address.partition("%")[0]) for address in found):
            raise ImportRefusedError(
                f"is refused: {url.host} is inside a private network; GAMMA_IMPORT_PRIVATE=1 would allow it"
            )
        return found

    async def _body(self, response: httpx.Response) -> bytes:
        if response.status_code != httpx.codes.OK:
            raise ImportRefusedError(f"cannot be fetched: the server answers {response.status_code}")
        announced = response.headers.get("content-length", "")
        content = bytearray()
        if not (announced.isdecimal() and int(announced) > self.limits.size):
            async for part in response.aiter_bytes():
                content += part
                if len(content) > self.limits.size:
                    break
            else:
                return bytes(content)
        raise ImportRefusedError(f"is refused: it is larger than {self.limits.size:,} bytes")


def guarded(*, private_allowed: bool) -> Fetcher:
    return Fetcher(anywhere if private_allowed else is_public)


def shown(url: str) -> str:
    """Without what may be a secret: user, password, query."""
    bare = url.partition("?")[0].partition("#")[0]
    scheme, found, rest = bare.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else bare


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ImportRefusedError("is not an address") from error


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
