"""When a workshop is worth proposing: several startups asked in one domain within a month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

ASKING_STARTUPS = 3
WITHIN = timedelta(days=30)
PROPOSED_AGAIN_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class DomainHistory:
    """asked: of the questions that are not confidential, which startup asked and when.

    held_at: when the last workshop in it ended. is_planned: one is to come. proposed_at: the last time.
    """

    asked: Collection[tuple[str, datetime]]
    held_at: datetime | None = None
    is_planned: bool = False
    proposed_at: datetime | None = None


def asking_startups(history: DomainHistory, now: datetime) -> int:
    """How many asked within a month; what was asked before a workshop that was held has had its answer."""
    since = now - WITHIN
    if history.held_at:
        since = max(since, history.held_at)
    return len({startup for startup, asked_at in history.asked if since < asked_at <= now})


def is_to_propose(history: DomainHistory, now: datetime) -> bool:
    """Once, until one was held or the time is over after which it may be asked again."""
    if history.is_planned or asking_startups(history, now) < ASKING_STARTUPS:
        return False
    if history.proposed_at is None or now - history.proposed_at >= PROPOSED_AGAIN_AFTER:
        return True
    return history.held_at is not None and history.held_at > history.proposed_at


def to_propose(by_domain: Mapping[str, DomainHistory], now: datetime) -> dict[str, int]:
    """The domains, with how many startups asked in each."""
    return {
        domain: asking_startups(history, now)
        for domain, history in by_domain.items()
        if is_to_propose(history, now)
    }
