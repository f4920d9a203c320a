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


def check_following(answer: Json, version: str) -> None:
    """What a dialog is answered with. One that is invalid is logged and nothing more where a dialog is opened
    by a call; here nobody would see why nothing follows.
    """
    if "type" not in answer and "form" not in answer:
        return
    assert has_newer_dialogs(version), f"{version} closes the dialog, whatever is to follow"
    assert not answer.get("error"), "the form would not be seen"
    assert not answer.get("errors"), "the form would not be seen"
    assert answer["type"] in ("", "ok", "form", "navigate")
    assert ("form" in answer) == (answer["type"] == "form")
    check_dialog_types(answer["form"])
    assert dialog_complaints(answer["form"], version) == []


def has_newer_dialogs(version: str) -> bool:
    major, minor, *_ = map(int, version.split("."))
    return (major, minor) >= (11, 1)


def picker_complaints(element: Json) -> list[str]:
    """A date is YYYY-MM-DD, a moment an instant; what they begin with is shown only if it is so."""
    said = []
    form = r"\d{4}-\d\d-\d\d" + (r"T\d\d:\d\d:\d\dZ" if element["type"] == "datetime" else "")
    if element["default"] and not re.fullmatch(form, element["default"]):
        said.append("default is no date")
    minutes = element.get("time_interval", 0)
    if element["type"] == "datetime" and (not 1 <= minutes <= 1440 or 1440 % minutes):
        said.append("time_interval")
    return said


def dialog_complaints(dialog: Json, version: str) -> list[str]:
    """Sizes are in bytes."""
    said = [] if 0 < len(dialog["title"].encode()) <= 24 else ["title"]
    names = [element["name"] for element in dialog["elements"]]
    said += ["duplicate names"] if len(set(names)) != len(names) else []
    for element in dialog["elements"]:
        if element["type"] in ("date", "datetime"):
            said += picker_complaints(element) if has_newer_dialogs(version) else ["type"]
        longest = {"textarea": 3000, "select": 3000}.get(element["type"], 150)
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
