"""A Mattermost server to talk to: its REST API on a loopback port, as strict as a real one of 2021."""

import hashlib
import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, g, jsonify, request

from tests.fakes.mattermost_routes import (
    channel_routes,
    conversation_routes,
    people_routes,
    post_routes,
    require_member,
)
from tests.fakes.mattermost_rules import Json, Problem, check_content, check_dialog_types, dialog_complaints
from tests.fakes.mattermost_socket import Sockets, socket_route
from tests.served import Served

TRIGGER_SECONDS = 3
PENDING_SECONDS = 30
HOOK_SECONDS, HOOK_USES = 30 * 60, 5


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    body: Any


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. `before` and `after` run around the storing: they may wait."""

    status: int = 0
    """Answered at once; nothing is stored."""
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None
    drop: bool = False
    """The connection is closed after the storing, without an answer."""


@dataclass
class Hook:
    """The address by which a command is answered further."""

    person: str
    channel: str
    made: int
    uses: int = 0


@dataclass(frozen=True)
class OpenedDialog:
    person: str
    trigger: str
    url: str
    dialog: Json


class FakeMattermost:
    """People act by its methods, the bot by HTTP. `faults` is asked at each of the bot's calls."""

    def __init__(self) -> None:
        self.bot_token = "bot-token-of-the-fake"
        self.faults: Callable[[Call], Fault | None] = lambda call: None
        self.calls: list[Call] = []
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.members: dict[str, set[str]] = {}
        self.all_posts: list[Json] = []
        self.version = "5.37.0"
        self.pending_seconds = PENDING_SECONDS
        self.may_edit = True
        """Whether the bot may edit its own posts: the scheme of a server can take this away."""
        self.files: dict[str, Json] = {}
        self.dialogs: list[OpenedDialog] = []
        self.responded: list[tuple[str, str, Json]] = []
        """To whom, in which channel, what: by the addresses that commands came with."""
        self.complaints: list[str] = []
        """What newer servers log of dialogs that they find invalid, though they open them."""
        self._storing = threading.RLock()
        self._numbers = itertools.count(1)
        self.team = self.new_id("team")
        self.bot = self.add_user("gamma", is_bot=True)
        self._triggers: dict[str, tuple[str, int]] = {}
        self._pending: dict[str, tuple[str, int]] = {}
        self._hooks: dict[str, Hook] = {}
        self._ahead = 0.0
        self._last_ms = 0
        self.sockets = Sockets(self.bot_token)
        self._served = Served(_app(self))
        self.url = self._served.url

    def close(self) -> None:
        self.sockets.close()
        self._served.close()

    # --- what people and the administrator do ---------------------------------------------------

    def add_user(self, username: str, **known: Any) -> str:
        id_ = self.new_id("user")
        self.users[id_] = {"id": id_, "username": username, "locale": "en"} | known
        return id_

    def add_channel(self, name: str, members: list[str], kind: str = "O") -> str:
        id_ = self.new_id("channel")
        self.channels[id_] = {"id": id_, "name": name, "type": kind, "team_id": self.team}
        self.members[id_] = set(members)
        return id_

    def direct(self, one: str, other: str) -> str:
        name = "__".join(sorted((one, other)))
        with self._storing:
            known = next((c["id"] for c in self.channels.values() if c["name"] == name), None)
            id_ = known or self.add_channel(name, [one, other], "D")
        self.channels[id_]["team_id"] = ""
        return id_

    def group(self, people: list[str]) -> str:
        """The same for the same people, in whatever order."""
        name = hashlib.sha1("".join(sorted(people)).encode(), usedforsecurity=False).hexdigest()
        with self._storing:
            known = next((c["id"] for c in self.channels.values() if c["name"] == name), None)
            id_ = known or self.add_channel(name, people, "G")
        self.channels[id_]["team_id"] = ""
        return id_

    def trigger(self, person: str) -> str:
        """Made at each command and click, by the server."""
        id_ = self.new_id("trigger")
        self._triggers[id_] = (person, self.now_ms())
        return id_

    def hook(self, person: str, channel: str) -> str:
        """Made at each command; the address begins with what people call the server."""
        id_ = self.new_id("hook")
        self._hooks[id_] = Hook(person, channel, self.now_ms())
        return f"https://chat.example.org/hooks/commands/{id_}"

    def store_post(self, author: str, body: Json) -> Json:
        asked = {key: body.get(key, default) for key, default in _POST.items()}
        with self._storing:
            self._last_ms = max(self.now_ms(), self._last_ms + 1)
            post = asked | {
                "id": self.new_id("post"),
                "user_id": author,
                "create_at": self._last_ms,
                "delete_at": 0,
            }
            self.all_posts.append(post)
        channel = str(post["channel_id"])
        if self.bot in self.members.get(channel, ()):
            kind = self.channels[channel]["type"]
            self.sockets.tell("posted", {"channel_type": kind, "post": json.dumps(post)})
        return post

    def find_post(self, post: str) -> Json | None:
        return next((kept for kept in self.all_posts if kept["id"] == post), None)

    def delete(self, post: str) -> None:
        """Somebody who may takes a post away: it is kept, and shown to nobody."""
        found = self.find_post(post)
        assert found is not None
        found["delete_at"] = self.now_ms()

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

    def now_ms(self) -> int:
        return int((time.time() + self._ahead) * 1000)

    # --- what the bot does ----------------------------------------------------------------------

    def create_post(self, body: Json) -> Json:
        require_member(self, body["channel_id"])
        check_content(body.get("message", ""), body.get("props") or {})
        self._check_links(body)
        pending = body.get("pending_post_id", "")
        with self._once(pending) as known:
            if known:
                return next(post for post in self.all_posts if post["id"] == known)
            g.fault.before()
            post = self.store_post(self.bot, body)
            self._pending[pending] = (post["id"], self.now_ms())
            return post

    def patch_post(self, post: str, changed: Json) -> Json:
        """A deleted post is refused like another's; props are replaced as a whole."""
        g.fault.before()
        found = self.find_post(post)
        if found is None or found["delete_at"] or found["user_id"] != self.bot:
            raise Problem(403, "api.context.permissions.app_error")
        require_member(self, found["channel_id"])
        if not self.may_edit:
            raise Problem(403, "api.context.permissions.app_error")
        check_content(changed.get("message", ""), changed.get("props") or {})
        with self._storing:
            found |= {name: changed[name] for name in ("message", "props") if name in changed}
        return found

    def respond(self, hook: str, body: Json) -> None:
        known = self._hooks.get(hook)
        if known is None or self.now_ms() - known.made > HOOK_SECONDS * 1000:
            raise Problem(404, "app.command_webhook.get.missing")
        known.uses += 1
        if known.uses > HOOK_USES:
            raise Problem(400, "app.command_webhook.try_use.invalid")
        check_content(body["text"], {"attachments": body["attachments"]})
        self.responded.append((known.person, known.channel, body))

    def open_dialog(self, body: Json) -> None:
        person, made = self._triggers.get(body.get("trigger_id", ""), ("", 0))
        if not person:
            raise Problem(400, "interactive_message.decode_trigger_id.base64_decode_failed")
        if self.now_ms() - made > TRIGGER_SECONDS * 1000:
            raise Problem(400, "interactive_message.decode_trigger_id.expired")
        check_dialog_types(body["dialog"])
        self.complaints += dialog_complaints(body["dialog"], self.version)
        self.dialogs.append(OpenedDialog(person, body["trigger_id"], body["url"], body["dialog"]))

    def _check_links(self, body: Json) -> None:
        root = body.get("root_id")
        if root and not any(
            p["id"] == root and p["channel_id"] == body["channel_id"] for p in self.all_posts
        ):
            raise Problem(400, "api.post.create_post.root_id.app_error")
        for file in body.get("file_ids") or []:
            if self.files.get(file, {}).get("channel_id") != body["channel_id"]:
                raise Problem(400, "api.post.create_post.file_ids.app_error")

    @contextmanager
    def _once(self, pending: str) -> Iterator[str]:
        """The id of the post already made with this pending id in the last 30 seconds, or ""."""
        post, made = self._pending.get(pending, ("", 0))
        fresh = pending and self.now_ms() - made < self.pending_seconds * 1000
        if fresh and not post:
            raise Problem(500, "api.post.deduplicate_create_post.pending")
        if not fresh:
            post = ""
            self._pending[pending] = ("", self.now_ms())
        yield post

    def new_id(self, kind: str) -> str:
        return f"{kind:x<16}{next(self._numbers):010d}"


