"""What stands in Slack's own menus: one shortcut for anywhere, and two for a message."""

import logging
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from slack_bolt import Ack

from bot.platforms.slack.api import Api
from bot.platforms.slack.client import Work
from bot.platforms.slack.listeners import Listeners, is_direct, references_as_written
from gamma.chat import ChatError, Command, Place, Profile
from gamma.quoted import QuotedMessage
from gamma.translator import N_

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]

_PERSON = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>")
_DOMAIN = re.compile(r"[a-z0-9-]+")
_MOST_NAMED = 5
"""People in a message whose names are asked for."""


@dataclass(frozen=True)
class Shortcut:
    """says: what it does, as it is typed. name: at most 24 characters in each language."""

    kind: Literal["global", "message"]
    says: str
    name: str
    description: str


SHORTCUTS: Mapping[str, Shortcut] = {
    "ask_expert": Shortcut(
        "global", "expert ask", N_("Ask an expert"), N_("Ask somebody of the expert network a question")
    ),
    "ask_about": Shortcut(
        "message", "expert ask", N_("Ask an expert"), N_("Ask the expert network about this message")
    ),
    "make_action": Shortcut(
        "message", "actions add", N_("Make it an action"), N_("Note something to do, with what it says")
    ),
}
"""By the id that Slack calls them by."""


class Shortcuts:
    """What Bolt calls when somebody chooses one. Nothing is raised to it."""

    def __init__(self, listeners: Listeners, api: Api, work: Work, profile: Callable[[str], Profile]) -> None:
        self._listeners = listeners
        self._api = api
        self._work = work
        self._profile = profile

    def chosen(self, ack: Ack, body: Payload) -> None:
        if self._work.begin(self._answer, body["user"]["id"], body):
            ack()

    def _answer(self, body: Payload) -> None:
        if body["type"] == "message_action":
            self._listeners.answer(parse_message_shortcut(body, self._profile), body)
            return
        person = body["user"]["id"]
        try:
            place = Place(self._api.direct_channel(person), direct=True)
        except ChatError as error:
            log.warning("Slack did not tell the direct conversation for a shortcut: %s", error.reason)
            return
        self._listeners.answer(Command("slack", person, place, SHORTCUTS[body["callback_id"]].says), body)


def parse_message_shortcut(payload: Payload, profile: Callable[[str], Profile]) -> Command:
    person, says = payload["user"]["id"], SHORTCUTS[payload["callback_id"]].says
    channel, message = payload["channel"], payload.get("message") or {}
    words = references_as_written(_with_names(message.get("text") or "", profile))
    return Command(
        platform="slack",
        person=person,
        place=Place(channel["id"], direct=is_direct(channel["id"], channel.get("name", ""))),
        text=says,
        quoted=QuotedMessage(words, _address(payload, channel["id"], message)),
    )


def _with_names(text: str, profile: Callable[[str], Profile]) -> str:
    """In a message Slack writes people by their ids alone."""
    names: dict[str, str] = {}
    for person in list(dict.fromkeys(_PERSON.findall(text)))[:_MOST_NAMED]:
        with suppress(ChatError):
            names[person] = profile(person).name

    def named(match: re.Match[str]) -> str:
        name = names.get(match[1])
        return f"@{name}" if name else match[0]

    return _PERSON.sub(named, text)


def _address(payload: Payload, channel: str, message: Payload) -> str:
    """As Slack's "Copy link" gives it; "" where the payload does not tell the workspace's."""
    domain = str((payload.get("team") or {}).get("domain") or "")
    time = str(message.get("ts") or payload.get("message_ts") or "").replace(".", "")
    if not _DOMAIN.fullmatch(domain) or not time.isdigit():
        return ""
    address = f"https://{domain}.slack.com/archives/{channel}/p{time}"
    thread = str(message.get("thread_ts") or "")
    is_reply = thread and thread != message.get("ts")
    return f"{address}?thread_ts={thread}&cid={channel}" if is_reply else address
