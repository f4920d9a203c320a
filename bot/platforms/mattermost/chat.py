"""Mattermost as a chat platform: people, memberships, posts, and its endpoints."""

import hashlib
import hmac
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from flask import Blueprint

from bot.limited_calls import time_limit
from bot.platforms.attachments import Attachment, send_attachments
from bot.platforms.mattermost import render
from bot.platforms.mattermost.api import PAGE, POST_SECONDS, Api, Json, RefusedError
from bot.platforms.mattermost.command_tokens import CommandTokens
from bot.platforms.mattermost.endpoints import ID, Endpoints, blueprint
from bot.platforms.mattermost.hearing import Hearing
from bot.platforms.mattermost.markdown import markdown
from bot.platforms.mattermost.replies import Replies
from bot.platforms.mattermost.server_version import ServerVersion
from bot.platforms.mattermost.socket import Socket
from bot.platforms.profiles import Profiles, names_of_selected
from bot.signing import Signer
from gamma.chat import Answer, ChatError, Dispatch, Form, Message, Place, Profile
from gamma.chat_platform import Owe
from gamma.spoken import Hear
from gamma.text import Span, Text, one_line
from gamma.translator import SOURCE_LOCALE, Translator

PARALLEL_CALLS = 8
PAGES_SECONDS = 10.0
"""For all the pages that are looked through for one post."""
HEARING_THREADS = 4
FOLLOWS = "gamma_follows"
"""The post that a picture or a file comes after, in the props of its own."""
PROFILE_SECONDS = 60.0
"""Mattermost has no limit for such questions: a language changed there is soon known here."""
CLOCKS_MAY_DIFFER = timedelta(minutes=10)
"""Between the bot's machine and Mattermost's, when a post is looked for by its time."""


