"""What a trial tries, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.crash.moments import (
    AFTER_RECORD,
    ANSWERED,
    ATTACHING,
    BEFORE_SEND,
    CLAIMED,
    MOMENTS,
    RECEIVED,
    STORED,
)
from tests.crash.weather import Weather, answered_late, answered_soon, blind, calm, foul, late, slow


@dataclass(frozen=True)
class Policy:
    """How messages are sent and what happens meanwhile. Seconds, in place of the product's longer ones."""

    name: str
    lease: float
    send_within: float
    http: float
    weather: Weather
    moments: Sequence[str]
    fault: str = ""
    """What is broken on purpose: then the trial must not come out as promised."""
    must_fail: bool = False
    """Whether the policy itself breaks the promise."""
    only: str = ""
    """All messages are such: "followed" by a file, or called "off" later."""
    alone: bool = False
    """Whether one worker dies and the others live on."""
    living: bool = False
    """Whether there are living posts too."""
    workers: int = 1
    """Of a control."""
    senders: int = 4
    """Messages that each of them may have under way."""
    in_line: bool = False
    """Whether every post is awaited to its answer: then none comes to a recipient while another does."""

    @property
    def is_broken(self) -> bool:
        """Then a trial that ends as if nothing were wrong proves nothing."""
        return self.must_fail or bool(self.fault)


LOOK_FIRST = Policy("look first", 4.0, send_within=0.8, http=0.8, weather=foul, moments=MOMENTS, living=True)

# Each of these is as promised too, and finds some faults that the foul weather would find seldom or never.
INTERRUPTED = Policy("interrupted", 0.5, send_within=0.4, http=0.8, weather=calm, moments=(STORED, ANSWERED))
CALLED_OFF = Policy(
    "called off", 0.6, send_within=0.4, http=0.8, weather=calm, moments=(BEFORE_SEND,), only="off"
)
LATE = Policy("stored late", 4.0, send_within=0.8, http=0.8, weather=late, moments=(AFTER_RECORD,))
BLIND = Policy("looks fail", 1.5, send_within=0.3, http=0.8, weather=blind, moments=(STORED, ANSWERED))
HELD_UP = Policy(
    "held up",
    3.0,
    send_within=0.5,
    http=2.0,
    weather=answered_late,
    moments=(CLAIMED,),
    workers=2,
    alone=True,
)
CROWD = Policy("crowd", 4.0, send_within=0.8, http=0.8, weather=calm, moments=(AFTER_RECORD,), workers=4)
IN_LINE = Policy(
    "in line",
    4.0,
    send_within=0.8,
    http=0.8,
    weather=answered_soon,
    moments=(AFTER_RECORD,),
    workers=2,
    in_line=True,
)
TAKEN_AWAY = Policy(
    "taken away", 1.0, send_within=0.3, http=0.8, weather=calm, moments=(ATTACHING,), only="followed"
)
SHORT_LEASE = Policy(
    "lease too short", 0.3, send_within=0.3, http=0.8, weather=slow, moments=(RECEIVED,), must_fail=True
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

    @property
    def shares(self) -> list[list[str]]:
        """At which moments each worker is killed."""
        if self.policy.alone:
            return [self.moments, *([] for _ in range(self.workers - 1))]
        return [self.moments[worker :: self.workers] for worker in range(self.workers)]


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
    unwanted: int
    """Sent by a claim that was made after it had been called off."""
    crossed: int
    """Came to a recipient to whom another message was still under way."""
    seconds: float = 0.0
    trouble: str = ""
    """Why the trial did not come to its end."""

    @property
    def is_exact(self) -> bool:
        wrong = (self.lost, self.doubled, self.unrecorded, self.stale, self.unwanted, self.crossed)
        return not any(wrong) and not self.trouble

    @property
    def is_as_promised(self) -> bool:
        """Nothing is wrong; or, of what was broken on purpose, the trial saw it."""
        if self.scenario.policy.is_broken:
            return not self.is_exact and not self.trouble
        return self.is_exact


HEADINGS = (
    *("policy", "platform", "database", "workers", "kills", "messages"),
    *("lost", "doubled", "unrecorded", "stale", "unwanted", "crossed"),
)
_WIDTHS = (38, 10, 10, 7, 5, 8, 4, 7, 10, 5, 8, 7)


def row(outcome: Outcome) -> tuple[object, ...]:
    tried = outcome.scenario
    return (
        f"{tried.policy.name}{' ! ' if tried.policy.fault else ''}{tried.policy.fault}",
        tried.platform,
        tried.database,
        tried.workers,
        outcome.kills.total(),
        outcome.messages,
        outcome.lost,
        outcome.doubled,
        outcome.unrecorded,
        outcome.stale,
        outcome.unwanted,
        outcome.crossed,
    )


def table(outcomes: Sequence[Outcome]) -> str:
    lines = [HEADINGS, *map(row, outcomes)]
    troubles = [f"{row(each)[0]}: {each.trouble}" for each in outcomes if each.trouble]
    return "\n".join([*(_line(cells) for cells in lines), *troubles])


def _line(cells: Sequence[object]) -> str:
    texts, numbers = cells[:3], cells[3:]
    left = [str(cell).ljust(width) for cell, width in zip(texts, _WIDTHS[:3], strict=True)]
    right = [str(cell).rjust(width) for cell, width in zip(numbers, _WIDTHS[3:], strict=True)]
    return "  ".join(left + right)
