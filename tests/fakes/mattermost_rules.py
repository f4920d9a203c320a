"""What a Mattermost server takes in posts and dialogs, and what it, or a newer one, refuses."""

import json
import re
from typing import Any

Json = dict[str, Any]

MESSAGE_RUNES = 16383
PROPS_RUNES = 7600
STYLES = ("", "default", "primary", "success", "good", "warning", "danger")


class Problem(Exception):  # noqa: N818
    """An answer that is no success."""

    def __init__(self, status: int, id_: str) -> None:
        super().__init__(id_)
        self.status, self.id = status, id_


def check_content(message: str, props: Json) -> None:
    if len(message) > MESSAGE_RUNES:
        raise Problem(400, "model.post.is_valid.msg.app_error")
    if len(go_json(props)) > PROPS_RUNES:
        raise Problem(400, "model.post.is_valid.props.app_error")
    for attachment in props.get("attachments", []):
        assert attachment.get("fallback"), "an attachment needs a fallback for notifications"
        for action in attachment.get("actions", []):
            check_action(action)


def check_action(action: Json) -> None:
    """A real server takes these, but the button is dead, ugly or refused by a newer one."""
    assert re.fullmatch(r"[A-Za-z0-9]+", action["id"]), action["id"]
    assert action["name"]
    assert action["type"] == "button"
    assert action.get("style", "") in STYLES
    assert action["integration"]["url"].startswith("http")


def go_json(value: Any) -> str:
    """As Go writes it: `<`, `>` and `&` take six characters each."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", written)


def check_dialog_types(dialog: Json) -> None:
    strings = (
        "display_name",
        "name",
        "type",
        "subtype",
        "default",
        "placeholder",
        "help_text",
        "data_source",
    )
    for element in dialog["elements"]:
        options = element.get("options") or []
        texts = [element.get(key, "") for key in strings] + [v for option in options for v in option.values()]
        if not all(isinstance(text, str) for text in texts) or not isinstance(element["optional"], bool):
            raise Problem(400, "api.context.invalid_body_param.app_error")


def dialog_complaints(dialog: Json) -> list[str]:
    """Sizes are in bytes."""
    said = [] if 0 < len(dialog["title"].encode()) <= 24 else ["title"]
    names = [element["name"] for element in dialog["elements"]]
    said += ["duplicate names"] if len(set(names)) != len(names) else []
    for element in dialog["elements"]:
        longest = {"text": 150, "textarea": 3000, "select": 3000}[element["type"]]
        limits = {"display_name": 24, "name": 300, "help_text": 150, "default": longest}
        said += [k for k, limit in limits.items() if len(element.get(k, "").encode()) > limit]
        said += ["data source"] if element.get("data_source", "") not in ("", "users", "channels") else []
        values = [option["value"] for option in element.get("options") or []]
        if element["type"] == "select" and element["default"] and element["default"] not in values:
            said.append("default is not an option")
    return said


def as_clients_see(post: Json) -> Json:
    """Without where buttons lead and what they carry."""
    seen: Json = json.loads(json.dumps(post))
    for attachment in seen["props"].get("attachments", []):
        for action in attachment.get("actions", []):
            del action["integration"]
    return seen
