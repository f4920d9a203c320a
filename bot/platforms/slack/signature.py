"""Whether a request is Slack's: looked at before anything else of it is read."""

import logging
import re

from flask import Request
from slack_sdk.signature import SignatureVerifier

log = logging.getLogger(__name__)

_TIMESTAMP = re.compile("[0-9]{1,12}")
_SIGNATURE = re.compile("v0=[0-9a-f]{64}")


def is_signed(secret: str, request: Request) -> bool:
    """False is told in one line, which repeats nothing of what was sent."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        log.warning("a request to /slack/events carries no signature of Slack's form: 401")
        return False
    try:
        signed = SignatureVerifier(secret).is_valid(request.get_data(), timestamp, signature)
    except UnicodeDecodeError:  # it signs text
        signed = False
    if not signed:
        log.warning("a request to /slack/events is not signed with SLACK_SIGNING_SECRET, or is too old: 401")
    return bool(signed)
