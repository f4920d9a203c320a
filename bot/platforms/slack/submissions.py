"""A form that was sent on Slack: its answers by field, and what is wrong with them at its fields."""

from collections.abc import Mapping
from typing import Any

from gamma.chat import Errors, Submission

Payload = Mapping[str, Any]


def parse_submission(payload: Payload) -> Submission:
    """Of a view_submission: every field by name, "" where left empty."""
    view = payload["view"]
    state = view["state"]["values"]
    values = {name: _value(state.get(name, {})) for name in input_names(payload)}
    return Submission("slack", payload["user"]["id"], view.get("private_metadata", ""), values)


def input_names(payload: Payload) -> list[str]:
    """The names of the sent form's fields, in order."""
    return [block["block_id"] for block in payload["view"]["blocks"] if block["type"] == "input"]


def _value(answers: Mapping[str, Any]) -> str:
    """The one answer of an input block, which Slack files under its action."""
    for answer in answers.values():
        option = answer.get("selected_option") or {}
        return str(answer.get("value") or answer.get("selected_user") or option.get("value") or "")
    return ""


def errors_at_fields(errors: Errors, names: list[str]) -> dict[str, str]:
    """Slack shows errors at fields only: what concerns the whole form stands at the first."""
    at_fields = {name: sentence for name, sentence in errors.fields.items() if name in names}
    others = [sentence for name, sentence in errors.fields.items() if name not in names]
    general = [sentence for sentence in (errors.general, *others) if sentence]
    if general:
        first = names[0]
        at_fields[first] = " ".join([*general, at_fields[first]] if first in at_fields else general)
    return at_fields
