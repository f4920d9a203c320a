"""A person on a platform, as the rules and texts know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from gamma.calendar import METROPOLE, Region, region_of_zone


@dataclass(frozen=True)
class Person:
    """Somebody on a platform; account is the platform's own id. zone: None where no known one is told."""

    id: int
    platform: str
    account: str
    name: str
    locale: str
    zone: ZoneInfo | None
    direct_channel: str | None
    erased: bool


def hours_of(people: Iterable[Person], default: ZoneInfo) -> list[tuple[ZoneInfo, Region]]:
    """By whose clock and holidays each of them works. default: the zone of who has none."""
    zones = [person.zone or default for person in people]
    return [(zone, region_of_zone(zone) or METROPOLE) for zone in zones]
