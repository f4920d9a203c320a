"""Writes meetings as calendars read them. Its library is loaded with the first file that is written."""

import re
from collections.abc import Sequence
from datetime import UTC

from icalendar import Calendar, Event, vCalAddress, vText

from gamma.checkpoints.calendar_file import REFRESHED_EVERY, CalendarEvent, Method
from gamma.checkpoints.vtimezone import vtimezone
from gamma.text import one_line

_PRODUCT = "-//Gamma//Gamma checkpoints//EN"
_NOBODYS_ADDRESS = "mailto:noreply@gamma.invalid"
"""iTIP wants an organizer beside a METHOD. Gamma has no mailbox, and this never leads to one (RFC 2606)."""
_PAGE = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)


class _Typed(vText):
    r"""What people typed, to the letter. Of itself, icalendar 7 writes a new line for a typed \N."""

    def to_ical(self) -> bytes:
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def one(event: CalendarEvent) -> bytes:
    return bytes(_calendar("CANCEL" if event.cancelled else "PUBLISH", [event]).to_ical())


def feed(name: str, events: Sequence[CalendarEvent]) -> bytes:
    calendar = _calendar("PUBLISH", events)
    for property_name in ("name", "x-wr-calname"):
        calendar.add(property_name, _Typed(one_line(name)))
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return bytes(calendar.to_ical())


def _calendar(method: Method, events: Sequence[CalendarEvent]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    moments = [event.moment for event in events]
    for zone in sorted({moment.zone for moment in moments}, key=lambda zone: zone.key):
        years = [moment.day.year for moment in moments if moment.zone == zone]
        calendar.add_component(vtimezone(zone, min(years), max(years)))
    for event in events:
        calendar.add_component(_component(event))
    return calendar


def _component(event: CalendarEvent) -> Event:
    component = Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at.astimezone(UTC))
    component.add("last-modified", event.changed_at.astimezone(UTC))
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    _add_times(component, event)
    component.add("summary", _Typed(event.summary))
    component.add("organizer", _organizer(event.organizer))
    if event.place:
        component.add("location", _Typed(one_line(event.place)))
        page = _PAGE.search(event.place)
        if page:
            component.add("url", page[0])
    component.add("description", event.description)
    return component


def _add_times(component: Event, event: CalendarEvent) -> None:
    """On the clock of the place. In the hour that autumn repeats, the second pass can only be said in UTC."""
    end = event.ends_at.astimezone(event.moment.zone)
    component.add("dtstart", event.moment.local)
    component.add("dtend", event.ends_at if end.fold else end)


def _organizer(name: str) -> vCalAddress:
    organizer = vCalAddress(_NOBODYS_ADDRESS)
    organizer.params["CN"] = one_line(name).replace('"', "'")
    return organizer
