"""A Slack workspace that lives in memory and answers the Web API on a loopback port."""

import socket
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, jsonify, request

from bot.platforms.slack.manifest import SCOPES
from tests.fakes.blocks import message_problems
from tests.fakes.slack_api import WebApi, kind_of
from tests.fakes.slack_scopes import NEEDS, needed
from tests.fakes.slack_world import Interaction, Json, World
from tests.served import Served

RESPONSE_URL_SECONDS = 30 * 60
RESPONSE_URL_USES = 5


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. `before` and `after` run around the storing, e.g. to wait or to kill."""

    status: int = 0
    """Answered instead of doing anything, e.g. 429 or 503."""
    retry_after: int | None = None
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None
    drop: bool = False
    """The call is done, but its answer is lost."""


class FakeSlack(World):
    def __init__(self, token: str = "xoxb-token", port: int = 0) -> None:
        super().__init__()
        self.token = token
        self.app_token = "xapp-token"
        self.scopes = set(SCOPES)
        """Those of the manifest: what is called without its scope is refused."""
        self.refusal = "invalid_auth"
        """What is said to another token than these."""
        self.socket_url = ""
        """Where Socket Mode connects to, if it may."""
        self.calls: list[tuple[str, Json]] = []
        self.faults: Callable[[str, Json], Fault | None] = lambda _method, _arguments: None
        self._served = Served(self._flask(), port)
        self.url = f"{self._served.url}/"

    def close(self) -> None:
        self._served.close()

    @property
    def api_url(self) -> str:
        return f"{self.url}api"

    def response_url(self, interaction: Interaction) -> str:
        return f"{self.url}respond/{interaction.id}"

    def _flask(self) -> Flask:
        flask = Flask("fake_slack")
        api = WebApi(self)

        @flask.post("/api/<method>")
        def call(method: str) -> Response:
            wanted = self.app_token if method == "apps.connections.open" else self.token
            if request.headers.get("Authorization") != f"Bearer {wanted}":
                return jsonify(ok=False, error=self.refusal)
            if method == "apps.connections.open":
                return jsonify(ok=True, url=self.socket_url)
            arguments = request.get_json(silent=True) or request.form.to_dict()
            if missing := self._missing_scopes(method, arguments):
                return jsonify(ok=False, error="missing_scope", needed=",".join(missing))
            answer = self._with_faults(method, arguments, lambda: api.call(method, arguments))
            answer.headers["x-oauth-scopes"] = ",".join(sorted(self.scopes))
            return answer

        @flask.post("/respond/<interaction>")
        def respond(interaction: str) -> Response:
            answer = request.get_json()
            return self._with_faults("response_url", answer, lambda: self._respond(interaction, answer))

        @flask.post("/upload/<file>")
        def upload(file: str) -> Response:
            return self._with_faults("upload", {}, lambda: self._upload(file, request.get_data()))

        return flask

    def _missing_scopes(self, method: str, arguments: Json) -> set[str]:
        channel = self.channels.get(arguments.get("channel", ""))
        kind = kind_of(channel) if channel else ""
        return needed(method, arguments, kind) - self.scopes if method in NEEDS else set()

    def _with_faults(self, method: str, arguments: Json, work: Callable[[], Response]) -> Response:
        fault = self.faults(method, arguments) or Fault()
        fault.before()
        if fault.status:
            headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            body = '{"ok":false,"error":"ratelimited"}' if fault.status == 429 else "<html>Oh no</html>"
            return Response(body, fault.status, headers)
        with self.changed:
            self.calls.append((method, arguments))
            answer = work()
            self.changed.notify_all()
        fault.after()
        if fault.drop:
            request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return answer

    def _respond(self, name: str, answer: Json) -> Response:
        interaction = self.interactions[name]
        interaction.response_url_uses += 1
        if interaction.response_url_uses > RESPONSE_URL_USES:
            return Response("used_url", 404)
        if self.now() > interaction.born + RESPONSE_URL_SECONDS:
            return Response("expired_url", 404)
        problems = message_problems(answer["blocks"]) if "blocks" in answer else []
        if problems or not answer.get("text"):
            return Response("invalid_blocks: " + "; ".join(problems), 400)
        interaction.messages.append(answer)
        return Response("ok")

    def _upload(self, file: str, content: bytes) -> Response:
        if len(content) != self.files[file]["length"]:
            return Response("wrong length", 400)
        self.files[file]["content"] = content
        return Response(f"OK - {len(content)}")
