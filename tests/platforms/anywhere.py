"""Any of the platforms with its people, and a bot that says what a test wants it to say."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from bot.clock import Clock
from bot.platforms.definition import Platform
from bot.platforms.sandbox.chat import Sandbox
from bot.settings import PLATFORMS, read_settings
from bot.signing import Signer
from gamma.chat import Answer, Command, Event, Place, Reply
from gamma.translator import Translator
from storage.store import Store
from tests.conversation import DRIVERS
from tests.databases import sqlite_in
from tests.direct_executor import DirectExecutor
from tests.platforms.mattermost_scene import said
from tests.talk import Driver


@dataclass
class Anywhere:
    """Ada and Noé are in a channel, and so is the bot."""

    driver: Driver
    chat: Platform
    web: Flask = field(default_factory=lambda: Flask("bot"))
    events: list[Event] = field(default_factory=list)
    reply: Callable[[Event], Reply] = lambda event: said("bonjour")

    def __post_init__(self) -> None:
        self.web.register_blueprint(self.chat.blueprint(self.dispatch))
        self.driver.connect(self)
        self.ada, self.noe = self.driver.person("Ada Lovelace"), self.driver.person("Noé Petit")
        self.team = self.driver.channel("equipe", [self.ada, self.noe])
        self.driver.invite_bot(self.team)

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        place = event.place if isinstance(event, Command) else Place(self.team)
        return Answer(self.reply(event), Translator("fr"), place)


@contextmanager
def on(platform: str, folder: Path) -> Iterator[Anywhere]:
    with ExitStack() as open_until_the_end:
        driver = DRIVERS[platform]()
        open_until_the_end.callback(driver.close)
        store = Store(sqlite_in(folder, "sandbox.db"))
        open_until_the_end.callback(store.close)
        chat = _chat(driver, store)
        open_until_the_end.callback(chat.stop)
        yield Anywhere(driver, chat)


def _chat(driver: Driver, store: Store) -> Platform:
    signer = Signer("secret of the tests", lambda: datetime.now(UTC))
    for platform in PLATFORMS:
        if platform.name == driver.name:
            return platform.make(read_settings(driver.settings()), signer, DirectExecutor())
    store.upgrade()
    return Sandbox(store, Clock(), signer, advance=lambda to: None)