class Mattermost:
    name = "mattermost"
    answers_forms = False

    def __init__(
        self,
        url: str,
        token: str,
        command_tokens: Sequence[str],
        signer: Signer,
        *,
        callback_url: str,
        monotonic: Callable[[], float] = time.monotonic,
        post_seconds: float = POST_SECONDS,
        executor: Executor | None = None,
        locale: str = SOURCE_LOCALE,
    ) -> None:
        """callback_url: where Mattermost reaches the bot; locale: spoken where a person's is not known."""
        self._translator = Translator(locale)
        self._api = Api(url, token, post_seconds)
        self._url, self._token = url.rstrip("/"), token
        self._command_tokens = CommandTokens(command_tokens)
        self._signer = signer
        self._action_url = callback_url.rstrip("/") + "/mattermost/action"
        self._form_url = callback_url.rstrip("/") + "/mattermost/form"
        self._version = ServerVersion(self._api.version, monotonic)
        self._own_id = ""
        self._hear: Hear | None = None
        self.hearing: Hearing | None = None
        self._socket: Socket | None = None
        self._executor = executor or ThreadPoolExecutor(HEARING_THREADS, "mattermost")
        self._owns_executor = executor is None
        self._profiles = Profiles(self._fetch_profile, monotonic, PROFILE_SECONDS)

    @property
    def chains_forms(self) -> bool:
        return self._version.has_newer_dialogs

    def listen(self, hear: Hear, _owe: Owe) -> None:
        self._hear = hear

    def troubles(self) -> list[str]:
        """A command is answered by the answer to its call: that nobody takes it is told by the door."""
        return []

    def blueprint(self, dispatch: Dispatch) -> Blueprint:
        replies = Replies(self._api, self._me, self._sign_for, self._action_url, self._form_url, self._signer)
        endpoints = Endpoints(self.name, dispatch, self._dialog, replies, self._version, self._translator)
        return blueprint(endpoints, self._command_tokens)

    def start(self, _dispatch: Dispatch) -> None:
        """Commands, buttons and forms come by HTTP; what is written to the bot, by the websocket."""
        if self._hear is None:
            return
        self.hearing = Hearing(
            self._api, self._hear, self.profile, self._sign_for, self._action_url, self._executor
        )
        self._socket = Socket(self._url, self._token, self.hearing.event, self.hearing.connected)
        self._socket.start()

    def stop(self) -> None:
        """What was begun is finished first."""
        if self._socket:
            self._socket.stop()
        if self._owns_executor:
            self._executor.shutdown()
        self._api.close()

    def verify(self) -> None:
        """Raises ChatError: permanent when Mattermost refuses the bot's token."""
        self._me()

    def profile(self, person: str) -> Profile:
        return self._profiles.of(person)

    def forget(self, person: str) -> None:
        self._profiles.forget(person)

    def memberships(self, person: str, channels: Collection[str]) -> set[str]:
        """One question per channel, some at a time: a command waits for the answers."""
        channel_ids = list(channels)
        with ThreadPoolExecutor(PARALLEL_CALLS) as pool:
            memberships = pool.map(partial(self._is_member, person), channel_ids)
            return {channel for channel, inside in zip(channel_ids, memberships, strict=True) if inside}

    def members(self, channel: str) -> set[str]:
        return {str(member["user_id"]) for member in self._api.members(channel)} - {self._me()}

    def join(self, channel: str) -> bool:
        try:
            self._api.add_member(channel, self._me())
        except RefusedError as refused:
            if refused.status in (403, 404):
                return False
            raise
        return True

    def direct_channel(self, person: str) -> str:
        return str(self._api.direct_channel(self._me(), person)["id"])

    def group_channel(self, people: Sequence[str]) -> str:
        return str(self._api.group_channel([self._me(), *people])["id"])

    def post(self, channel: str, message: Message, key: str, reader: str) -> str:
        content = self._content(channel, message, key, reader)
        post = self._api.post(content | {"channel_id": channel, "pending_post_id": self._pending_id(key)})
        return str(post["id"])

    def edit(self, channel: str, post: str, message: Message, key: str, reader: str) -> None:
        self._api.patch_post(post, self._content(channel, message, key, reader))

    def attach(self, channel: str, post: str, message: Message, key: str) -> None:
        send_attachments(message, partial(self._post_attachment, channel, post, key))

    def find(self, channel: str, key: str, since: datetime) -> str | None:
        with time_limit(PAGES_SECONDS):
            return self._find(channel, key, (since - CLOCKS_MAY_DIFFER).timestamp() * 1000)

    def _find(self, channel: str, key: str, oldest: float) -> str | None:
        own = self._me()
        for page in count():
            listed = self._api.posts(channel, page)
            for post in (listed["posts"][id_] for id_ in listed["order"]):
                if post["create_at"] < oldest:
                    return None
                if post["user_id"] == own and (post.get("props") or {}).get("gamma_key") == key:
                    return str(post["id"])
            if len(listed["order"]) < PAGE:
                break
        return None

    def _fetch_profile(self, person: str) -> Profile:
        user = self._api.user(person) if ID.fullmatch(person) else {}
        if not user or user.get("is_bot") or user.get("delete_at"):
            raise ChatError("not a person, or not here any more", permanent=True)
        return _profile(user)

    def _me(self) -> str:
        if not self._own_id:
            self._own_id = str(self._api.me()["id"])
        return self._own_id

    def _is_member(self, person: str, channel: str) -> bool:
        try:
            self._api.member(channel, person)
        except RefusedError as refused:
            if refused.status in (403, 404):  # 403: the bot itself is not there, so it cannot know
                return False
            raise
        return True

    def _sign_for(self, person: str, place: Place) -> render.SignButton:
        return lambda button: self._signer.sign_button(button, person, place)

    def _content(self, channel: str, message: Message, key: str, reader: str) -> Json:
        """Of a post that can be found by its key."""
        place = Place(channel, direct=bool(reader))
        content = render.post_content(message, self._sign_for(reader, place), self._action_url)
        content["props"]["gamma_key"] = key
        return content

    def _dialog(self, form: Form, person: str, answer: Answer) -> Json:
        state = self._signer.sign_form(form, person, answer.place)
        has_calendar = self._version.has_newer_dialogs
        selected = names_of_selected(form, self.profile)
        return render.dialog(form, state, selected, answer.translator, has_calendar=has_calendar)

    def _pending_id(self, key: str) -> str:
        """Nobody may guess it: Mattermost gives a post back to whoever sends its id again."""
        return f"{self._me()}:{hmac.new(self._token.encode(), key.encode(), hashlib.sha256).hexdigest()}"

    def _post_attachment(self, channel: str, post: str, key: str, attachment: Attachment) -> None:
        """As a post of its own: where threads are collapsed, a reply is not seen below what it follows."""
        following = {
            "channel_id": channel,
            "props": {FOLLOWS: post},
            "message": markdown(Text((Span(attachment.alt),))),
            "pending_post_id": self._pending_id(f"{key} {attachment.name}"),
        }
        self._api.post_file(following, attachment.name, attachment.content)


def _profile(user: Json) -> Profile:
    full_name = one_line(f"{user.get('first_name', '')} {user.get('last_name', '')}")
    zone = user.get("timezone") or {}
    automatic = zone.get("useAutomaticTimezone") == "true"
    written = (one_line(user.get("nickname", "")), full_name, user.get("username"))
    names = tuple(dict.fromkeys(filter(None, written)))
    return Profile(
        name=names[0] if names else "",
        locale=user.get("locale", ""),
        zone=zone.get("automaticTimezone" if automatic else "manualTimezone", ""),
        names=names,
    )
