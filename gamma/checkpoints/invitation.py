"""Checkpoints as calendars read them (RFC 5545): a file for one of them, a feed of many."""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Literal

from icalendar import Calendar, Event, vCalAddress, vText

from gamma.chat import File
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.vtimezone import vtimezone
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_, Translator

CalendarEntry = tuple[Startup, Checkpoint]
Method = Literal["PUBLISH", "CANCEL"]

REFRESHED_EVERY = timedelta(hours=1)
KEPT_IN_FEEDS = timedelta(days=183)
"""How long feeds show what is over: six months."""

_PRODUCT = "-//Gamma//Gamma checkpoints//EN"
_NOBODYS_ADDRESS = "mailto:noreply@gamma.invalid"
"""iTIP wants an organizer beside a METHOD. Gamma has no mailbox, and this never leads to one (RFC 2606)."""
_PAGE = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)


class _Typed(vText):
    r"""What people typed, to the letter. Of itself, icalendar 7 writes a new line for a typed \N."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def invitation(
    translator: Translator, startup: Startup, checkpoint: Checkpoint, *, for_sponsor: bool = False
) -> File:
    """One checkpoint; where it is cancelled, what takes it out of calendars again."""
    method: Method = "CANCEL" if checkpoint.state == "cancelled" else "PUBLISH"
    described = _FOR_SPONSOR if for_sponsor else _DESCRIPTION
    calendar = _calendar(method, [(startup, checkpoint)], translator, described)
    return File(f"point-{checkpoint.moment.day}.ics", bytes(calendar.to_ical()))


def feed_file(translator: Translator, name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A calendar to subscribe to, that bears this name. The same content for the same entries."""
    calendar = _calendar("PUBLISH", entries, translator, _DESCRIPTION)
    for property_name in ("name", "x-wr-calname"):
        calendar.add(property_name, _Typed(one_line(name)))
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return bytes(calendar.to_ical())


def _calendar(
    method: Method, entries: Iterable[CalendarEntry], translator: Translator, description: str
) -> Calendar:
    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    moments = [checkpoint.moment for _, checkpoint in entries]
    for zone in sorted({moment.zone for moment in moments}, key=lambda zone: zone.key):
        years = [moment.day.year for moment in moments if moment.zone == zone]
        calendar.add_component(vtimezone(zone, min(years), max(years)))
    for startup, checkpoint in entries:
        event = _event(translator, startup, checkpoint)
        event.add("description", translator.text(description))
        calendar.add_component(event)
    return calendar


def _event(translator: Translator, startup: Startup, checkpoint: Checkpoint) -> Event:
    """Its name in calendars stays the same, and its number grows, whatever becomes of it."""
    cancelled = checkpoint.state == "cancelled"
    event = Event()
    event.add("uid", checkpoint.uid)
    event.add("sequence", checkpoint.revision)
    event.add("dtstamp", checkpoint.changed_at.astimezone(UTC))
    event.add("last-modified", checkpoint.changed_at.astimezone(UTC))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    _add_times(event, checkpoint)
    event.add("summary", _Typed(_summary(translator, startup, checkpoint)))
    event.add("organizer", _organizer(startup))
    if checkpoint.place:
        event.add("location", _Typed(one_line(checkpoint.place)))
        page = _PAGE.search(checkpoint.place)
        if page:
            event.add("url", page[0])
    return event


_DESCRIPTION = N_(
    "Planned with Gamma. The team can move or cancel it in its channel with `/gamma checkpoint`; "
    "calendars that subscribe to its feed follow by themselves."
)
_FOR_SPONSOR = N_(
    "Prepared by the team with Gamma. Your calendar does not follow by itself: "
    "if the date changes, the page of your link says so and has a new file."
)


def _add_times(event: Event, checkpoint: Checkpoint) -> None:
    """On the clock of the place. In the hour that autumn repeats, the second pass can only be said in UTC."""
    end = checkpoint.ends_at.astimezone(checkpoint.moment.zone)
    event.add("dtstart", checkpoint.moment.local)
    event.add("dtend", checkpoint.ends_at if end.fold else end)


def _summary(translator: Translator, startup: Startup, checkpoint: Checkpoint) -> str:
    """Some calendars show a cancelled event like any other: its title says it too."""
    summary = translator.text(N_("Checkpoint with the sponsor: {startup}"), startup=startup.name)
    if checkpoint.state == "cancelled":
        return translator.text(N_("Cancelled: {summary}"), summary=summary)
    return summary


def _organizer(startup: Startup) -> vCalAddress:
    organizer = vCalAddress(_NOBODYS_ADDRESS)
    organizer.params["CN"] = one_line(startup.name).replace('"', "'")
    return organizer
