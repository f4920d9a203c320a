"""Whether a Mattermost server may call an address: what AllowedUntrustedInternalConnections decides."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

SETTING = "ServiceSettings.AllowedUntrustedInternalConnections"
SETTING_PATH = "System Console > Environment > Developer > Allow untrusted internal connections to"

_RESERVED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::/128",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
)
"""Mattermost's own list (services/httpservice/client.go); the server's own address counts as well."""


def is_internal(ips: Iterable[str]) -> bool:
    """Whether Mattermost asks for its permission before it calls any of these."""
    return any(ip_address(ip) in network for ip in ips for network in _RESERVED)


def is_allowed(url: str, ips: Iterable[str], allowed: str) -> bool:
    """allowed: the server's setting, hosts and networks with blanks or commas between. A host has no port."""
    entries = re.split(r"[\s,]+", allowed)
    if urlsplit(url).hostname in entries:
        return True
    networks = [network for entry in entries if (network := _network(entry))]
    return any(ip_address(ip) in network for ip in ips for network in networks)


def _network(entry: str) -> IPv4Network | IPv6Network | None:
    """Only what is written with its length, as 10.0.0.0/8, is a network to Mattermost."""
    try:
        return ip_network(entry, strict=False) if "/" in entry else None
    except ValueError:
        return None
