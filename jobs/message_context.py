"""What a planned message is made from, and the shape of what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from gamma.chat import Button, Message
from gamma.message_choices import FamilyId, stop_button
from gamma.outbox import Recipient
from gamma.repetition import find_news, find_untold
from gamma.startups.startup import Startup
from storage import message_choices, told
from storage.checkpoints import reminder_plan
from storage.reader_context import ReaderContext
from storage.startups import enrolment, startups


@dataclass(frozen=True, kw_only=True)
class MessageContext(ReaderContext):
    """Where a message finds what it says, and the words of its reader: a person, or all of a channel.

    channel_of: the startup that a channel is linked to, "" where it is not.
    former_startups: the startups of whose team the reader is no more. kinds: what each kind of message says.
    form_results: what is told of a form that was sent, by the form's route.
    """

    channel_of: str
    former_startups: frozenset[str]
    recipient: Recipient
    kinds: "Mapping[str, MessageKind]"
    form_results: "Mapping[str, FormResult]"

    @property
    def for_all(self) -> bool:
        """Whether anybody who reads it may press its buttons."""
        return self.reader is None

    def find_news(self, facts: Mapping[str, str]) -> set[str]:
        """Those of these facts, with their states, that the reader was not told lately as they stand."""
        known = told.load(self.session, self.recipient, facts)
        return find_news(facts, known, self.now, self.programme.messages.pauses)

    def find_untold(self, facts: Mapping[str, str]) -> set[str]:
        """Those of these facts that the reader was never told as they stand."""
        return find_untold(facts, told.load(self.session, self.recipient, facts))

    def wants(self, kind: "MessageKind") -> bool:
        """Whether the reader, or the team of the channel, has not switched these off."""
        family = kind.family if self.reader else kind.channel_family
        if not family:
            return True
        person = self.reader.id if self.reader else 0
        off = message_choices.switched_off(self.session, person=person, startup=self.channel_of)
        return family not in off

    def stop_button(self, family: FamilyId) -> Button:
        """Switches these off for the reader; in a channel, for all of it."""
        return stop_button(self.translator, family, self.channel_of, for_all=self.for_all)


Subject = Mapping[str, Any]
FormResult = Callable[[ReaderContext, Subject], Message | None]
Render = Callable[[MessageContext, Subject], Message | None]
"""None, or NothingLeftToSay raised: what it was about is gone, or changed."""


@dataclass(frozen=True)
class FactMessage(Message):
    """A message that says which facts it tells, by name, with the state in which they stand.

    Where its reader knows all of them as they stand, it is not said. needed: it is said all the same.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    needed: bool = False

    @classmethod
    def of(cls, message: Message, facts: Mapping[str, str], *, needed: bool = False) -> "FactMessage":
        said = {each.name: getattr(message, each.name) for each in fields(Message)}
        return cls(**said, facts=facts, needed=needed)


class NothingLeftToSay(Exception):  # noqa: N818 - nothing has gone wrong
    """What a message was about is gone or has changed: raised where it is loaded, caught in delivery."""


class Timing(Enum):
    """When a kind of message may leave: at once, or in its reader's hours (jobs/delivery/recipients.py)."""

    AT_ONCE = "it answers what somebody did just now"
    NEWS = "somebody did it: their channel hears it at once, others in their hours"
    IN_HOURS = "time asks for it, or somebody who is not here did it: everybody hears it in their hours"
    REMINDER = "in hours; those not said in time are gathered in one message to their reader"


@dataclass(frozen=True)
class MessageKind:
    """What one kind of planned message says, and when it may leave. Kinds are what a Notification carries.

    missed: what a reminder says once it is too late, beside the others that were missed: its first paragraph
    stands for it, `render`'s as long as that says something (None: nothing either).
    is_offer: it waits for an expert's answer.
    living: it is edited in place when what it says changes, from the facts of that moment. Planned, and
    revised, with storage/living_posts.py.
    recurs: the same words are not said twice in a row to the same reader (jobs/delivery/repetition.py).
    family, channel_family: what it is switched off with, in private and in a channel
    (gamma/message_choices.py); "" where it cannot be.
    is_budgeted: time asks for it, and it may wait: readers get so many of these in a week.
    cannot_wait: of those, what is of no use a week later: the week keeps room for it.
    """

    render: Render
    timing: Timing = Timing.AT_ONCE
    missed: Render | None = None
    is_offer: bool = False
    living: bool = False
    family: FamilyId = ""
    channel_family: FamilyId = ""
    recurs: bool = False
    is_budgeted: bool = False
    cannot_wait: bool = False


def no_message(_context: MessageContext, _subject: Subject) -> None:
    """What a reminder says late that is of no use any more then."""


def load_startup(context: MessageContext, startup_id: str) -> Startup:
    """Raises NothingLeftToSay."""
    startup = startups.load(context.session, startup_id)
    if startup is None:
        raise NothingLeftToSay
    return startup


def is_reminded(context: MessageContext, startup_id: str) -> bool:
    """While the startup takes part: in a channel of its own, and in private those who want it."""
    if not enrolment.enrolled_at(context.session, startup_id):
        return False
    if context.reader is None:
        return context.channel_of == startup_id
    return reminder_plan.is_reminded(context.session, startup_id, context.reader.id)
