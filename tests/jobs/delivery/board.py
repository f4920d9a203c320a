"""A living post for tests."""

from gamma.chat import Message
from gamma.outbox import Notification
from gamma.translator import render
from jobs.message_context import MessageContext, MessageKind, Subject
from storage import living_posts
from storage.models import LivingPostRow
from tests.jobs.conftest import Bench


class Board:
    """A living post that says a count."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.count: int | None = 0
        bench.kinds = {**bench.kinds, "board": MessageKind(self._render, living=True)}

    def _render(self, _context: MessageContext, _subject: Subject) -> Message | None:
        return None if self.count is None else Message((render("{count} answers", count=str(self.count)),))

    def plan(self, key: str = "board", channel: str = "team") -> bool:
        with self.bench.store.write() as session:
            notice = Notification(key, "board", {}, self.bench.chat.name, self.bench.now, channel=channel)
            return living_posts.plan(session, notice)

    def says(self, count: int | None, key: str = "board") -> bool:
        self.count = count
        with self.bench.store.write() as session:
            return living_posts.revise(session, key)

    def shown(self) -> list[str]:
        return [post.text for post in self.bench.chat.posts]

    def row(self) -> LivingPostRow:
        with self.bench.store.read() as session:
            return session.query(LivingPostRow).one()
