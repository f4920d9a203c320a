"""What a job is given: the store, the platforms and the time."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.chat_platform import Chat
from gamma.outbox import TIMING, Timing
from gamma.programme.file import Programme
from gamma.programme.resources import ResourceSource
from gamma.startups.catalogue import ImportRefusedError
from jobs.message_context import FormResult, MessageKind
from storage.people import programme_team
from storage.store import Store


def no_limit(_seconds: float) -> AbstractContextManager[None]:
    return nullcontext()


def _not_wired(url: str) -> bytes:
    raise ImportRefusedError(f"{url} cannot be fetched: nobody gave the job a way to")


def _no_source(source: ResourceSource) -> bytes:
    raise ImportRefusedError(f"cannot be read: nobody gave the job a way to {source.id}")


@dataclass(frozen=True)
class JobContext:
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
    kinds: Mapping[str, MessageKind]
    form_results: Mapping[str, FormResult] = field(default_factory=dict)
    """What is told of a form that was sent, by its route, where the platform shows nothing after a form."""
    timing: Timing = TIMING
    beat: Callable[[], None] = lambda: None
    """Called at each message, so that a long delivery is not taken for a dead one."""
    is_stopping: Callable[[], bool] = lambda: False
    """Asked between messages: what is due then is left to who runs next."""
    senders: int = 1
    """Messages of a delivery that may be under way at once, each to another recipient."""
    time_limit: Callable[[float], AbstractContextManager[None]] = no_limit
    """What is called inside ends after so many seconds, or is not sent."""
    is_abandoned: Callable[[str], bool] = lambda _lease_token: True
    """Of a claim whose lease is over by the clock; see jobs.delivery.sightings."""
    left_alone_until: dict[str, datetime] = field(default_factory=dict)
    """Until when (real time) a platform asked to open no more conversations; a restart may ask once more."""
    import_urls: tuple[str, ...] = ()
    fetch: Callable[[str], bytes] = _not_wired
    """The content at an address. Raises ImportRefusedError."""
    read_source: Callable[[ResourceSource], bytes] = _no_source
    """The file of a source of resources, wherever it is. Raises ImportRefusedError."""
    is_page_there: Callable[[str], bool | None] = lambda _url: None
    """Whether a page is at an address; None where nobody can tell now."""

    def notify_programme_team(
        self, session: Session, kind: str, key: str, subject: Mapping[str, Any]
    ) -> None:
        """Each of them once for this key."""
        programme_team.notify(session, self.programme_team, kind, key, subject, self.now())
