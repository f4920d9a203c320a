"""Those who help other teams, as the rules and texts know them: in what, how often, and how busy they are."""

from dataclasses import dataclass
from datetime import UTC, datetime

UNTIL_BACK = datetime(9999, 1, 1, tzinfo=UTC)
"""The end of the pause of an expert whose account takes no messages: until they say that they are back."""


@dataclass(frozen=True)
class Expert:
    """domains: how well each is known, 1 to 3. capacity: questions taken in a month at most."""

    person_id: int
    domains: dict[str, int]
    capacity: int
    paused_until: datetime | None

    def is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and self.paused_until > now


@dataclass(frozen=True)
class Workload:
    """taken: questions an expert took this calendar month. waiting: offers that wait for their answer."""

    taken: int
    waiting: int
