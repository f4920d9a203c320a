"""A real Mattermost server behind bad weather: a loopback proxy spoils the bot's calls on their way."""

import socket
from collections.abc import Iterator
from typing import Any

import httpx
from flask import Flask, Response, request

from tests.crash.played import Mishap, Mishaps
from tests.fakes.mattermost_rules import Json
from tests.live.server import URL, Server
from tests.served import Served

_PEOPLE = 3
_CHANNELS = 2
_PAGE = 200
_PATIENCE = 40
_ENDS = {"connection", "content-length", "content-encoding", "host", "keep-alive", "transfer-encoding"}
"""Headers that are of one connection, not of what it carries."""


class WeatheredMattermost:
    """What a crash trial plays with; here only the weather is played."""

    name = "mattermost"

    def __init__(self) -> None:
        self._server = Server()
        self._bot = self._server.bot()
        known = [self._server.person(f"Person {number}") for number in range(_PEOPLE)]
        self.people = [person.id for person in known]
        members = [*known, self._bot]
        self.channels = [self._server.channel(f"team-{number}", members) for number in range(_CHANNELS)]
        self.token = self._bot.token
        self._mishaps: Mishaps = lambda call, key: Mishap()
        self._onward = httpx.Client(base_url=URL, timeout=_PATIENCE)
        self._proxy = Served(self._app())
        self.url = self._proxy.url

    def suffer(self, mishaps: Mishaps) -> None:
        self._mishaps = mishaps

    def posts(self) -> Iterator[tuple[str, str, str]]:
        for channel in self._bot("GET", f"/users/me/teams/{self._server.team}/channels"):
            for post in self._posts_in(channel["id"]):
                if post["user_id"] == self._bot.id and "gamma_key" in post["props"]:
                    yield post["props"]["gamma_key"], post["id"], post["message"]

    def delete(self, _channel: str, post: str) -> None:
        self._bot("DELETE", f"/posts/{post}")

    def close(self) -> None:
        self._proxy.close()
        self._onward.close()
        self._bot.close()
        self._server.close()

    def _posts_in(self, channel: str) -> Iterator[Json]:
        page = 0
        while True:
            found = self._bot("GET", f"/channels/{channel}/posts?page={page}&per_page={_PAGE}")
            yield from found["posts"].values()
            if len(found["order"]) < _PAGE:
                return
            page += 1

    def _app(self) -> Flask:
        app = Flask(__name__)

        @app.route("/<path:path>", methods=["GET", "POST", "PUT", "DELETE"])
        def passed_on(path: str) -> Response:
            mishap = self._mishap(path)
            if mishap.status:
                wait = {"Retry-After": "1"} if mishap.status == 429 else None
                return Response("{}", mishap.status, wait)
            mishap.before()
            answer = self._asked(path)
            mishap.after()
            if mishap.drop:
                request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            return answer

        return app

    def _mishap(self, path: str) -> Mishap:
        if (request.method, path) == ("POST", "api/v4/posts"):
            asked: Any = request.get_json()
            return self._mishaps("post", asked["props"]["gamma_key"])
        if request.method == "PUT" and path.endswith("/patch"):
            asked = request.get_json()
            return self._mishaps("edit", asked["props"]["gamma_key"])
        if request.method == "GET" and path.startswith("api/v4/channels/") and path.endswith("/posts"):
            return self._mishaps("look", "")
        return Mishap()

    def _asked(self, path: str) -> Response:
        headers = {name: value for name, value in request.headers if name.lower() not in _ENDS}
        query = request.query_string.decode()
        answer = self._onward.request(
            request.method, f"/{path}?{query}", content=request.get_data(), headers=headers
        )
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in _ENDS}
        return Response(answer.content, answer.status_code, kept)
