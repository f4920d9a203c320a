"""The sandbox with a bot that says what a test wants it to say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from bot.clock import Clock
from bot.platforms.sandbox.chat import Sandbox
from bot.platforms.sandbox.workspace import initial_workspace
from bot.signing import Signer
from gamma.chat import Answer, Click, Command, Event, Message, Place, Reply
from gamma.text import Span, Text
from gamma.translator import Translator
from storage.sandbox import Post, posts_after
from storage.store import Store
from tests.databases import sqlite_in
from tests.drivers.sandbox import SandboxDriver

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TEAM = "equipe-velo-facile"
COMMANDS = {
    "fr": [("évaluer", "Évaluer la startup"), ("évaluer résultat", "Revoir le résultat"), ("aide", "Aide")],
    "en": [("assess", "Assess the startup"), ("assess result", "See the result again"), ("help", "Help")],
}


def said(*paragraphs: str) -> Message:
    return Message(tuple(Text((Span(paragraph),)) for paragraph in paragraphs))


class Scene:
    """web is the bot; reply is given each event with its words: those typed, or those that were signed."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(sqlite_in(folder, "sandbox.db"))
        self.store.upgrade()
        self.events: list[Event] = []
        self.moves: list[datetime] = []
        self.reply: Callable[[Event, str], Reply] = lambda _event, words: said(f"heard: {words}")
        self.driver = SandboxDriver(initial_workspace())
        self.restart()

    def restart(self) -> None:
        """A new process on the same database."""
        self.clock = Clock(lambda: NOW)
        self.signer = Signer("secret", self.clock.real_now)
        self.chat = Sandbox(self.store, self.clock, self.signer, self.advance, COMMANDS.__getitem__)
        self.web = Flask("bot")
        self.web.register_blueprint(self.chat.blueprint(self.dispatch))
        self.driver.connect(self)
        self.chat.start(self.dispatch)

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        words, place = self._read(event)
        translator = Translator(self.chat.profile(event.person).locale)
        return Answer(self.reply(event, words), translator, place)

    def advance(self, to: datetime) -> None:
        self.moves.append(to)
        self.clock.move_to(to)

    def post(self, channel: str, message: Message, key: str = "key", reader: str = "") -> str:
        return self.chat.post(channel, message, key, reader)

    def kept(self) -> list[Post]:
        """Every post there is."""
        with self.store.read() as session:
            return posts_after(session, 0)

    def _read(self, event: Event) -> tuple[str, Place]:
        if isinstance(event, Command):
            return event.text, event.place
        verify = self.signer.verify_button if isinstance(event, Click) else self.signer.verify_form
        state = verify(event.signed_state, event.person)
        return state.words, state.place


@contextmanager
def scene_in(folder: Path) -> Iterator[Scene]:
    scene = Scene(folder)
    try:
        yield scene
    finally:
        scene.driver.close()
        scene.store.close()
