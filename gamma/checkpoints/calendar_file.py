"""Meetings as calendars read them (RFC 5545): what a file or a feed says of each, whatever it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gamma.dates import LocalMoment

Method = Literal["PUBLISH", "CANCEL"]

REFRESHED_EVERY = timedelta(hours=1)
KEPT_IN_FEEDS = timedelta(days=183)
"""How long feeds show what is over: six months."""


@dataclass(frozen=True)
class CalendarEvent:
    """uid stays the same, and sequence grows, whatever becomes of it. organizer: a name, of no mailbox."""

    uid: str
    sequence: int
    changed_at: datetime
    cancelled: bool
    moment: LocalMoment
    ends_at: datetime
    summary: str
    organizer: str
    place: str
    description: str


def event_file(event: CalendarEvent) -> bytes:
    """One of them; where it is cancelled, what takes it out of calendars again."""
    from gamma.checkpoints import calendar_writing

    return calendar_writing.one(event)


def events_feed(name: str, events: Sequence[CalendarEvent]) -> bytes:
    """A calendar to subscribe to, that bears this name. The same content for the same events."""
    from gamma.checkpoints import calendar_writing

    return calendar_writing.feed(name, events)
