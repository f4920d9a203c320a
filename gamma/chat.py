"""The closed vocabulary between people and the bot: only what Slack and Mattermost can both show.

Limits are those of the narrower platform and are checked here, where the words are made.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from gamma.quoted import QuotedMessage
from gamma.text import MESSAGE_CHARACTERS, Span, Text
from gamma.translator import Translator

TITLE_BYTES = LABEL_BYTES = 24
OPTION_CHARACTERS = 75
BUTTON_CHARACTERS = 40
HELP_BYTES = SHORT_CHARACTERS = 150
LONG_CHARACTERS = LINK_CHARACTERS = 3000
FORM_FIELDS = 6
FORM_OPTIONS = 100
ROUTE_CHARACTERS = 200
MESSAGE_BUTTONS = 5
MESSAGE_LINKS_CHARACTERS = 5000
ALT_CHARACTERS = 1000

Kind = Literal["text", "long_text", "number", "date", "datetime", "choice", "person"]


# --- out: what the bot shows ------------------------------------------------------------------


@dataclass(frozen=True)
class Button:
    """Pressing it says `/gamma {says}`: whatever a button does can be typed as well.

    about: the startup these words are about, where the place alone does not tell.
    for_all: any reader may press it (a message in a channel); else only the person it is shown to.
    """

    label: str
    says: str
    about: str = ""
    main: bool = False
    for_all: bool = False

    def __post_init__(self) -> None:
        _at_most("button label", len(self.label), BUTTON_CHARACTERS, self.label)


@dataclass(frozen=True)
class Picture:
    """draw() makes the PNG when the picture is sent: drawing takes time, and no transaction waits for it."""

    draw: Callable[[], bytes]
    alt: str

    def __post_init__(self) -> None:
        _at_most("picture's alternative text", len(self.alt), ALT_CHARACTERS, self.alt)
        if not self.alt:
            raise ValueError("a picture needs an alternative text")


@dataclass(frozen=True)
class File:
    """Something to keep or to open elsewhere. Its name ends with its kind: "gamma.json"."""

    name: str
    content: bytes

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,79}\.[a-z]{2,4}", self.name):
            raise ValueError(f"file name {self.name!r} must be of a-z, 0-9, . and -, and end with its kind")


@dataclass(frozen=True)
class Message:
    """picture and file follow a message that is posted; an answer to one person alone has neither.

    given_back: what the person typed and the bot did not take, to be copied from an answer to them alone.
    """

    paragraphs: tuple[Text, ...]
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    file: File | None = None
    given_back: str = ""

    @property
    def has_attachments(self) -> bool:
        return self.picture is not None or self.file is not None

    def __post_init__(self) -> None:
        if not self.paragraphs:
            raise ValueError("a message needs at least one paragraph")
        _at_most("message", len(str(self)), MESSAGE_CHARACTERS, str(self)[:60])
        lengths = [len(span.url) for paragraph in self.paragraphs for span in paragraph.spans]
        _at_most("address of a link", max(lengths, default=0), LINK_CHARACTERS, str(self)[:60])
        _at_most("links of a message", sum(lengths), MESSAGE_LINKS_CHARACTERS, str(self)[:60])
        _at_most("buttons of a message", len(self.buttons), MESSAGE_BUTTONS, str(self)[:60])

    def __str__(self) -> str:
        """The whole message as plain text, for notifications and screen readers."""
        return "\n\n".join(str(paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Option:
    label: str
    value: str

    def __post_init__(self) -> None:
        _at_most("option label", len(self.label), OPTION_CHARACTERS, self.label)
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", self.value):
            raise ValueError(f"option value {self.value!r} must be 1 to 60 letters, digits, _ . -")


@dataclass(frozen=True)
class Field:
    """One question of a form. What is typed, numbers and dates too, is read by the bot. For dates a platform
    may have a picker beside, which answers "2026-12-08", or the instant "2026-12-08T13:30:00Z".

    picked: the day of `value`, so. A person's is their account there; who is typed, "@" and the name.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    picked: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", self.name):
            raise ValueError(f"field name {self.name!r} must be 1 to 40 of a-z, 0-9, _")
        _at_most("field label", len(self.label.encode()), LABEL_BYTES, self.label)
        _at_most("field help", len(self.help.encode()), HELP_BYTES, self.help)
        _at_most("field value", len(self.value), self.max_length, self.name)
        if (self.kind == "choice") != bool(self.options):
            raise ValueError(f"field {self.name!r}: a choice has options, and only a choice")
        _at_most("options of a field", len(self.options), FORM_OPTIONS, self.name)

    @property
    def max_length(self) -> int:
        """Characters a person may type here."""
        return LONG_CHARACTERS if self.kind == "long_text" else SHORT_CHARACTERS


