"""A person on a platform, as the rules and texts know them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


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
