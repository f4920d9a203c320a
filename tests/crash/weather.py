"""What the platform does to the calls it gets, apart from what is done to the bot."""

import random
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT = 1.1
SLOW_BY = 1.2
LATE_BY = 2.2
ANSWERED_AFTER = 1.5
ANSWERED_SOON = 0.3


@dataclass(frozen=True)
class Turn:
    """One call: refused with this status, or seconds of waiting around the storing, or the answer dropped."""

    status: int = 0
    before: float = 0.0
    after: float = 0.0
    drop: bool = False


Weather = Callable[[random.Random, str], Turn]
"""The turn that a call takes: a "post" or a "look"."""


def calm(_luck: random.Random, _call: str) -> Turn:
    return Turn()


def foul(luck: random.Random, call: str) -> Turn:
    """Three posts in ten and one look in ten go wrong."""
    if call == "look":
        return luck.choices((Turn(), Turn(503), Turn(drop=True)), (90, 5, 5))[0]
    wait = luck.uniform(0, LONGEST_WAIT)
    turns = (Turn(), Turn(429), Turn(503), Turn(drop=True), Turn(before=wait), Turn(after=wait))
    return luck.choices(turns, (70, 6, 6, 6, 6, 6))[0]


def slow(_luck: random.Random, call: str) -> Turn:
    """Every post is stored late."""
    return Turn(before=SLOW_BY) if call == "post" else Turn()


def late(luck: random.Random, call: str) -> Turn:
    """Half of the posts are stored when their answer is not awaited any more, yet within the lease."""
    return Turn(before=LATE_BY) if call == "post" and luck.random() < 0.5 else Turn()


def answered_late(_luck: random.Random, call: str) -> Turn:
    """Every post is stored at once and answered late, but in time."""
    return Turn(after=ANSWERED_AFTER) if call == "post" else Turn()


def answered_soon(_luck: random.Random, call: str) -> Turn:
    """Every post is stored at once, and answered after a while in which others may come."""
    return Turn(after=ANSWERED_SOON) if call == "post" else Turn()


def blind(luck: random.Random, call: str) -> Turn:
    """Half of the looks fail, and some answers to posts are lost."""
    if call == "look":
        return luck.choices((Turn(), Turn(503)), (1, 1))[0]
    return luck.choices((Turn(), Turn(drop=True)), (3, 1))[0]
