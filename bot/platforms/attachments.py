"""What follows a posted message: its picture and its file, each tried whatever becomes of the other."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from gamma.chat import ChatError, Message

log = logging.getLogger(__name__)

PICTURE_NAME = "gamma.png"


@dataclass(frozen=True)
class Attachment:
    """alt: the words that say what a picture shows; a file has none."""

    name: str
    content: bytes
    alt: str = ""


def send_attachments(message: Message, send: Callable[[Attachment], object]) -> None:
    """Raises ChatError once both were tried: for good only if trying again would mend nothing."""
    failures = []
    if message.picture:
        picture = message.picture
        failures += _try("picture", lambda: send(Attachment(PICTURE_NAME, picture.draw(), picture.alt)))
    if message.file:
        file = Attachment(message.file.name, message.file.content)
        failures += _try("file", lambda: send(file))
    try:
        if failures:
            raise min(failures, key=lambda failure: failure.permanent)
    finally:
        failures.clear()  # an error and its frame would keep each other, and an open connection with them


def _try(what: str, send: Callable[[], object]) -> list[ChatError]:
    """What went wrong, if anything. An unexpected error, such as in drawing, comes again each time."""
    try:
        send()
    except ChatError as error:
        log.warning("a %s did not follow its message: %s", what, error.reason)
        return [error]
    except Exception:
        log.exception("a %s did not follow its message", what)
        return [ChatError(f"the {what}: unexpected error, see the log", permanent=True)]
    return []
