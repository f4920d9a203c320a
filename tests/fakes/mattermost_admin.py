"""A Mattermost server as its administrator meets it: accounts, teams, tokens, commands, configuration.

Answers, statuses and error ids are those that a real server of 2021 gave to the same questions.
"""

import itertools
from typing import Any

from flask import Flask, Response, g, jsonify, request

from tests.fakes.mattermost_rules import Json, Problem
from tests.served import Served

VERSION = "5.37.0.5.37.0.58f4e494f6ee6ab951c663f0292ed923.false"
BUILT_IN = ("away", "help", "leave")


class FakeAdministration:
    """People and the administrator act by its methods; `changes` counts what was written by HTTP."""

    def __init__(self) -> None:
        self.config: Json = {
            "EnableBotAccountCreation": True,
            "EnableUserAccessTokens": True,
            "EnableCommands": True,
            "AllowedUntrustedInternalConnections": "127.0.0.1",
        }
        self.version = VERSION
        self.users: dict[str, Json] = {}
        self.teams: dict[str, Json] = {}
        self.team_members: set[tuple[str, str]] = set()
        self.channels: dict[str, Json] = {}
        self.channel_members: set[tuple[str, str]] = set()
        self.commands: dict[str, Json] = {}
        self.tokens: dict[str, str] = {}
        """Whose they are, by token."""
        self.changes = 0
        self._numbers = itertools.count(1)
        self.admin = self.add_user("root", roles="system_admin system_user")
        self.admin_token = self.token_for(self.admin)
        self.team = self.add_team("betas")
        self._served = Served(_app(self))
        self.url = self._served.url

    def close(self) -> None:
        self._served.close()

    def add_user(self, username: str, **known: Any) -> str:
        id_ = self._new_id("user")
        self.users[id_] = {"id": id_, "username": username, "roles": "system_user", "delete_at": 0} | known
        return id_

    def add_team(self, name: str) -> str:
        id_ = self._new_id("team")
        self.teams[id_] = {"id": id_, "name": name, "display_name": name.title(), "delete_at": 0}
        return id_

    def add_channel(self, name: str, members: list[str]) -> str:
        id_ = self._new_id("channel")
        self.channels[id_] = {"id": id_, "name": name, "team_id": self.team}
        self.channel_members |= {(id_, member) for member in members}
        return id_

    def add_command(self, url: str, trigger: str = "gamma") -> Json:
        known = {"team_id": self.team, "trigger": trigger, "url": url, "method": "P", "auto_complete": False}
        return self.keep_command(known)

    def token_for(self, user: str) -> str:
        token = self._new_id("token")
        self.tokens[token] = user
        return token

    def named(self, username: str) -> Json | None:
        return next((user for user in self.users.values() if user["username"] == username), None)

    def keep_command(self, asked: Json) -> Json:
        id_ = self._new_id("command")
        # Sub-commands to complete are answered once and then forgotten.
        kept = {name: value for name, value in asked.items() if name != "autocomplete_data"}
        self.commands[id_] = kept | {"id": id_, "token": self._new_id("secret"), "delete_at": 0}
        return self.commands[id_]

    def _new_id(self, kind: str) -> str:
        return f"{kind:x<16}{next(self._numbers):010d}"


def _app(fake: FakeAdministration) -> Flask:
    app = Flask("fake administration")

    @app.before_request
    def meet() -> None:
        user = fake.users.get(fake.tokens.get(request.headers["Authorization"].removeprefix("Bearer "), ""))
        if user is None or user["delete_at"]:
            raise Problem(401, "api.context.session_expired.app_error")
        g.me = user
        fake.changes += request.method != "GET"

    @app.after_request
    def sign(response: Response) -> Response:
        response.headers["X-Version-Id"] = fake.version
        return response

    @app.errorhandler(Problem)
    def refuse(problem: Problem) -> tuple[Response, int]:
        return jsonify(id=problem.id, message=problem.id, status_code=problem.status), problem.status

    @app.get("/api/v4/config")
    def config() -> Json:
        _require_admin()
        return {"ServiceSettings": fake.config}

    _account_routes(app, fake)
    _team_routes(app, fake)
    _command_routes(app, fake)
    return app


def _account_routes(app: Flask, fake: FakeAdministration) -> None:
    @app.get("/api/v4/users/<user>")
    def user(user: str) -> Json:
        return _found(g.me if user == "me" else fake.users.get(user), "app.user.missing_account.const")

    @app.get("/api/v4/users/username/<name>")
    def named(name: str) -> Json:
        return _found(fake.named(name), "app.user.get_by_username.app_error")

    @app.post("/api/v4/bots")
    def new_bot() -> tuple[Json, int]:
        _require_admin()
        if not fake.config["EnableBotAccountCreation"]:
            raise Problem(403, "api.bot.create_disabled")
        asked = request.json or {}
        if fake.named(asked["username"]):
            raise Problem(400, "app.user.save.username_exists.app_error")
        made = fake.add_user(asked["username"], is_bot=True, bot_description=asked["description"])
        return {"user_id": made, "username": asked["username"]}, 201

    @app.post("/api/v4/bots/<bot>/enable")
    def enable(bot: str) -> Json:
        _require_admin()
        fake.users[bot]["delete_at"] = 0
        return {"user_id": bot}

    @app.post("/api/v4/users/<user>/tokens")
    def new_token(user: str) -> Json:
        _require_admin()
        if not (request.json or {}).get("description"):
            raise Problem(400, "api.context.invalid_body_param.app_error")
        return {"token": fake.token_for(user)}


