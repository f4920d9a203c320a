"""What follows a posted message: its picture and its file. Whatever becomes of them, the message stands."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from gamma.chat import ChatError, Message

log = logging.getLogger(__name__)

PICTURE_NAME = "gamma.png"


@dataclass(frozen=True)
class FollowUp:
    """alt: the words that say what a picture shows; a file has none."""

    name: str
    content: bytes
    alt: str = ""


def send_follow_ups(message: Message, send: Callable[[FollowUp], object]) -> None:
    """Each apart. What fails is logged: the message was posted, and is not said twice for it."""
    if message.picture:
        picture = message.picture
        _try("picture", lambda: send(FollowUp(PICTURE_NAME, picture.draw(), picture.alt)))
    if message.file:
        file = FollowUp(message.file.name, message.file.content)
        _try("file", lambda: send(file))


def _try(what: str, follow: Callable[[], object]) -> None:
    try:
        follow()
    except ChatError as error:
        log.warning("a %s did not follow its message: %s", what, error.reason)
    except Exception:
        log.exception("a %s did not follow its message", what)
