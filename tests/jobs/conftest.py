"""A bench for delivering: the real store, a platform in memory, a clock that the test moves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from gamma.chat import ChatError, Profile
from gamma.outbox import Entry, Notification
from jobs.context import JobContext
from jobs.delivery.deliver import deliver
from jobs.message_context import MessageKind, Render
from jobs.messages import MESSAGE_KINDS
from storage import outbox
from storage.people import people
from storage.store import Store
from tests import kept
from tests.fakes.chat import FakeChat
from tests.works import work_of


@dataclass
class Bench:
    store: Store
    chat: FakeChat = field(default_factory=FakeChat)
    now: datetime = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    kinds: Mapping[str, MessageKind] = field(default_factory=lambda: MESSAGE_KINDS)

    def plan(self, key: str, channel: str = "team", kind: str = "invite_me", **known: object) -> None:
        self.keep(Notification(key, kind, known, self.chat.name, self.now, channel=channel))

    def plan_for(
        self,
        account: str,
        key: str,
        locale: str = "",
        kind: str = "invite_me",
        subject: Mapping[str, object] | None = None,
        about: str = "",
    ) -> int:
        with self.store.write() as session:
            person = people.upsert_person(session, self.chat.name, account, Profile(account, locale))
        platform, known = self.chat.name, subject or {}
        self.keep(Notification(key, kind, known, platform, self.now, person_id=person.id, group_key=about))
        return person.id

    def deliver(self) -> None:
        deliver(self.work())

    def work(self) -> JobContext:
        return work_of(self.store, self.chat, lambda: self.now, kinds=self.kinds)

    def says(self, render: Render, *kinds: str) -> None:
        """These kinds say this, and may leave when they could before."""
        self.kinds = {**self.kinds, **{kind: replace(self.kinds[kind], render=render) for kind in kinds}}

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def entry(self, key: str) -> Entry:
        return kept.messages(self.store)[key]

    def posted(self) -> list[str]:
        return [post.key for post in self.chat.posts]

    def keep(self, notification: Notification) -> None:
        with self.store.write() as session:
            outbox.plan(session, notification)


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
