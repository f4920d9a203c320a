"""What a job is given: the store, the platforms and the time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Chat
from gamma.outbox import TIMING, Timing
from gamma.programme import Programme
from storage.store import Store


@dataclass(frozen=True)
class Work:
    """now: the programme's time, what is due; real_now: the machine's, for leases and waits."""

    store: Store
    chats: Mapping[str, Chat]
    programme: Programme
    locale: str
    zone: ZoneInfo
    programme_team: tuple[tuple[str, str], ...]
    commands: frozenset[str]
    now: Callable[[], datetime]
    real_now: Callable[[], datetime]
    timing: Timing = TIMING
    beat: Callable[[], None] = lambda: None
    """Called at each message, so that a long delivery is not taken for a dead one."""
