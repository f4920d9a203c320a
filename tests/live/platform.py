"""The Mattermost platform alone on a real server: a scripted dispatch, a person, two channels."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from bot.platforms.mattermost.chat import Mattermost
from bot.signing import Signer
from gamma.chat import Answer, Command, Event, Place, Reply
from gamma.translator import Translator
from tests.live.account import Account
from tests.live.server import URL, Server
from tests.platforms.mattermost_scene import said


@dataclass
class Real:
    chat: Mattermost
    signer: Signer
    ada: Account
    bot: Account
    team: str
    public: str
    private: str
    word: str
    reply: Callable[[Event], Reply] = lambda event: said("bonjour")
    events: list[Event] = field(default_factory=list)

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        place = event.place if isinstance(event, Command) else Place(self.public)
        return Answer(self.reply(event), Translator("fr"), place)

    def type(self, text: str, channel: str) -> Any:
        words = {"channel_id": channel, "command": f"/{self.word} {text}", "team_id": self.team}
        return self.ada("POST", "/commands/execute", words)


@contextmanager
def playing(server: Server) -> Iterator[Real]:
    ada, bot, word = server.person("Ada"), server.bot(), server.unique("gammatest")
    public, private = server.channel("o", [ada]), server.channel("p", [ada], private=True)
    web = Flask("tests")
    listening = make_server("127.0.0.1", 0, web, threaded=True)
    callback = f"http://127.0.0.1:{listening.server_port}"
    signer = Signer("secret of the tests", lambda: datetime.now(UTC))
    token = server.command(word, callback + "/mattermost/command")
    chat = Mattermost(URL, bot.token, [token], signer, callback_url=callback)
    real = Real(chat, signer, ada, bot, server.team, public, private, word)
    web.register_blueprint(chat.blueprint(lambda event: real.dispatch(event)))
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield real
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
        chat.stop()
        server.retire_bot(bot)
