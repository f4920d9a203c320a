"""Nothing is said twice to the same reader unless something changed, or a pause that grows is over."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gamma.calendar import OPENS, Region, later_working_instant
from gamma.dates import LocalMoment, day_in

_SOONER = timedelta(hours=12)
"""A message of a Monday morning is not put off for a week because the one before it left a minute late."""
_AFTER_THE_WEEKLY = timedelta(minutes=1)
"""What waited for another week leaves after the message that tells of that week."""


@dataclass(frozen=True)
class Told:
    """That a reader was told a fact. state: as it stood then. times: how often, since it stands like this."""

    state: str
    times: int
    told_at: datetime


def is_news(told: Told | None, state: str, now: datetime, pauses: Sequence[int]) -> bool:
    """Whether a reader is to hear of it (again). pauses: weeks, the last one stands for all after it."""
    if told is None or told.state != state:
        return True
    weeks = pauses[min(told.times, len(pauses)) - 1]
    return now >= told.told_at + timedelta(weeks=weeks) - _SOONER


def find_news(
    facts: Mapping[str, str], told: Mapping[str, Told], now: datetime, pauses: Sequence[int]
) -> set[str]:
    """Those of these facts, with their states, that are to be told."""
    return {fact for fact, state in facts.items() if is_news(told.get(fact), state, now, pauses)}


def find_untold(facts: Mapping[str, str], told: Mapping[str, Told]) -> set[str]:
    """Those of these facts that were never told as they stand."""
    return {fact for fact, state in facts.items() if fact not in told or told[fact].state != state}


def repetition_instants(since: datetime, now: datetime, pauses: Sequence[int]) -> list[datetime]:
    """When a fact that stands since then is told: at once, after each pause; until the first after now."""
    instants, weeks = [since], [*pauses]
    while instants[-1] <= now:
        pause = weeks[min(len(instants), len(weeks)) - 1]
        instants.append(instants[-1] + timedelta(weeks=pause))
    return instants


def next_week_opening(now: datetime, zone: ZoneInfo, region: Region) -> datetime:
    """When what has no room in a reader's week is due: on the first working day of the next one."""
    today = day_in(now, zone)
    monday = LocalMoment(today + timedelta(days=7 - today.weekday()), OPENS, zone).instant
    return later_working_instant(monday, zone, region) + _AFTER_THE_WEEKLY


def digest(words: str) -> str:
    """What tells two texts apart without keeping either."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
