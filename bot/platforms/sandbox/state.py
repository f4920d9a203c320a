"""The state behind the sandbox's page: its people and channels, the posts it keeps, the clock it moves."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.platforms.sandbox.workspace import Workspace, initial_workspace
from bot.signing import Signer
from gamma.chat import ChatError
from gamma.dates import months_later
from gamma.spoken import Hear
from storage import sandbox as posts
from storage.store import Store, StoreBusyError

BOT = "gamma"
ZONE = ZoneInfo("Europe/Paris")

Advance = Callable[[datetime], None]
Completions = Callable[[str], Sequence[tuple[str, str]]]


class SandboxState:
    """Shared by the platform and its page. Every method may raise ChatError."""

    def __init__(
        self, store: Store, clock: Clock, signer: Signer, advance: Advance, completions: Completions
    ) -> None:
        """advance, completions: as the Sandbox is given them."""
        self.clock = clock
        self.signer = signer
        self.completions = completions
        self.workspace: Workspace = initial_workspace()
        self.hear: Hear = lambda _message, _voice: True
        """Who hears what is said without `/gamma`; nobody, unless the platform is told."""
        self._store = store
        self._advance = advance
        self._advancing = Lock()

    def add_post(
        self, channel: str, author: str, content: dict[str, Any], key: str | None = None
    ) -> posts.Post:
        """Post for good, stamped with the programme's time for the page to show."""
        dated = {**content, "at": self.clock.now().isoformat()}
        with self._chat_errors(self._store.write()) as session:
            return posts.add_post(session, channel, author, dated, self.clock.real_now(), key)

    def edit_post(self, post: int, content: dict[str, Any]) -> bool:
        """Have it say this instead; False where it is not there."""
        with self._chat_errors(self._store.write()) as session:
            return posts.edit_post(session, post, content)

    def find_post(self, post: int) -> posts.Post | None:
        with self._chat_errors(self._store.read()) as session:
            return posts.find_post(session, post)

    def posts_after(self, after: int) -> tuple[list[posts.Post], int, int]:
        """What was posted or edited next in all conversations; the last change of all, and the last post."""
        with self._chat_errors(self._store.read()) as session:
            return posts.posts_after(session, after), posts.latest_change(session), posts.latest_post(session)

    def find_key(self, channel: str, key: str, since: datetime) -> int | None:
        """The bot's own post with this key."""
        with self._chat_errors(self._store.read()) as session:
            return posts.find_key(session, channel, BOT, key, since)

    def resume(self) -> None:
        """The programme's time goes on from where it was left."""
        with self._chat_errors(self._store.read()) as session:
            ahead = posts.clock_ahead(session)
        self.clock.move_to(self.clock.real_now() + ahead)

    def advance(self, to: Callable[[datetime], datetime]) -> datetime:
        """Move the programme to what follows its local time; gives the new time."""
        with self._advancing:
            local = self.clock.now().astimezone(ZONE)
            try:
                self._advance(to(local))
            finally:
                with self._chat_errors(self._store.write()) as session:
                    posts.save_clock_ahead(session, self.clock.ahead)
            return self.clock.now()

    @contextmanager
    def _chat_errors(self, transaction: AbstractContextManager[Session]) -> Iterator[Session]:
        """A locked database is a platform that says "later": nothing was posted."""
        try:
            with transaction as session:
                yield session
        except StoreBusyError as busy:
            raise ChatError("the sandbox's database is busy") from busy


def later(local: datetime, step: timedelta) -> datetime:
    """Days keep the hour on the wall, hours are hours that pass."""
    whole_days = timedelta(days=step.days)
    same_hour = local + whole_days
    return (same_hour.astimezone(tz=ZoneInfo("UTC")) + (step - whole_days)).astimezone(local.tzinfo)


def next_monday(local: datetime) -> datetime:
    """The next Monday 9:00 that is still to come."""
    nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
    monday = nine + timedelta(days=-nine.weekday() % 7)
    return monday if monday > local else monday + timedelta(days=7)


def three_months_later(local: datetime) -> datetime:
    """Three months on, on the same day of the month or its last."""
    return datetime.combine(months_later(local.date(), 3), local.time(), local.tzinfo)
