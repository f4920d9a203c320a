"""The calls of its REST API that the fake Mattermost answers."""

from typing import TYPE_CHECKING

from flask import Flask, Response, g, jsonify, request

from tests.fakes.mattermost_rules import Json, Problem, as_clients_see

if TYPE_CHECKING:
    from tests.fakes.mattermost import FakeMattermost

GROUP_PEOPLE = (3, 8)
"""At least and at most, with the bot."""


def people_routes(app: Flask, fake: "FakeMattermost") -> None:
    @app.get("/api/v4/users/<user>")
    def user(user: str) -> Json:
        found = fake.users.get(fake.bot if user == "me" else user)
        if found is None:
            raise Problem(404, "app.user.missing_account.const")
        return found

    @app.get("/api/v4/config/client")
    def config() -> Json:
        if request.args.get("format") != "old":
            raise Problem(501, "api.config.client.old_format.app_error")
        return {"Version": fake.version}

    @app.post("/api/v4/users/usernames")
    def named() -> Response:
        wanted = set(request.json or [])
        return jsonify([user for user in fake.users.values() if user["username"] in wanted])

    @app.get("/api/v4/users/me/teams")
    def teams() -> Response:
        return jsonify([{"id": fake.team}])

    @app.get("/api/v4/channels/<channel>/members/<user>")
    def member(channel: str, user: str) -> Json:
        require_member(fake, channel)
        if user not in fake.members[channel]:
            raise Problem(404, "app.channel.get_member.missing.app_error")
        return {"channel_id": channel, "user_id": user}

    @app.get("/api/v4/channels/<channel>/members")
    def members(channel: str) -> Response:
        require_member(fake, channel)
        page, size = int(request.args.get("page", 0)), min(int(request.args.get("per_page", 60)), 200)
        shown = sorted(fake.members[channel])[page * size : (page + 1) * size]
        return jsonify([{"channel_id": channel, "user_id": user} for user in shown])

    @app.post("/api/v4/channels/<channel>/members")
    def add_member(channel: str) -> tuple[Json, int]:
        if channel not in fake.channels:
            raise Problem(404, "app.channel.get.existing.app_error")
        if fake.channels[channel]["type"] == "D":
            raise Problem(400, "api.channel.add_user_to_channel.type.app_error")
        user = request.json["user_id"] if request.json else ""
        if fake.channels[channel]["type"] == "P" and fake.bot not in fake.members[channel]:
            raise Problem(403, "api.context.permissions.app_error")
        g.fault.before()
        fake.members[channel].add(user)
        return {"channel_id": channel, "user_id": user}, 201


def channel_routes(app: Flask, fake: "FakeMattermost") -> None:
    @app.get("/api/v4/users/me/teams/<team>/channels")
    def own(team: str) -> Response:
        """With the conversations, which are of no team."""
        assert team == fake.team
        last = {post["channel_id"]: post["create_at"] for post in fake.all_posts}
        inside = [id_ for id_ in fake.channels if fake.bot in fake.members[id_]]
        return jsonify([fake.channels[id_] | {"last_post_at": last.get(id_, 0)} for id_ in inside])

    @app.get("/api/v4/channels/<channel>")
    def channel(channel: str) -> Json:
        require_member(fake, channel)
        return fake.channels[channel]

    @app.get("/api/v4/teams/<team>/channels/name/<name>")
    def channel_named(team: str, name: str) -> Json:
        for found in fake.channels.values():
            sees = found["type"] == "O" or fake.bot in fake.members[found["id"]]
            if (found["team_id"], found["name"]) == (team, name) and sees:
                return found
        raise Problem(404, "app.channel.get_by_name.missing.app_error")


def conversation_routes(app: Flask, fake: "FakeMattermost") -> None:
    @app.post("/api/v4/channels/group")
    def group() -> tuple[Json, int]:
        people = request.json or []
        people += [] if fake.bot in people else [fake.bot]
        if not GROUP_PEOPLE[0] <= len(people) <= GROUP_PEOPLE[1]:
            raise Problem(400, "api.channel.create_group.bad_size.app_error")
        if len(set(people) & set(fake.users)) != len(people):
            raise Problem(400, "api.channel.create_group.bad_user.app_error")
        g.fault.before()
        return fake.channels[fake.group(people)], 201

    @app.post("/api/v4/channels/direct")
    def direct() -> tuple[Json, int]:
        people = request.json or []
        if len(people) != 2 or fake.bot not in people or not set(people) <= set(fake.users):
            raise Problem(400, "api.context.invalid_body_param.app_error")
        return fake.channels[fake.direct(*people)], 201


def post_routes(app: Flask, fake: "FakeMattermost") -> None:
    @app.post("/api/v4/posts")
    def create() -> tuple[Json, int]:
        return as_clients_see(fake.create_post(request.json or {})), 201

    @app.put("/api/v4/posts/<post>/patch")
    def patch(post: str) -> Json:
        return as_clients_see(fake.patch_post(post, request.json or {}))

    @app.get("/api/v4/posts/<post>")
    def one(post: str) -> Json:
        found = fake.find_post(post)
        if found is None or found["delete_at"]:
            raise Problem(404, "app.post.get.app_error")
        require_member(fake, found["channel_id"])
        return as_clients_see(found)

    @app.post("/api/v4/posts/ephemeral")
    def ephemeral() -> Json:
        raise Problem(403, "api.context.permissions.app_error")

    @app.get("/api/v4/channels/<channel>/posts")
    def posts(channel: str) -> Json:
        require_member(fake, channel)
        page, size = int(request.args.get("page", 0)), min(int(request.args.get("per_page", 60)), 200)
        here = [
            post
            for post in reversed(fake.all_posts)
            if post["channel_id"] == channel and not post["delete_at"]
        ]
        shown = here[page * size : (page + 1) * size]
        return {
            "order": [post["id"] for post in shown],
            "posts": {post["id"]: as_clients_see(post) for post in shown},
        }

    @app.post("/api/v4/files")
    def upload() -> tuple[Json, int]:
        channel = request.form["channel_id"]
        require_member(fake, channel)
        id_ = fake.new_id("file")
        sent = request.files["files"]
        fake.files[id_] = {"channel_id": channel, "name": sent.filename, "content": sent.read()}
        return {"file_infos": [{"id": id_}], "client_ids": []}, 201

    @app.post("/api/v4/actions/dialogs/open")
    def open_dialog() -> Json:
        g.fault.before()
        fake.open_dialog(request.json or {})
        return {"status": "OK"}


def require_member(fake: "FakeMattermost", channel: str) -> None:
    if fake.bot not in fake.members.get(channel, ()):
        raise Problem(403, "api.context.permissions.app_error")
