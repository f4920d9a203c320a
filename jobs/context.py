"""What a job is given: the store, the platforms and the time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Chat
from gamma.imported import ImportRefusedError
from gamma.outbox import TIMING, Timing
from gamma.programme import Programme
from storage.store import Store


def _not_wired(url: str) -> bytes:
    raise ImportRefusedError(f"{url} cannot be fetched: nobody gave the job a way to")


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
    import_urls: tuple[str, ...] = ()
    fetch: Callable[[str], bytes] = _not_wired
    """The content at an address. Raises ImportRefusedError."""
