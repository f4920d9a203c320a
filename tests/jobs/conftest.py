"""A bench for delivering: the real store, a platform in memory, a clock that the test moves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gamma.chat import ChatError, Profile
from gamma.outbox import Entry, Notice
from gamma.programme import SHIPPED, load_programme
from jobs.context import Work
from jobs.deliver import deliver
from storage import outbox, people
from storage.store import Store
from tests.fakes.chat import FakeChat

PROGRAMME = load_programme(SHIPPED)


@dataclass
class Bench:
    store: Store
    chat: FakeChat = field(default_factory=FakeChat)
    now: datetime = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def plan(self, key: str, channel: str = "team", kind: str = "invite_me", **known: object) -> None:
        self._keep(Notice(key, kind, known, self.chat.name, self.now, channel=channel))

    def plan_for(self, account: str, key: str, locale: str = "") -> int:
        with self.store.write() as session:
            person = people.meet(session, self.chat.name, account, Profile(account, locale))
        self._keep(Notice(key, "invite_me", {}, self.chat.name, self.now, person_id=person.id))
        return person.id

    def deliver(self) -> None:
        deliver(self.work())

    def work(self) -> Work:
        return Work(
            store=self.store,
            chats={self.chat.name: self.chat},
            programme=PROGRAMME,
            locale="fr",
            zone=ZoneInfo("Europe/Paris"),
            programme_team=((self.chat.name, "nadia"),),
            commands=frozenset(),
            now=lambda: self.now,
            real_now=lambda: self.now,
        )

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def entry(self, key: str) -> Entry:
        with self.store.read() as session:
            found = [*outbox.entries(session, "open"), *outbox.entries(session, "sent")]
            found += outbox.entries(session, "failed")
        return next(entry for entry in found if entry.notice.key == key)

    def posted(self) -> list[str]:
        return [post.key for post in self.chat.posts]

    def _keep(self, notice: Notice) -> None:
        with self.store.write() as session:
            outbox.plan(session, notice)


def failing(error: Exception, times: int = 1, key: str = "") -> Callable[[str], None]:
    """A mishap that raises so many times, for this message alone if it is named."""
    left = [error] * times

    def fail(posted: str) -> None:
        if left and key in ("", posted):
            raise left.pop()

    return fail


def no_answer() -> ChatError:
    return ChatError("no answer", unsure=True)


@pytest.fixture
def bench(database_url: str) -> Iterator[Bench]:
    store = Store(database_url)
    store.upgrade()
    yield Bench(store)
    store.close()
