"""What a planned message is made from, and the shape of what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.chat import Message
from gamma.local_time import zone_named
from gamma.people.person import Person
from gamma.programme.file import Programme
from gamma.translator import Translator
from storage.checkpoints import reminder_plan
from storage.people import people
from storage.startups import enrolment


@dataclass(frozen=True)
class MessageContext:
    """Where a message finds what it says, and the words of its reader: a person, or all of a channel.

    channel_zone: by whose clock a channel lives. channel_of: the startup it is linked to, "" where it is not.
    left: the startups of whose team the reader is no more. reminders: what each kind of them says, by kind.
    """

    session: Session
    programme: Programme
    translator: Translator
    now: datetime
    zone: ZoneInfo
    commands: frozenset[str]
    reader: Person | None
    channel_zone: ZoneInfo | None
    channel_of: str
    left: frozenset[str]
    reminders: "Mapping[str, ReminderKind]"

    @property
    def for_all(self) -> bool:
        """Whether anybody who reads it may press its buttons."""
        return self.reader is None

    @property
    def reader_zone(self) -> ZoneInfo:
        if self.reader is None:
            return self.channel_zone or self.zone
        return zone_named(self.reader.zone, self.zone)


Subject = Mapping[str, Any]
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


def name_of(context: MessageContext, person_id: int | None) -> str:
    """Of somebody whom the bot has met, or that it is somebody."""
    return context.translator.name(people.name_of(context.session, person_id))