_POST: Json = dict(channel_id="", message="", props={}, root_id="", file_ids=[], pending_post_id="", type="")  # noqa: C408


def _app(fake: FakeMattermost) -> Flask:
    app = Flask("fake mattermost")
    app.url_map.strict_slashes = False

    @app.before_request
    def meet() -> Response | None:
        call = Call(request.method, request.path.removeprefix("/api/v4"), request.get_json(silent=True))
        fake.calls.append(call)
        g.fault = fake.faults(call) or Fault()
        if g.fault.status:
            return Response("", g.fault.status, headers=dict(g.fault.headers))
        free = call.path in ("/actions/dialogs/open", "/websocket")
        if not free and request.headers.get("Authorization") != f"Bearer {fake.bot_token}":
            raise Problem(401, "api.context.session_expired.app_error")
        return None

    @app.after_request
    def leave(response: Response) -> Response:
        g.fault.after()
        if g.fault.drop:
            request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return response

    @app.errorhandler(Problem)
    def refuse(problem: Problem) -> tuple[Response, int]:
        return jsonify(id=problem.id, message=problem.id, status_code=problem.status), problem.status

    @app.post("/hooks/commands/<hook>")
    def respond(hook: str) -> str:
        fake.respond(hook, request.get_json())
        return "ok"

    socket_route(app, fake.sockets)
    people_routes(app, fake)
    channel_routes(app, fake)
    conversation_routes(app, fake)
    post_routes(app, fake)
    return app
