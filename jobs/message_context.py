"""What a planned message is made from, and the shape of what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gamma.chat import Message
from storage.checkpoints import reminder_plan
from storage.reader_context import ReaderContext
from storage.startups import enrolment


@dataclass(frozen=True, kw_only=True)
class MessageContext(ReaderContext):
    """Where a message finds what it says, and the words of its reader: a person, or all of a channel.

    channel_of: the startup that a channel is linked to, "" where it is not.
    left: the startups of whose team the reader is no more. reminders: what each kind of them says, by kind.
    form_results: what is told of a form that was sent, by the form's route.
    """

    channel_of: str
    left: frozenset[str]
    reminders: "Mapping[str, ReminderKind]"
    form_results: "Mapping[str, FormResult]"

    @property
    def for_all(self) -> bool:
        """Whether anybody who reads it may press its buttons."""
        return self.reader is None


Subject = Mapping[str, Any]
FormResult = Callable[[ReaderContext, Subject], Message | None]
Render = Callable[[MessageContext, Subject], Message | None]
"""None: there is nothing left to say (what it was about is gone)."""


@dataclass(frozen=True)
class ReminderKind:
    """A kind of reminder. Those that were not said in time are gathered in one message to their reader.

    There the first paragraph of each message stands for it: of what it says as long as that is of use, and
    once it says nothing any more, of what `missed` says (None: nothing either).
    """

    render: Render
    missed: Render


def no_message(_context: MessageContext, _subject: Subject) -> None:
    """What a reminder says late that is of no use any more then."""


@dataclass(frozen=True)
class MessageKinds:
    """What every kind of planned message says, and how it is treated. Kinds are what a Notice carries.

    news: what somebody did: their channel hears it at once, others in their hours.
    in_hours: what time asks for, or somebody who is not here did: everybody hears it in their hours.
    offers: what waits for an expert's answer.
    """

    renders: Mapping[str, Render]
    reminders: Mapping[str, ReminderKind]
    news: frozenset[str]
    in_hours: frozenset[str]
    offers: frozenset[str]


def is_reminded(context: MessageContext, startup_id: str) -> bool:
    """While the startup takes part: in a channel of its own, and in private those who want it."""
    if not enrolment.enrolled_at(context.session, startup_id):
        return False
    if context.reader is None:
        return context.channel_of == startup_id
    return reminder_plan.is_reminded(context.session, startup_id, context.reader.id)
