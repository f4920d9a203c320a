"""Mattermost against its fake server, with a dispatch that opens signer and answers as scripted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

from flask import Flask

from bot.platforms.mattermost.chat import Mattermost
from bot.signing import SignatureError, Signer
from gamma.chat import (
    Answer,
    Button,
    Click,
    Command,
    Errors,
    Event,
    Field,
    Form,
    Message,
    Place,
    Reply,
    Submission,
)
from gamma.translator import Translator, render
from tests.drivers.mattermost import CALLBACK_URL, COMMAND_TOKEN, MattermostDriver
from tests.fakes.mattermost import FakeMattermost

FORM = Form("ask.question", "Demander", (Field("what", "Sujet", "text", required=True),), "Envoyer")


def said(words: str, *buttons: Button) -> Message:
    return Message((render(words),), buttons)


@dataclass
class Played:
    """Ada is in a public channel, her team's, and so is the bot."""

    driver: MattermostDriver
    chat: Mattermost
    signer: Signer
    now: list[datetime]
    ada: str
    team: str
    reply: Callable[[Event], Reply] = lambda event: said("bonjour")
    events: list[Event] = field(default_factory=list)
    startup: str = ""

    @property
    def server(self) -> FakeMattermost:
        return self.driver.server

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        translator = Translator("en")
        place = event.place if isinstance(event, Command) else Place("")
        try:
            if isinstance(event, Click):
                place = self.signer.verify_button(event.signed_state, event.person).place
            if isinstance(event, Submission):
                place = self.signer.verify_form(event.signed_state, event.person).place
        except SignatureError as error:
            told = error.text(translator)
            reply = Errors(general=told) if isinstance(event, Submission) else said(told)
            return Answer(reply, translator, place)
        return Answer(self.reply(event), translator, place, startup=self.startup)


@contextmanager
def playing() -> Iterator[Played]:
    driver = MattermostDriver()
    now = [datetime.now(UTC)]
    signer = Signer("secret of the tests", lambda: now[0])
    tokens = ["another", COMMAND_TOKEN]
    url, token = driver.server.url, driver.server.bot_token
    chat = Mattermost(url, token, tokens, signer, callback_url=CALLBACK_URL)
    ada = driver.person("Ada")
    team = driver.channel("equipe", [ada])
    driver.invite_bot(team)
    played = Played(driver, chat, signer, now, ada, team)
    web = Flask("tests")
    web.register_blueprint(chat.blueprint(played.dispatch))
    driver.connect(SimpleNamespace(web=web))
    try:
        yield played
    finally:
        chat.stop()
        driver.close()


def clicks(played: Played) -> list[Click]:
    return [event for event in played.events if isinstance(event, Click)]
