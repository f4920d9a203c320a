"""A form that was sent on Slack: its answers by field, and what is wrong with them at its fields."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.platforms import pickers
from gamma.chat import Errors, Submission

Payload = Mapping[str, Any]


def parse_submission(payload: Payload) -> Submission:
    """Of a view_submission: every field by name, "" where left empty."""
    values = pickers.joined(_sent(payload))
    signed_state = payload["view"].get("private_metadata", "")
    return Submission("slack", payload["user"]["id"], signed_state, values)


def first_input(payload: Payload) -> str:
    """The name of the sent form's first input."""
    return next(iter(_sent(payload)))


def _sent(payload: Payload) -> dict[str, str]:
    """What each input says, by the name of its block, in order."""
    view = payload["view"]
    state = view["state"]["values"]
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return {name: _value(state.get(name) or {}) for name in names}


def _value(answers: Mapping[str, Any]) -> str:
    """The one answer of an input block, which Slack files under its action."""
    for answer in answers.values():
        if instant := answer.get("selected_date_time"):
            return f"{datetime.fromtimestamp(instant, UTC):%Y-%m-%dT%H:%M:%SZ}"
        option = answer.get("selected_option") or {}
        picked = answer.get("selected_user") or answer.get("selected_date")
        return str(answer.get("value") or picked or option.get("value") or "")
    return ""


def errors_at_fields(errors: Errors, payload: Payload) -> dict[str, str]:
    """Slack shows errors at fields only: what concerns the whole form stands at the first."""
    sent = _sent(payload)
    at_fields, general = pickers.errors_at_inputs(errors, sent)
    if general:
        first = next(iter(sent))
        at_fields[first] = " ".join([*general, at_fields[first]] if first in at_fields else general)
    return at_fields
