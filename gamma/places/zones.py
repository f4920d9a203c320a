"""Time zones of the world by their names and towns: "America/Toronto", "New York", "Bruxelles"."""

from collections import defaultdict
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from gamma.places.france import place_key
from gamma.translator import LOCALES, Translator


def zone_towns() -> list[str]:
    return [_town(zone) for zone in _zones()]


@cache
def zones_by_name() -> dict[str, str]:
    """By their whole name; by their town, where only one has it; by the town as it is said to people."""
    zones, aliases = _zones(), get_global("zone_aliases")
    return (
        _unique([(_said(zone, locale), zone) for zone in zones if zone not in aliases for locale in LOCALES])
        | _unique([(_town(zone), zone) for zone in zones])
        | {place_key(zone): zone for zone in zones}
    )


def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


def _town(zone: str) -> str:
    return zone.rsplit("/", 1)[1].replace("_", " ")


def _said(zone: str, locale: str) -> str:
    return Translator(locale).place(ZoneInfo(zone))


def _unique(names: list[tuple[str, str]]) -> dict[str, str]:
    zones: defaultdict[str, set[str]] = defaultdict(set)
    for name, zone in names:
        zones[place_key(name)].add(zone)
    return {key: found.pop() for key, found in zones.items() if len(found) == 1}
