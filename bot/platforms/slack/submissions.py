"""A form that was sent on Slack: its answers by field, and what is wrong with them at its fields."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.platforms.slack.render import IN_WORDS
from gamma.chat import Errors, Submission

Payload = Mapping[str, Any]


def parse_submission(payload: Payload) -> Submission:
    """Of a view_submission: every field by name, "" where left empty. Words beside a picker count."""
    sent = _sent(payload)
    values = {
        name: sent.get(f"{name}{IN_WORDS}", "").strip() or value
        for name, value in sent.items()
        if not name.endswith(IN_WORDS)
    }
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
    """Slack shows errors at fields only: what concerns the whole form stands at the first.

    Of a picker and the words beside it, at that which was used.
    """
    sent = _sent(payload)
    at_fields = {
        f"{name}{IN_WORDS}" if sent.get(f"{name}{IN_WORDS}", "").strip() else name: sentence
        for name, sentence in errors.fields.items()
        if name in sent
    }
    others = [sentence for name, sentence in errors.fields.items() if name not in sent]
    general = [sentence for sentence in (errors.general, *others) if sentence]
    if general:
        first = next(iter(sent))
        at_fields[first] = " ".join([*general, at_fields[first]] if first in at_fields else general)
    return at_fields
