"""What Slack tells on its own: a direct message, a mention, the bot let into a channel; and the answer to it.

An event is answered before it is acknowledged: what could not be answered is told again by Slack. It tells
each again that was not acknowledged in three seconds, under the same `event_id`.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.platforms.slack import render
from bot.platforms.slack.api import Api
from bot.platforms.slack.listeners import references_as_written, targets
from bot.signing import Signer
from gamma.chat import Answer, ChatError, Message, Place
from gamma.spoken import Entered, Hear, Spoken

Payload = Mapping[str, Any]

_WRITTEN = {"", "file_share", "thread_broadcast"}
"""Subtypes of a message that somebody wrote; what is edited or deleted, or says who came, has another."""
_DIRECT = {"im", "mpim"}


class Events:
    """What Bolt calls with events. Raises where nobody has answered: Slack tells of it again."""

    def __init__(self, api: Api, signer: Signer, hear: Hear) -> None:
        self._api = api
        self._signer = signer
        self._hear = hear

    def message(self, body: Payload) -> None:
        """In the direct conversation; what is said in channels comes as a mention."""
        event = body["event"]
        if event.get("channel_type") == "im" and self._is_by_person(event):
            self._listen(self._parse(body, Place(event["channel"], direct=True), alone=True), event)

    def mention(self, body: Payload) -> None:
        event = body["event"]
        if event["channel"].startswith("D") or not self._is_by_person(event):
            return  # of a direct message Slack tells as such
        place = Place(event["channel"], direct=self._is_conversation(event))
        self._listen(self._parse(body, place, alone=False), event)

    def entered(self, body: Payload) -> None:
        """By somebody's invitation: a channel that it enters by itself is just being linked."""
        event = body["event"]
        if event.get("inviter") and event.get("user") == self._api.bot_user():
            entered = Entered("slack", Place(event["channel"]), body["event_id"])
            self._listen(entered, {"channel": event["channel"], "user": ""})

    def _is_by_person(self, event: Payload) -> bool:
        if event.get("subtype", "") not in _WRITTEN or event.get("bot_id") or event.get("edited"):
            return False
        return bool(event.get("user")) and event["user"] != self._api.bot_user()

    def _is_conversation(self, event: Payload) -> bool:
        """One of several people with the bot, which has an id like a channel's."""
        kind = event.get("channel_type")
        return kind in _DIRECT if kind else self._api.is_conversation(event["channel"])

    def _parse(self, body: Payload, place: Place, *, alone: bool) -> Spoken:
        event, me = body["event"], self._api.bot_user()
        text = re.sub(rf"<@{me}(?:\|[^<>]*)?>", " ", event.get("text") or "").strip()
        return Spoken(
            platform="slack",
            person=event["user"],
            place=place,
            text=references_as_written(text).lstrip(" ,:;"),
            channels=targets("#", text),
            people=targets("@", text),
            message=body["event_id"],
            alone=alone,
        )

    def _listen(self, message: Spoken | Entered, event: Payload) -> None:
        """Raises ChatError while another process is at it: Slack tells of it again, should that one end."""
        voice = Thread(self._api, self._signer, event, alone=isinstance(message, Spoken) and message.alone)
        if not self._hear(message, voice):
            raise ChatError("another process is at this event")


class Thread:
    """Answers where an event was: below a mention, in the thread of a direct message if it stands in one."""

    def __init__(self, api: Api, signer: Signer, event: Payload, *, alone: bool) -> None:
        self._api = api
        self._signer = signer
        self._person: str = event["user"]
        self._channel: str = event["channel"]
        self._thread: str = event.get("thread_ts") or ("" if alone else event.get("ts", ""))

    def here(self, message: Message, answer: Answer) -> None:
        self._post(self._channel, message, answer, self._thread)

    def privately(self, message: Message, answer: Answer) -> None:
        self._post(self._api.direct_channel(self._person), message, answer, "")

    def _post(self, channel: str, message: Message, answer: Answer, thread: str) -> None:
        blocks = render.message_blocks(
            message,
            lambda button: self._signer.sign_button(button, self._person, answer.place),
            answer.typed,
        )
        self._api.post(channel, render.fallback(message), blocks, "", thread)
