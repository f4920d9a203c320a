"""The outside view: a portfolio manager's own verdicts beside the team's. It changes no verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gamma.calendar import Quarter
from gamma.programme import Verdict
from gamma.readiness import LEVELS, TeamResult

WORTH_TALKING = 2
"""Levels apart from which on a difference is pointed out: reached against not yet."""


@dataclass(frozen=True)
class CounterView:
    """What one manager sees in a quarter, by criterion; no verdict is no opinion. name: "" if unknown."""

    person_id: int
    name: str
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True)
class TeamQuarter:
    """The team's result of a quarter with the views beside it. result: None where nothing was shared."""

    quarter: Quarter
    result: TeamResult | None
    views: Sequence[CounterView]


def far_apart(one: Verdict, other: Verdict) -> bool:
    known = one in LEVELS and other in LEVELS
    return known and abs(LEVELS[one] - LEVELS[other]) >= WORTH_TALKING
