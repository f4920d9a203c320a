"""What a planned message is made from, and the shape of what makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gamma.chat import Message
from gamma.moments import zone_named
from gamma.people import Person
from gamma.programme import Programme
from gamma.words import N_, Words
from storage import people


@dataclass(frozen=True)
class Facts:
    """Where a message finds what it says, and the words of its reader: a person, or all of a channel.

    channel_zone: by whose clock a channel lives. reminders: what each kind of reminder says, by kind.
    """

    session: Session
    programme: Programme
    words: Words
    now: datetime
    zone: ZoneInfo
    commands: frozenset[str]
    reader: Person | None = None
    channel_zone: ZoneInfo | None = None
    reminders: "Mapping[str, Grouped]" = field(default_factory=dict)

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
Render = Callable[[Facts, Subject], Message | None]
"""None: there is nothing left to say (what it was about is gone)."""


@dataclass(frozen=True)
class Grouped:
    """A kind of reminder. Those that were not said in time are gathered in one message to their reader.

    There the first paragraph of each message stands for it: of what it says as long as that is of use, and
    once it says nothing any more, of what `missed` says (None: nothing either).
    """

    render: Render
    missed: Render


def name_of(facts: Facts, subject: Subject) -> str:
    name = people.by_id(facts.session, subject["person"]).name
    return name or facts.words.text(N_("Somebody"))
