"""Meetings as calendars read them (RFC 5545): what a file or a feed says of each, whatever it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gamma.dates import LocalMoment

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
