"""Where an address leads, as seen from this machine."""

import socket
from urllib.parse import urlsplit


def ips_of(url: str) -> tuple[str, ...]:
    """The addresses its host has here; none when the name is not known here."""
    host = urlsplit(url).hostname
    if not host:
        return ()
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in infos))