def _team_routes(app: Flask, fake: FakeAdministration) -> None:
    def of_me() -> list[Json]:
        return [team for id_, team in fake.teams.items() if (id_, g.me["id"]) in fake.team_members]

    @app.get("/api/v4/teams")
    def teams() -> Response:
        return jsonify(list(fake.teams.values()))

    @app.get("/api/v4/teams/name/<name>")
    def team(name: str) -> Json:
        found = next((team for team in fake.teams.values() if team["name"] == name), None)
        return _found(found, "app.team.get_by_name.missing.app_error")

    @app.get("/api/v4/teams/<team>/members/<user>")
    def member(team: str, user: str) -> Json:
        there = {"team_id": team, "user_id": user, "delete_at": 0}
        found = there if (team, user) in fake.team_members else None
        return _found(found, "app.team.get_member.missing.app_error")

    @app.post("/api/v4/teams/<team>/members")
    def enter(team: str) -> tuple[Json, int]:
        _require_admin()
        fake.team_members.add((team, (request.json or {})["user_id"]))
        return {"team_id": team}, 201

    @app.get("/api/v4/users/me/teams")
    def own_teams() -> Response:
        return jsonify(of_me())

    @app.get("/api/v4/users/me/teams/<team>/channels")
    def own_channels(team: str) -> Response:
        mine = [c for id_, c in fake.channels.items() if (id_, g.me["id"]) in fake.channel_members]
        there = [channel for channel in mine if channel["team_id"] == team]
        return jsonify([channel for channel in there if not channel.get("delete_at")])

    @app.get("/api/v4/channels/<channel>")
    def channel_of(channel: str) -> Json:
        if channel not in fake.channels:
            raise Problem(404, "app.channel.get.existing.app_error")
        return fake.channels[channel]

    @app.get("/api/v4/teams/<team>/commands/autocomplete")
    def completed(team: str) -> Response:
        own = fake.commands.values() if fake.config["EnableCommands"] else []
        shown = [c for c in own if c["team_id"] == team and c["auto_complete"]]
        return jsonify([command | {"token": "", "url": "", "method": ""} for command in shown])


def _command_routes(app: Flask, fake: FakeAdministration) -> None:
    @app.get("/api/v4/commands")
    def commands() -> Response:
        _require_admin()
        _require_commands(fake)
        team = request.args["team_id"]
        return jsonify([command for command in fake.commands.values() if command["team_id"] == team])

    @app.post("/api/v4/commands")
    def new_command() -> tuple[Json, int]:
        _require_admin()
        _require_commands(fake)
        asked = request.json or {}
        taken = [c["trigger"] for c in fake.commands.values() if c["team_id"] == asked["team_id"]]
        if asked["trigger"] in (*BUILT_IN, *taken):
            raise Problem(400, "api.command.duplicate_trigger.app_error")
        _check_command(asked)
        return fake.keep_command(asked), 201

    @app.put("/api/v4/commands/<command>")
    def changed(command: str) -> Json:
        _require_admin()
        asked = request.json or {}
        if asked.get("id") != command or asked.get("team_id") != fake.commands[command]["team_id"]:
            raise Problem(400, "api.command.team_mismatch.app_error")
        _check_command(asked)
        fake.commands[command] |= asked | {"token": fake.commands[command]["token"]}
        return fake.commands[command]


def _check_command(asked: Json) -> None:
    if not asked["url"].startswith("http") or len(asked["url"]) > 1024 or asked["method"] not in "PG":
        raise Problem(400, "model.command.is_valid.url.app_error")
    if len(asked["display_name"].encode()) > 64:
        raise Problem(400, "model.command.is_valid.display_name.app_error")
    if len(asked["description"].encode()) > 128:
        raise Problem(400, "model.command.is_valid.description.app_error")


def _found(found: Json | None, missing: str) -> Json:
    if found is None:
        raise Problem(404, missing)
    return found


def _require_commands(fake: FakeAdministration) -> None:
    if not fake.config["EnableCommands"]:
        raise Problem(501, "api.command.disabled.app_error")


def _require_admin() -> None:
    if "system_admin" not in g.me["roles"]:
        raise Problem(403, "api.context.permissions.app_error")
