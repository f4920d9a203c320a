"""What a trial tries, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.crash.moments import ANSWERED, MOMENTS, OF_EDITS, RECEIVED, STORED
from tests.crash.weather import Weather, calm, foul, slow


@dataclass(frozen=True)
class Policy:
    """How messages are sent and what happens meanwhile. Seconds, in place of the product's longer ones."""

    name: str
    lease: float
    send_within: float
    http: float
    weather: Weather
    moments: Sequence[str]
    looks: bool = True

    @property
    def edits(self) -> bool:
        """Whether there are living posts too: a control that must double posts has none."""
        return not set(OF_EDITS).isdisjoint(self.moments)


LOOK_FIRST = Policy("look first", lease=4.0, send_within=0.8, http=0.8, weather=foul, moments=MOMENTS)
NEVER_LOOK = Policy(
    "control: never look",
    lease=0.5,
    send_within=0.4,
    http=0.8,
    weather=calm,
    moments=(STORED, ANSWERED),
    looks=False,
)
SHORT_LEASE = Policy(
    "control: lease too short", lease=0.3, send_within=0.3, http=0.8, weather=slow, moments=(RECEIVED,)
)


@dataclass(frozen=True)
class Scenario:
    policy: Policy
    platform: str
    database: str
    workers: int
    kills: int
    first: int = 0
    """Where in the policy's moments the kills begin: many short trials see them all."""

    @property
    def moments(self) -> list[str]:
        known = self.policy.moments
        return [known[(self.first + number) % len(known)] for number in range(self.kills)]


@dataclass(frozen=True)
class Outcome:
    scenario: Scenario
    kills: Counter[str]
    messages: int
    lost: int
    doubled: int
    unrecorded: int
    """Rows that are not `sent` with the id of a post of theirs."""
    stale: int
    """Living posts that show something old at the end, or stand again after somebody took them away."""
    seconds: float

    @property
    def is_exact(self) -> bool:
        return self.lost == self.doubled == self.unrecorded == self.stale == 0


HEADINGS = (
    *("policy", "platform", "database", "workers", "kills", "messages"),
    *("lost", "doubled", "unrecorded", "stale"),
)
_WIDTHS = (26, 10, 10, 7, 5, 8, 4, 7, 10, 5)


def row(outcome: Outcome) -> tuple[object, ...]:
    tried = outcome.scenario
    return (
        tried.policy.name,
        tried.platform,
        tried.database,
        tried.workers,
        outcome.kills.total(),
        outcome.messages,
        outcome.lost,
        outcome.doubled,
        outcome.unrecorded,
        outcome.stale,
    )


def table(outcomes: Sequence[Outcome]) -> str:
    lines = [HEADINGS, *map(row, outcomes)]
    return "\n".join(_line(cells) for cells in lines)


def _line(cells: Sequence[object]) -> str:
    texts, numbers = cells[:3], cells[3:]
    left = [str(cell).ljust(width) for cell, width in zip(texts, _WIDTHS[:3], strict=True)]
    right = [str(cell).rjust(width) for cell, width in zip(numbers, _WIDTHS[3:], strict=True)]
    return "  ".join(left + right)
