"""What is said to the bot without a command: in its direct conversation, or with its name in a channel."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from gamma.chat import Answer, Command, Message, Place
from gamma.text import MESSAGE_CHARACTERS, Span, Text
from gamma.translator import N_

_ADDRESS = re.compile(r"\s*@?gamma(?!\w)[\s,:;!.…-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Spoken(Command):
    """A command as part of a message: `text` is all of it, without the bot's name.

    message: the platform's id of it, the same however often the platform tells of it.
    alone: whether nobody but the person and the bot reads in that place.
    """

    message: str = ""
    alone: bool = True


@dataclass(frozen=True)
class Entered:
    """Somebody has let the bot into a channel. message: the id of what told so."""

    platform: str
    place: Place
    message: str


@dataclass(frozen=True)
class Missed:
    """What a person wrote while nobody heard it, the last of it then. It is too late to act upon it."""

    platform: str
    person: str
    place: Place
    messages: tuple[str, ...]
    written_at: datetime


class Voice(Protocol):
    """How a platform says something that belongs to an answer. Both may raise ChatError."""

    def here(self, message: Message, answer: Answer) -> None:
        """Where the bot was spoken to, in the same thread: whoever reads there reads it."""
        ...

    def privately(self, message: Message, answer: Answer) -> None:
        """In the direct conversation of the person who spoke."""
        ...


INTERRUPTED = N_(
    "I was interrupted while I answered you. What you asked for is done: ask once more to see it."
)

Hear = Callable[[Spoken | Entered | Missed, Voice], bool]
"""Answers; what was answered before is not answered again. False while another process is at it."""


def without_address(text: str) -> str:
    """What is said, without the bot's name before it."""
    address = _ADDRESS.match(text)
    return (text[address.end() :] if address else text).strip()


def naming_startup(startup: str, message: Message) -> Message:
    """Away from the startup's channel it has to be said which one it is about."""
    if not startup or startup in str(message):
        return message
    name = Text((Span(startup, "bold"),))
    fits = len(str(message)) + len(startup) + 2 <= MESSAGE_CHARACTERS
    return replace(message, paragraphs=(name, *message.paragraphs)) if fits else message
