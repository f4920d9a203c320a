"""The Web API methods of the fake Slack: unknown methods, arguments and bad blocks are refused."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, jsonify, request

from tests.fakes.blocks import (
    MESSAGE_BLOCK_CHARACTERS,
    characters,
    home_problems,
    message_problems,
    view_problems,
)
from tests.fakes.slack_world import BOT_ID, BOT_USER, Channel, Json, Person, Refused, View, World

POST_CHARACTERS = 4040
GROUP_PEOPLE = 8
VIEW_BYTES = 250_000


class WebApi:
    def __init__(self, slack: World) -> None:
        self._slack = slack
        self._methods: dict[str, Callable[..., Json]] = {
            "auth.test": self._auth_test,
            "users.info": self._users_info,
            "users.conversations": self._users_conversations,
            "conversations.info": self._conversations_info,
            "conversations.members": self._conversations_members,
            "conversations.join": self._conversations_join,
            "conversations.open": self._conversations_open,
            "conversations.history": self._conversations_history,
            "chat.postMessage": self._chat_post_message,
            "chat.update": self._chat_update,
            "views.open": self._views_open,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
            "files.getUploadURLExternal": self._files_get_upload_url,
            "files.completeUploadExternal": self._files_complete_upload,
        }

    def call(self, method: str, arguments: Json) -> Response:
        if method not in self._methods:
            return jsonify(ok=False, error="unknown_method")
        try:
            return jsonify(ok=True, **self._methods[method](**arguments))
        except Refused as refused:
            return jsonify(ok=False, error=refused.code, response_metadata={"messages": refused.messages})
        except TypeError as error:
            return jsonify(ok=False, error="invalid_arguments", response_metadata={"messages": [str(error)]})

    def _auth_test(self) -> Json:
        told = {"user_id": BOT_USER, "user": "gamma", "team_id": "T1", "team": "Test"}
        return told | {"bot_id": BOT_ID}

    def _users_info(self, user: str, include_locale: str = "0") -> Json:
        person = self._slack.people.get(user)
        if person is None:
            raise Refused("user_not_found")
        told: Json = {"id": user, "name": person.handle, "real_name": person.name, "tz": person.zone}
        told |= {"deleted": person.deleted, "is_bot": person.is_bot}
        locale = {"locale": person.locale} if _true(include_locale) else {}
        return {"user": {**told, **locale, "profile": {"display_name": person.display_name}}}

    def _users_conversations(
        self,
        user: str = BOT_USER,
        types: str = "public_channel",
        exclude_archived: str = "0",
        limit: str = "100",
        cursor: str = "",
    ) -> Json:
        if user not in self._slack.people and user != BOT_USER:
            raise Refused("user_not_found")
        wanted = types.split(",")
        found = [
            channel
            for channel in self._slack.channels.values()
            if user in channel.members
            and kind_of(channel) in wanted
            and self._sees(channel)
            and not (channel.archived and _true(exclude_archived))
        ]
        page, following = self._page(found, limit, cursor)
        return {"channels": [self._told(channel) for channel in page], "response_metadata": following}

    def _conversations_info(self, channel: str) -> Json:
        return {"channel": self._told(self._visible(channel))}

    def _conversations_members(self, channel: str, limit: str = "100", cursor: str = "") -> Json:
        page, following = self._page(sorted(self._visible(channel).members), limit, cursor)
        return {"members": page, "response_metadata": following}

    def _conversations_join(self, channel: str) -> Json:
        found = self._visible(channel)
        if found.private:
            raise Refused("method_not_supported_for_channel_type")
        if found.archived:
            raise Refused("is_archived")
        self._slack.invite_bot(channel)
        return {"channel": self._told(found)}

    def _conversations_open(self, users: str) -> Json:
        people = users.split(",")
        if len(people) > GROUP_PEOPLE:
            raise Refused("too_many_users")
        if any(person not in self._slack.people for person in people):
            raise Refused("user_not_found")
        if any(self._slack.people[person].deleted for person in people):
            raise Refused("user_disabled")
        opened = self._slack.direct(users) if len(people) == 1 else self._slack.group(people)
        return {"channel": {"id": opened}}

    def _conversations_history(
        self,
        channel: str,
        oldest: str = "0",
        inclusive: str = "0",
        include_all_metadata: str = "0",
        limit: str = "100",
        cursor: str = "",
    ) -> Json:
        found = self._visible(channel)
        if not self._is_member(found):
            raise Refused("not_in_channel")
        kept = [
            post
            for post in reversed(found.posts)
            if float(post["ts"]) > float(oldest) or (_true(inclusive) and float(post["ts"]) == float(oldest))
        ]
        page, following = self._page(kept, limit, cursor)
        if not _true(include_all_metadata):
            page = [{name: value for name, value in post.items() if name != "metadata"} for post in page]
        return {"messages": page, "response_metadata": following}

    def _chat_post_message(
        self,
        channel: str,
        text: str = "",
        blocks: list[Json] | None = None,
        metadata: Json | None = None,
        thread_ts: str = "",
        mrkdwn: bool = True,
        unfurl_links: bool = True,
        unfurl_media: bool = True,
    ) -> Json:
        found = self._visible(channel)
        if found.archived:
            raise Refused("is_archived")
        if not self._is_member(found):
            raise Refused("not_in_channel")
        _check_message(text, blocks, self._slack.draws_charts)
        _check_metadata(metadata)
        author = {"user": BOT_USER, "bot_id": BOT_ID}
        if thread_ts and not any(post["ts"] == thread_ts for post in found.posts):
            raise Refused("thread_not_found")
        post = {**author, "text": text, "blocks": blocks or [], "metadata": metadata or {}}
        post |= {"thread_ts": thread_ts} if thread_ts else {}
        stored = self._slack.store(found, post)
        return {"channel": channel, "ts": stored["ts"], "message": stored}

    def _chat_update(
        self,
        channel: str,
        ts: str,
        text: str = "",
        blocks: list[Json] | None = None,
        metadata: Json | None = None,
    ) -> Json:
        """What was deleted is not found; metadata that is not given stays as it is."""
        found = self._visible(channel)
        if found.archived:
            raise Refused("is_archived")
        if not self._is_member(found):
            raise Refused("not_in_channel")
        post = next((post for post in found.posts if post["ts"] == ts), None)
        if post is None:
            raise Refused("message_not_found")
        if post.get("bot_id") != BOT_ID:
            raise Refused("cant_update_message")
        _check_message(text, blocks, self._slack.draws_charts)
        _check_metadata(metadata)
        post |= {"text": text, "blocks": blocks or []} | ({"metadata": metadata} if metadata else {})
        return {"channel": channel, "ts": ts, "text": text, "message": post}

    def _views_open(self, trigger_id: str, view: Json) -> Json:
        interaction = self._slack.use_trigger(trigger_id)
        check_view(view, self._slack.people)
        opened = View(self._slack.new_id("V"), interaction.person, view)
        self._slack.views[opened.id] = opened
        interaction.view = opened
        return {"view": {"id": opened.id, "hash": opened.hash}}

    def _views_update(self, view_id: str, view: Json, hash: str = "") -> Json:
        found = self._slack.views.get(view_id)
        if found is None:
            raise Refused("not_found")
        if hash and hash != found.hash:
            raise Refused("hash_conflict")
        check_view(view, self._slack.people)
        found.body, found.hash = view, self._slack.new_id("H")
        return {"view": {"id": found.id, "hash": found.hash}}

    def _views_publish(self, user_id: str, view: Json, hash: str = "") -> Json:
        """In place of the one before: somebody has one Home tab."""
        if user_id not in self._slack.people:
            raise Refused("user_not_found")
        if problems := home_problems(view):
            raise Refused("invalid_arguments", problems)
        known = self._slack.home_of(user_id)
        if hash and known and hash != known.hash:
            raise Refused("hash_conflict")
        published = View(known.id if known else self._slack.new_id("V"), user_id, view)
        published.hash = self._slack.new_id("H")
        self._slack.views[published.id] = published
        return {"view": {"id": published.id, "hash": published.hash}}

    def _files_get_upload_url(self, filename: str, length: str, alt_txt: str = "") -> Json:
        if len(alt_txt) > 1000:
            raise Refused("alt_txt_too_large")
        file = self._slack.new_id("F")
        self._slack.files[file] = {"name": filename, "length": int(length), "alt_txt": alt_txt}
        return {"file_id": file, "upload_url": request.host_url + f"upload/{file}"}

    def _files_complete_upload(self, files: str, channel_id: str = "", thread_ts: str = "") -> Json:
        if not self._is_member(self._visible(channel_id)):
            raise Refused("not_in_channel")
        shared = [file["id"] for file in json.loads(files)]
        for file in shared:
            if "content" not in self._slack.files[file]:
                raise Refused("file_not_found")
            self._slack.files[file] |= {"channel": channel_id, "thread_ts": thread_ts}
        return {"files": [{"id": file} for file in shared]}

    # --- who sees what ---------------------------------------------------------------------------

    def _is_member(self, channel: Channel) -> bool:
        return BOT_USER in channel.members

    def _sees(self, channel: Channel) -> bool:
        return not channel.private or self._is_member(channel)

    def _visible(self, channel: str) -> Channel:
        found = self._slack.channels.get(channel)
        if found is None or not self._sees(found):
            raise Refused("channel_not_found")
        return found

    def _told(self, channel: Channel) -> Json:
        is_mpim = kind_of(channel) == "mpim"
        known = {"id": channel.id, "name": channel.name, "is_mpim": is_mpim}
        return known | {"is_member": self._is_member(channel)}

    def _page(self, items: list[Any], limit: str, cursor: str) -> tuple[list[Any], Json]:
        start = int(cursor or 0)
        end = start + min(int(limit), self._slack.page)
        return items[start:end], {"next_cursor": str(end) if end < len(items) else ""}


def check_view(view: Json, people: Mapping[str, Person]) -> None:
    """Slack says that a prefilled person has to be valid; here, one who left is not."""
    if problems := view_problems(view):
        raise Refused("invalid_arguments", problems)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")
    elements = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    picked = [element["initial_user"] for element in elements if "initial_user" in element]
    if any(user not in people or people[user].deleted for user in picked):
        raise Refused("invalid_arguments", ["initial_user is not valid"])


def _check_message(text: str, blocks: list[Json] | None, draws_charts: bool) -> None:
    if not text:
        raise Refused("no_text")
    if len(text) > POST_CHARACTERS:
        raise Refused("msg_too_long")
    if blocks is not None and (problems := message_problems(blocks, draws_charts=draws_charts)):
        raise Refused("invalid_blocks", problems)
    if characters(blocks or []) > MESSAGE_BLOCK_CHARACTERS:
        raise Refused("msg_blocks_too_long")


def _check_metadata(metadata: Json | None) -> None:
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")


def kind_of(channel: Channel) -> str:
    if channel.id.startswith("D"):
        return "im"
    if channel.name.startswith("mpdm-"):
        return "mpim"
    return "private_channel" if channel.private else "public_channel"


def _true(value: object) -> bool:
    return value in (True, "1", "true")
