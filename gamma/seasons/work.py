"""What was done in a season beside the assessments: checkpoints, help of experts, sponsors' commitments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from gamma.answers import SHOWN_FROM
from gamma.calendar import METROPOLE, add_working_days, region_of_zone
from gamma.dates import day_in


@dataclass(frozen=True)
class Checkpoints:
    """planned: all with a day in the season, whatever became of them. postponed: put off at least once.

    days_between: median of the days from one that was held to the next, of the same startup.
    """

    planned: int
    held: int
    postponed: int
    cancelled: int
    days_between: int | None


@dataclass(frozen=True)
class AskedQuestion:
    domain: str
    asked_at: datetime
    taken_at: datetime | None
    rating: int | None


@dataclass(frozen=True)
class Usefulness:
    """n: questions that were rated, from 1 to 5. Of fewer than three neither is told: None."""

    n: int | None
    median: float | None


_NOT_TOLD = Usefulness(None, None)


@dataclass(frozen=True)
class ExpertHelp:
    """within_3, within_5: taken by the end of the third, fifth working day after the question."""

    questions: int
    taken: int
    within_3: int
    within_5: int
    median_hours: int | None
    useful: Usefulness
    by_domain: Mapping[str, Usefulness]


@dataclass(frozen=True)
class Commitments:
    """Of the sponsor, recorded in the season."""

    made: int
    kept: int
    dropped: int
    open: int


def expert_help(questions: Sequence[AskedQuestion], zone: ZoneInfo) -> ExpertHelp:
    taken = [(each.asked_at, each.taken_at) for each in questions if each.taken_at]
    hours = [(end - start).total_seconds() / 3600 for start, end in taken]
    rated = [each for each in questions if each.rating is not None]
    return ExpertHelp(
        questions=len(questions),
        taken=len(taken),
        within_3=sum(_is_within(3, start, end, zone) for start, end in taken),
        within_5=sum(_is_within(5, start, end, zone) for start, end in taken),
        median_hours=round(median(hours)) if len(hours) >= SHOWN_FROM else None,
        useful=_usefulness(rated),
        by_domain=_by_domain(rated),
    )


def _by_domain(rated: Sequence[AskedQuestion]) -> Mapping[str, Usefulness]:
    """Where all less the domains that are told would be fewer than three, or one domain's own, the smallest
    of those that are told is hidden too.
    """
    counts = Counter(each.domain for each in rated)
    hidden = {domain for domain, count in counts.items() if count < SHOWN_FROM}
    told = sorted(counts.keys() - hidden, key=lambda domain: (counts[domain], domain))
    while hidden and told and (len(hidden) == 1 or sum(counts[each] for each in hidden) < SHOWN_FROM):
        hidden.add(told.pop(0))
    return {
        domain: _NOT_TOLD if domain in hidden else _usefulness([e for e in rated if e.domain == domain])
        for domain in sorted(counts)
    }


def median_days_between(held: Sequence[tuple[str, date]]) -> int | None:
    """held: startup and day of each checkpoint."""
    days: dict[str, list[date]] = {}
    for startup, day in sorted(held):
        days.setdefault(startup, []).append(day)
    gaps = [(b - a).days for each in days.values() for a, b in pairwise(each)]
    return round(median(gaps)) if len(gaps) >= SHOWN_FROM else None


def _usefulness(rated: Sequence[AskedQuestion]) -> Usefulness:
    ratings = [each.rating for each in rated if each.rating is not None]
    if 0 < len(ratings) < SHOWN_FROM:
        return _NOT_TOLD
    return Usefulness(len(ratings), float(median(ratings)) if ratings else None)


def _is_within(days: int, asked_at: datetime, taken_at: datetime, zone: ZoneInfo) -> bool:
    region = region_of_zone(zone) or METROPOLE
    return day_in(taken_at, zone) <= add_working_days(day_in(asked_at, zone), days, region)
