"""A person on a platform, as the rules and texts know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from gamma.calendar import METROPOLE, Region, region_of_zone
from gamma.parsing.text import normalise


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


def first_names(name: str) -> set[str]:
    """ "Anne Marie Petit" is Anne or Anne Marie to her team, or all of it."""
    words = normalise(name).split()
    return {" ".join(words[:count]) for count in range(1, len(words) + 1)}


def family_names(name: str) -> set[str]:
    """ "Petit", or "Marie Petit" where two first names may be one and a family name."""
    words = normalise(name).split()
    return {" ".join(words[start:]) for start in range(1, len(words))}


def may_be_family_name(typed: str) -> bool:
    """Written as a name is: "petit" and "grand" are words."""
    return typed[:1].isupper()


def goes_by(typed: str, names: Iterable[str]) -> bool:
    """Whether who has all these names may be called so: by a first name, or a family name with a capital."""
    folded = normalise(typed)
    return bool(folded) and any(
        folded in first_names(name) or (may_be_family_name(typed) and folded in family_names(name))
        for name in names
    )
