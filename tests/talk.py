"""What tests see of a conversation, the same on every platform: a person acts, a screen answers."""

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class SeenField:
    name: str
    label: str
    help: str
    kind: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    """(label, value) pairs of a choice."""


@dataclass(frozen=True)
class SeenForm:
    title: str
    intro: str
    fields: tuple[SeenField, ...]
    submit: str
    errors: dict[str, str] = field(default_factory=dict)
    """Sentences by field name; "" for the whole form."""
    handle: Any = None
    """What the driver needs to send this form."""

    def __getitem__(self, name: str) -> SeenField:
        return next(f for f in self.fields if f.name == name)


@dataclass(frozen=True)
class SeenMessage:
    """A message as a person reads it: markup rendered, escapes undone."""

    text: str
    buttons: tuple[str, ...] = ()
    picture_alt: str = ""
    handle: Any = None
    """What the driver needs to press one of its buttons."""
    picture: bytes = b""
    file_name: str = ""
    file: bytes = b""
    chart: Any = None
    """Drawn by the platform itself, from these numbers; there is no picture then."""
    links: tuple[tuple[str, str], ...] = ()
    """(label, address) pairs of what leads somewhere when it is pressed, in order."""


@dataclass(frozen=True)
class Screen:
    """What the person sees right after acting: an answer only they see, a form, or nothing."""

    message: SeenMessage | None = None
    form: SeenForm | None = None

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""


class Driver(Protocol):
    """A platform played for the tests. Places and people are the platform's own ids."""

    name: str
    chains_forms: bool

    def settings(self) -> dict[str, str]:
        """The environment that points the bot at this played platform."""
        ...

    def connect(self, app: Any) -> None:
        """From now on people's actions go to this app (again after a restart)."""
        ...

    def close(self) -> None: ...

    def person(self, name: str, locale: str = "fr") -> str: ...

    def channel(self, name: str, members: list[str], *, private: bool = False) -> str: ...

    def leave(self, person: str, channel: str) -> None: ...

    def invite_bot(self, channel: str) -> None: ...

    def go_by(self, person: str, name: str) -> str:
        """They take a name of their choice, where the platform has such; gives the name they are shown by."""
        ...

    def retire(self, person: str) -> None:
        """Their account is put out of use."""
        ...

    def mention_person(self, person: str) -> str:
        """How a person is named in a typed command."""
        ...

    def direct(self, person: str) -> str:
        """The person's direct conversation with the bot."""
        ...

    def group(self, people: list[str]) -> str:
        """The one conversation of these people and the bot."""
        ...

    def say(self, person: str, place: str, text: str) -> Screen:
        """The person types `/gamma {text}` there."""
        ...

    def write(self, person: str, place: str, text: str) -> object:
        """The person writes it there as a message: in the direct conversation, or with "@gamma" in it."""
        ...

    def let_in(self, person: str, channel: str) -> None:
        """The person invites the bot into the channel, and the platform tells it."""
        ...

    def press(self, person: str, message: SeenMessage, label: str) -> Screen: ...

    def send(self, person: str, form: SeenForm, values: dict[str, str]) -> Screen:
        """Sends the form with these values over its prefilled ones. Errors come back in `form.errors`."""
        ...

    def replay(self) -> tuple[Any, Any]:
        """The last form sent arrives once more, the very same; what was answered then and now."""
        ...

    def delete(self, place: str, number: int) -> None:
        """Somebody who may takes a post of the bot away, the one with this number among them."""
        ...

    def posts(self, place: str) -> list[SeenMessage]:
        """What the bot has posted there for good, oldest first."""
        ...
