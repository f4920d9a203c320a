"""What the public API says of startups before and after a season: those of the season, and all the others."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gamma.seasons.season import Season
from gamma.startups.import_state import ImportState

Group = Literal["programme", "others"]
GROUPS: tuple[Group, ...] = ("programme", "others")


@dataclass(frozen=True)
class Figures:
    """of: startups that the import names. accelerated: those that had begun their acceleration by then;
    still: of these, how many had not left it. median_days: in it, Kaplan and Meier's; None where half of them
    have not left it by any time seen.
    """

    of: int
    with_stats: int
    with_impact: int
    in_acceleration: int
    accelerated: int
    still: int
    median_days: int | None


Imported = Mapping[Group, Figures]


@dataclass(frozen=True)
class BeforeAfter:
    """days: of the imports that are compared. None: there is none kept."""

    before_on: date | None = None
    before: Imported | None = None
    after_on: date | None = None
    after: Imported | None = None


def days_compared(season: Season, days: Sequence[date]) -> tuple[date | None, date | None]:
    """The last import until the season began, else the first in it; and the last one until it ended."""
    earlier = [day for day in days if day <= season.starts_on]
    within = [day for day in days if season.starts_on < day <= season.ends_on]
    before = earlier[-1] if earlier else next(iter(within), None)
    return before, within[-1] if within and within[-1] != before else None


def figures(day: date, states: Mapping[str, ImportState], season: Collection[str]) -> Imported:
    listed = {startup: state for startup, state in states.items() if state.listed}
    own = set(season)
    return {
        "programme": _figures(day, [state for startup, state in listed.items() if startup in own]),
        "others": _figures(day, [state for startup, state in listed.items() if startup not in own]),
    }


def _figures(day: date, states: Sequence[ImportState]) -> Figures:
    times = [
        (((state.left_on or day) - state.accelerated_on).days, state.left_on is not None)
        for state in states
        if state.accelerated_on
    ]
    return Figures(
        of=len(states),
        with_stats=sum(state.has_stats for state in states),
        with_impact=sum(state.has_impact for state in states),
        in_acceleration=sum(state.in_acceleration for state in states),
        accelerated=len(times),
        still=sum(not ended for _, ended in times),
        median_days=median_time(times),
    )


def median_time(times: Iterable[tuple[int, bool]]) -> int | None:
    """Kaplan and Meier's (1958): the first time by which half are expected to have ended.

    times: each with whether it ended then; one that goes on counts as long as it was seen.
    """
    seen, staying = sorted(times), 1.0
    for time in sorted({time for time, ended in seen if ended}):
        at_risk = sum(each >= time for each, _ in seen)
        ended_then = sum(each == time and ended for each, ended in seen)
        staying *= 1 - ended_then / at_risk
        if staying <= 0.5 + 1e-9:
            return time
    return None
