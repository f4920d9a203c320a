"""What Slack sends, read into commands, clicks and submissions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gamma.chat import Click, Command, Place, Submission

Payload = Mapping[str, Any]

_OF_SEVERAL = "mpdm-"
_REFERENCE = re.compile(r"<(?P<kind>[#@!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


@dataclass(frozen=True)
class ReplyTarget:
    """How the person who acted can be answered; "" where this way is not open."""

    person: str
    trigger: str = ""
    response_url: str = ""
    view: str = ""
    view_hash: str = ""


def command(payload: Payload) -> Command:
    text = payload.get("text", "")
    channel = payload["channel_id"]
    return Command(
        platform="slack",
        person=payload["user_id"],
        place=Place(channel, direct=_is_direct(channel, payload.get("channel_name", ""))),
        text=as_typed(text),
        channels=_targets("#", text),
        people=_targets("@", text),
    )


def _is_direct(channel: str, name: str) -> bool:
    """Also where the bot is with several people: no team's channel is named like that."""
    return channel.startswith("D") or name.startswith(_OF_SEVERAL)


def command_target(payload: Payload) -> ReplyTarget:
    return ReplyTarget(payload["user_id"], payload.get("trigger_id", ""), payload.get("response_url", ""))


def click(payload: Payload) -> Click:
    return Click("slack", payload["user"]["id"], payload["actions"][0].get("value", ""))


def click_target(payload: Payload) -> ReplyTarget:
    view = payload.get("view") or {}
    return ReplyTarget(
        payload["user"]["id"],
        payload.get("trigger_id", ""),
        payload.get("response_url", ""),
        view.get("id", ""),
        view.get("hash", ""),
    )


def submission(payload: Payload) -> Submission:
    view = payload["view"]
    state = view["state"]["values"]
    values = {name: _value(state.get(name, {})) for name in input_names(payload)}
    return Submission("slack", payload["user"]["id"], view.get("private_metadata", ""), values)


def input_names(payload: Payload) -> list[str]:
    """The names of the sent form's fields, in order."""
    return [block["block_id"] for block in payload["view"]["blocks"] if block["type"] == "input"]


def as_typed(text: str) -> str:
    """A command's text as the person wrote it: `<#C1|general>` is #general, `&lt;` is <."""
    text = _REFERENCE.sub(_as_written, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _targets(kind: str, text: str) -> tuple[str, ...]:
    """The ids of those named in the text, in order."""
    named = (found["target"] for found in _REFERENCE.finditer(text) if found["kind"] == kind)
    return tuple(dict.fromkeys(named))


def _as_written(reference: re.Match[str]) -> str:
    kind, target, label = reference["kind"], reference["target"], reference["label"]
    if kind in "#@" and kind:
        return kind + (label or target)
    return label or ("@" + target if kind else target)


def _value(answers: Mapping[str, Any]) -> str:
    """The one answer of an input block, which Slack files under its action."""
    for answer in answers.values():
        chosen = answer.get("selected_option") or {}
        return str(answer.get("value") or answer.get("selected_user") or chosen.get("value") or "")
    return ""
