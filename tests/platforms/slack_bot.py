"""A bot on the played Slack whose answers a test writes beforehand."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask

from bot.platforms.slack.chat import Slack
from bot.signing import Signer
from gamma.chat import Answer, Event, Message, Place, Reply
from gamma.text import Span, Text
from gamma.translator import Translator
from tests.direct_executor import DirectExecutor
from tests.drivers.slack import SlackDriver
from tests.talk import Screen, SeenForm, SeenMessage


class ScriptedBot:
    def __init__(self, driver: SlackDriver, *, own_threads: bool = False) -> None:
        self.events: list[Event] = []
        self.replies: list[Reply] = []
        self.place = Place("")
        self.before_answer: Callable[[], object] = lambda: None
        self.signer = Signer("secret", lambda: datetime.now(UTC))
        self.slack = Slack(
            driver.fake.token,
            driver.signing_secret,
            self.signer,
            api_url=driver.fake.api_url,
            executor=None if own_threads else DirectExecutor(),
        )
        self.web = Flask("bot")
        self.web.register_blueprint(self.slack.blueprint(self.dispatch))
        driver.connect(self)

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        self.before_answer()
        return Answer(self.replies.pop(0), Translator("en"), self.place)


def message(*paragraphs: str, **parts: Any) -> Message:
    return Message(tuple(Text((Span(paragraph),)) for paragraph in paragraphs), **parts)


def form_in(screen: Screen) -> SeenForm:
    assert screen.form is not None
    return screen.form


def message_in(screen: Screen) -> SeenMessage:
    assert screen.message is not None
    return screen.message
