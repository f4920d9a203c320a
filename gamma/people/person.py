"""A person on a platform, as the rules and texts know them."""

from dataclasses import dataclass

ERASED = "erased:"
"""How the account of somebody who was erased begins; no platform's accounts do."""


@dataclass(frozen=True)
class Person:
    """Somebody on a platform; account is the platform's own id."""

    id: int
    platform: str
    account: str
    name: str
    locale: str
    zone: str
    direct_channel: str | None

    @property
    def erased(self) -> bool:
        return self.account.startswith(ERASED)