@dataclass(frozen=True)
class Form:
    """One page of at most six questions. `route` names who reads the answers, e.g. "assess.page.market"."""

    route: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    intro: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        _at_most("form route", len(self.route), ROUTE_CHARACTERS, self.route[:60])
        _at_most("form title", len(self.title.encode()), TITLE_BYTES, self.title)
        _at_most("form's send label", len(self.submit.encode()), TITLE_BYTES, self.submit)
        _at_most("form intro", len(self.intro), LONG_CHARACTERS, self.intro[:60])
        if not 1 <= len(self.fields) <= FORM_FIELDS:
            raise ValueError(f"form {self.route!r} has {len(self.fields)} fields, 1 to {FORM_FIELDS} fit")


@dataclass(frozen=True)
class Errors:
    """A form refused: it stays open, with a sentence at each field (by name) or one for the whole form."""

    fields: Mapping[str, str] = field(default_factory=dict)
    general: str = ""

    def as_message(self) -> Message:
        """The same sentences, for where no form is open."""
        said = filter(None, (self.general, *self.fields.values()))
        return Message(tuple(Text((Span(sentence),)) for sentence in said))


Reply = Message | Form | Errors


@dataclass(frozen=True)
class Answer:
    """What to show to the person who asked, in whose language the platform frames it, and where it is said.

    place: where the command was typed, or where the pressed button or sent form was shown.
    typed: the words that do what a button does, as this person would type them here, where none is shown.
    startup: the name of the one that it is about, to be told where it is shown away from its channel.
    public: whether all who read in that place may read it; what is typed behind `/gamma` is private anyhow.
    """

    reply: Reply
    translator: Translator
    place: "Place"
    typed: Callable[[Button], str] = attrgetter("says")
    startup: str = ""
    public: bool = False


# --- in: what people send ---------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where somebody speaks: a channel, or a conversation with the bot (direct), alone or with others."""

    id: str
    direct: bool = False


@dataclass(frozen=True)
class Command:
    """Words said to the bot. `text` follows `/gamma`; ids are the platform's own. quoted: what it is about.

    channels: ids of the channels named in the text, in order, as the platform resolved them.
    people: accounts of the people named in the text, likewise; the text keeps their names, as "@camille".
    """

    platform: str
    person: str
    place: Place
    text: str
    channels: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    quoted: QuotedMessage | None = None


@dataclass(frozen=True)
class Click:
    """A button pressed; `signed_state` is what the button carried, not verified yet."""

    platform: str
    person: str
    signed_state: str


@dataclass(frozen=True)
class Submission:
    """A form sent; `signed_state` is what it carried, not verified yet. values: by field name, or ""."""

    platform: str
    person: str
    signed_state: str
    values: Mapping[str, str]


Event = Command | Click | Submission


@dataclass(frozen=True)
class Profile:
    """What a platform knows of a person: locale like "fr", zone an IANA name; empty where unknown.

    names: all by which they go there, full and short. They are not kept.
    """

    name: str
    locale: str = ""
    zone: str = ""
    names: tuple[str, ...] = ()


Dispatch = Callable[[Event], Answer]


def _at_most(what: str, size: int, limit: int, sample: str) -> None:
    if size > limit:
        raise ValueError(f"{what} is {size} long, {limit} at most: {sample!r}")


class ChatError(Exception):
    """A platform could not do what it was asked. Raised by platforms only.

    permanent: asking again will not help (no such channel, not a member, token revoked).
    unsure: the platform may have done it all the same (time-out, dropped answer, 5xx).
    retry_after: seconds the platform asked to wait, if it said so.
    token_refused: it is the bot's own token that is refused: whoever runs the bot can mend that.
    gone: what was to be changed is not there any more, or not within reach: somebody took it away.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        unsure: bool = False,
        retry_after: float | None = None,
        token_refused: bool = False,
        gone: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.retry_after = reason, retry_after
        self.permanent, self.unsure = permanent, unsure
        self.token_refused, self.gone = token_refused, gone
