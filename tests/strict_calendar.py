"""A strict reader of calendar files: the rules of RFC 5545 and RFC 5546 that tolerant libraries let pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)"
    r'(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))*)'
    r":(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
_TEXTS = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"})
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d")
_UTC = re.compile(r"\d{8}T\d{6}Z")
_LOCAL = re.compile(r"\d{8}T\d{6}")

_ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "SEQUENCE", "STATUS"},
}
_AT_MOST_ONCE = {
    "METHOD",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "DTEND",
    "TRANSP",
    "LAST-MODIFIED",
    "RRULE",
    "CLASS",
}
_INSIDE = {
    "": {"VCALENDAR"},
    "VCALENDAR": {"VTIMEZONE", "VEVENT"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
    "VEVENT": set[str](),
}


@dataclass
class Part:
    """A component: its properties as (parameters, value) by name, and what is inside it."""

    name: str
    properties: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parts: list["Part"] = field(default_factory=list)

    def one(self, name: str) -> str:
        ((_, value),) = self.properties[name]
        return value


def read(file: bytes) -> Part:
    """Raises AssertionError, naming the rule that is broken."""
    root = Part("")
    open_parts = [root]
    for line in _unfolded(file):
        found = _LINE.fullmatch(line)
        assert found, f"no content line: {line!r}"
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            assert value in _INSIDE.get(open_parts[-1].name, set()), f"{value} inside {open_parts[-1].name}"
            open_parts.append(Part(value))
        elif name == "END":
            part = open_parts.pop()
            assert part.name == value, f"END:{value} ends {part.name}"
            open_parts[-1].parts.append(part)
        else:
            assert open_parts[-1] is not root, f"{name} outside of everything"
            open_parts[-1].properties.setdefault(name, []).append((found["parameters"], value))
    (calendar,) = root.parts
    _check(calendar)
    return calendar


def _unfolded(file: bytes) -> Iterator[str]:
    assert file.endswith(b"\r\n"), "the last line has no end"
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line for line in physical), "a line break other than CRLF"
    assert max(map(len, physical)) <= 75, "a line of more than 75 octets"
    lines: list[str] = []
    for line in physical:
        text = line.decode()  # no character is cut in two
        if text.startswith((" ", "\t")):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    assert all(lines), "an empty line"
    yield from lines


def _check(calendar: Part) -> None:
    _check_part(calendar)
    assert calendar.one("VERSION") == "2.0"
    zones = [part.one("TZID") for part in calendar.parts if part.name == "VTIMEZONE"]
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    assert len(zones) == len(set(zones)), "a zone twice"
    method = calendar.one("METHOD") if "METHOD" in calendar.properties else ""
    assert method != "CANCEL" or all(event.one("STATUS") == "CANCELLED" for event in events)
    for event in events:
        _check_event(event, zones)
    assert len({event.one("UID") for event in events}) == len(events), "an event twice"


def _check_part(part: Part) -> None:
    for name in _ONCE[part.name]:
        assert len(part.properties.get(name, [])) == 1, f"{part.name} needs one {name}"
    for name in _AT_MOST_ONCE & part.properties.keys():
        assert len(part.properties[name]) == 1, f"{name} more than once"
    for name in _TEXTS & part.properties.keys():
        assert _TEXT.fullmatch(part.one(name)), f"{name} is not escaped"
    if part.name in ("STANDARD", "DAYLIGHT"):
        assert _LOCAL.fullmatch(part.one("DTSTART")), "an observance begins in local time"
        assert _OFFSET.fullmatch(part.one("TZOFFSETFROM"))
        assert _OFFSET.fullmatch(part.one("TZOFFSETTO"))
    if part.name == "VTIMEZONE":
        assert part.parts, "a zone without an observance"
    for inner in part.parts:
        _check_part(inner)


def _check_event(event: Part, zones: list[str]) -> None:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert _UTC.fullmatch(event.one(name)), f"{name} is not in UTC"
    for name in ("DTSTART", "DTEND"):
        ((parameters, value),) = event.properties[name]
        if parameters:
            assert parameters.removeprefix(";TZID=") in zones, f"{name} in a zone that is not given"
            assert _LOCAL.fullmatch(value)
        else:
            assert _UTC.fullmatch(value), f"{name} floats"
    assert event.one("SEQUENCE").isdecimal()
    assert event.one("ORGANIZER").startswith("mailto:")
    assert "ATTENDEE" not in event.properties, "nobody is invited by a published calendar (RFC 5546)"
    assert not event.parts, "an alarm rings in somebody's calendar"
