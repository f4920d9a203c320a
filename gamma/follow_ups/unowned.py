"""An action that nobody takes: named in the channel so many times, then a point of the next agenda."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from gamma.follow_ups.follow_up import Action
from gamma.repetition import Told

UNOWNED = "unowned:"
"""With what the facts of such actions begin. Each of them is told once for as long as the action is open."""

_TIME_TO_TAKE_IT = timedelta(days=7)
"""After it was named for the last time."""


def naming_facts(action: Action, times: int) -> list[str]:
    """One for each time that it is named."""
    return [f"{UNOWNED}{action.id}:{count}" for count in range(1, times + 1)]


def agenda_fact(action: Action) -> str:
    """That it was a point of an agenda."""
    return f"{UNOWNED}{action.id}:agenda"


def action_of(fact: str) -> int:
    """The action's number."""
    return int(fact.removeprefix(UNOWNED).partition(":")[0])


def is_left(naming: Mapping[str, Told], times: int, now: datetime) -> bool:
    """It was named as often as it is to be in its channel, and nobody took it since."""
    last = max((each.told_at for each in naming.values()), default=None)
    return len(naming) == times and (last is None or last + _TIME_TO_TAKE_IT <= now)


def is_left_without_channel(action: Action, today: date) -> bool:
    """Nobody could be told of it."""
    return action.due_on is not None and action.due_on + _TIME_TO_TAKE_IT <= today
