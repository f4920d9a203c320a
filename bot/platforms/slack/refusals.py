"""What a refusal by Slack means: for good only in Slack's own form, and by a word of this list.

Whatever else is answered, by a proxy or in words that are not known here, may pass: the call is made again.
"""

import re
from collections.abc import Mapping
from typing import Any

from slack_sdk.web import SlackResponse

from gamma.chat import ChatError

CODE = "[a-z_]{1,80}"
"""How Slack names what is wrong. Anything else it answers could repeat what people wrote, and is not kept."""

_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_ASKED_TO_WAIT = {"ratelimited", "rate_limited"}
_TOKEN_REFUSED = {
    "account_inactive",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
}
"""The bot's own token, or its rights: whoever runs the bot mends that, and nothing is lost meanwhile."""
_FOR_GOOD = {
    # nobody to reach, or nowhere to say it
    "cannot_dm_bot",
    "channel_not_found",
    "channel_type_not_supported",
    "invalid_user_combination",
    "invalid_users",
    "is_archived",
    "is_inactive",
    "method_not_supported_for_channel_type",
    "not_enough_users",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "too_many_users",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
    # what is said cannot be said
    "blocked_file_type",
    "file_not_found",
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    # what was to be changed or opened has moved on
    "cant_update_message",
    "duplicate_external_id",
    "edit_window_closed",
    "expired_trigger_id",
    "hash_conflict",
    "invalid_trigger_id",
    "message_not_found",
    "not_enabled",
    "not_found",
    "push_limit_reached",
    "exchanged_trigger_id",
    "invalid_trigger",
    "trigger_exchanged",
    "trigger_expired",
    "view_too_large",
}


def refusal(response: SlackResponse) -> ChatError:
    """Slack refuses with status 200 and JSON; asks to wait with 429; is broken with 5xx."""
    code, status = _code(response.data), response.status_code
    wait = _retry_after(response.headers)
    if status == 429 or code in _ASKED_TO_WAIT:
        return ChatError("ratelimited", retry_after=wait)
    if status != 200 or not code:
        # The page of a proxy with 403 or 404 never went further; of all others that is not known.
        return ChatError(code or f"HTTP {status}", unsure=not 400 <= status < 500, retry_after=wait)
    if code in _UNSURE:
        return ChatError(code, unsure=True, retry_after=wait)
    token_refused = code in _TOKEN_REFUSED
    return ChatError(code, permanent=token_refused or code in _FOR_GOOD, token_refused=token_refused)


def _code(answered: Any) -> str:
    """Slack's own word, "" where there is none."""
    code = answered.get("error") if isinstance(answered, Mapping) and answered.get("ok") is False else None
    return code if isinstance(code, str) and re.fullmatch(CODE, code) else ""


def _retry_after(headers: Mapping[str, str]) -> float | None:
    seconds = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return float(seconds) if seconds.isdecimal() and seconds.isascii() else None
