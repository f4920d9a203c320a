"""A person, a bot, its command and two channels on a real Mattermost server, made for one run of tests."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from flask import Flask
from werkzeug.serving import make_server

from bot.platforms.mattermost import Mattermost
from bot.seals import Seals
from gamma.chat import Answer, Command, Event, Place, Reply
from tests.platforms.mattermost_scene import said

URL, ADMIN = os.environ.get("MATTERMOST_URL", ""), os.environ.get("MATTERMOST_ADMIN_TOKEN", "")
TEAM = os.environ.get("MATTERMOST_TEAM", "gamma")


@dataclass
class Caller:
    """Somebody with a token."""

    token: str

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        response = httpx.request(method, f"{URL}/api/v4{path}", json=body, headers=headers, timeout=10)
        assert response.is_success, f"{method} {path}: {response.text}"
        return response.json()


@dataclass
class Real:
    chat: Mattermost
    seals: Seals
    ada: Caller
    ada_id: str
    bot_id: str
    team_id: str
    public: str
    private: str
    trigger_word: str
    reply: Callable[[Event], Reply] = lambda event: said("bonjour")
    events: list[Event] = field(default_factory=list)

    def dispatch(self, event: Event) -> Answer:
        self.events.append(event)
        place = event.place if isinstance(event, Command) else Place(self.public)
        return Answer(self.reply(event), "fr", place)

    def type(self, text: str, channel: str) -> Any:
        words = {"channel_id": channel, "command": f"/{self.trigger_word} {text}", "team_id": self.team_id}
        return self.ada("POST", "/commands/execute", words)

    def mentions(self, channel: str) -> int:
        return int(self.ada("GET", f"/channels/{channel}/members/{self.ada_id}")["mention_count"])


@contextmanager
def real_server() -> Iterator[Real]:
    admin, word = Caller(ADMIN), "gammatest" + secrets.token_hex(3)
    team = admin("GET", f"/teams/name/{TEAM}")["id"]
    ada_id, ada = _person(admin, team, word)
    bot_id, bot = _bot(admin, team, word)
    public, private = (_channel(ada, team, word, kind) for kind in "OP")
    web = Flask("tests")
    server = make_server("127.0.0.1", 0, web, threaded=True)
    callback = f"http://127.0.0.1:{server.server_port}"
    command = {"team_id": team, "trigger": word, "method": "P", "url": callback + "/mattermost/command"}
    made = admin("POST", "/commands", command)
    seals = Seals("secret of the tests", lambda: datetime.now(UTC))
    chat = Mattermost(URL, bot.token, [made["token"]], seals, callback_url=callback)
    real = Real(chat, seals, ada, ada_id, bot_id, team, public, private, word)
    web.register_blueprint(chat.blueprint(lambda event: real.dispatch(event)))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield real
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        chat.stop()
        admin("DELETE", f"/commands/{made['id']}")


def _person(admin: Caller, team: str, word: str) -> tuple[str, Caller]:
    password = secrets.token_hex(16)
    known = {"username": f"ada{word}", "email": f"{word}@example.org", "password": password}
    id_ = admin("POST", "/users", known | {"locale": "fr", "nickname": "Ada"})["id"]
    admin("POST", f"/teams/{team}/members", {"team_id": team, "user_id": id_})
    login = {"login_id": known["email"], "password": password}
    response = httpx.post(f"{URL}/api/v4/users/login", json=login)
    return id_, Caller(response.headers["Token"])


def _bot(admin: Caller, team: str, word: str) -> tuple[str, Caller]:
    id_ = admin("POST", "/bots", {"username": f"bot{word}"})["user_id"]
    admin("POST", f"/teams/{team}/members", {"team_id": team, "user_id": id_})
    return id_, Caller(admin("POST", f"/users/{id_}/tokens", {"description": "tests"})["token"])


def _channel(ada: Caller, team: str, word: str, kind: str) -> str:
    name = f"{kind.lower()}-{word}"
    asked = {"team_id": team, "name": name, "display_name": name, "type": kind}
    return str(ada("POST", "/channels", asked)["id"])
