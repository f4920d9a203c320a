"""Reads the public API's startups.json (`/api/v2.x/`) and organisations.json, whole or not at all."""

import json
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any, TypeVar

from gamma.startups.catalogue import Entry, Imported, ImportRefusedError, ImportWarning, Kind, Organisation
from gamma.startups.startup import Phase, Startup
from gamma.text import one_line

STARTUP_ID_CHARACTERS = 100
"""What stands in the keys of the outbox beside it has 100 more."""
ID_CHARACTERS = 200
NAME_CHARACTERS = 300
PITCH_CHARACTERS = 2000
PHASE_CHARACTERS = 80
ACRONYM_CHARACTERS = 100

_WRITTEN_CHARACTERS = 4 * ID_CHARACTERS
"""An id may be longer as it is written, with its accents apart; putting them in one form takes the square."""

# An address is looked for only where its first part begins: from each letter of a long word it would take
# the square of its length.
_IN_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]"
_ADDRESS = re.compile(rf"(?<!{_IN_ADDRESS}){_IN_ADDRESS}+@(?:[\w-]+\.)+[\w-]{{2,}}")
_CONTACT = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.I)
_NEITHER = (
    "has no list called “data”, as the public API's startups.json has, "
    "and is no list of organisations with their names and acronyms"
)

Read = TypeVar("Read", Entry, Organisation)


def read(content: bytes) -> Imported:
    """What one file holds, recognised by its shape. Raises ImportRefusedError."""
    document = _parsed(_decoded(content))
    if isinstance(document, Mapping) and isinstance(document.get("data"), list):
        return Imported(entries=_entries(document["data"]))
    if isinstance(document, list) and any(isinstance(o, Mapping) and "acronym" in o for o in document):
        return Imported(organisations=_each(document, _organisation))
    raise ImportRefusedError(_NEITHER)


def _decoded(content: bytes) -> str:
    text = content.removeprefix(BOM_UTF8)
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise ImportRefusedError(f"is not text in UTF-8: byte {error.start + 1}, on line {line}") from error


def _parsed(content: str) -> Any:
    try:
        # Not strict: the API is a template, and a line break in a description comes through as it is.
        return json.loads(content, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ImportRefusedError(f"is not whole JSON: {error.msg} at {place}") from error
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError("is not JSON of startups: a number or a nesting is too large") from error


def _each(rows: Sequence[Any], read_one: Callable[[Mapping[str, Any], int], Read]) -> tuple[Read, ...]:
    """All of them; the place of each is told where it cannot be read, and an id stands once."""
    places: dict[str, int] = {}
    found = []
    for place, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise ImportRefusedError(f"entry {place} is not an object")
        one = read_one(row, place)
        if one.id in places:
            # Two startups behind one id: what people said of one would be shown for the other.
            raise ImportRefusedError(f"“{one.id}” stands twice: entry {places[one.id]} and entry {place}")
        places[one.id] = place
        found.append(one)
    return tuple(found)


def _entries(rows: list[Any]) -> tuple[Entry, ...]:
    if not rows:
        raise ImportRefusedError("names no startup: this is taken for a mistake")
    attributes = [row.get("attributes") for row in rows if isinstance(row, Mapping)]
    has_sponsors = any("sponsors" in given for given in attributes if isinstance(given, Mapping))
    has_co_incubators = any("incubators" in _relationships(row) for row in rows)

    def read_one(row: Mapping[str, Any], place: int) -> Entry:
        return _Row(row, place).entry(has_sponsors=has_sponsors, has_co_incubators=has_co_incubators)

    entries = _each(rows, read_one)
    if not any("phases" in given for given in attributes if isinstance(given, Mapping)):
        raise ImportRefusedError("gives no startup a list of phases: version 2 of the public API does")
    return entries


def _relationships(row: Any) -> Mapping[str, Any]:
    found = row.get("relationships") if isinstance(row, Mapping) else None
    return found if isinstance(found, Mapping) else {}


class _Row:
    """One startup of the file, with its place for what has to be refused."""

    def __init__(self, row: Mapping[str, Any], place: int) -> None:
        self.id = _id(row, place, STARTUP_ID_CHARACTERS)
        self._where = f"entry {place} (“{self.id}”)"
        self._place = place
        self._row = row
        self._odd: list[ImportWarning] = []
        attributes = row.get("attributes")
        if not isinstance(attributes, Mapping):
            raise ImportRefusedError(f"{self._where} has no attributes")
        if row.get("type", "startup") != "startup":
            raise ImportRefusedError(f"{self._where} is no startup, but: {one_line(str(row['type']))[:40]}")
        self._attributes = attributes

    def entry(self, *, has_sponsors: bool, has_co_incubators: bool) -> Entry:
        incubators = self._incubators()
        startup = Startup(
            id=self.id,
            name=self._name(),
            pitch=self._pitch(),
            incubator=incubators[0] if incubators else "",
            phases=tuple(self._phase(phase) for phase in self._listed("phases")),
        )
        self._look_at_contact()
        return Entry(
            startup,
            self._place,
            sponsors=self._sponsors() if has_sponsors else None,
            co_incubators=incubators[1:] if has_co_incubators else None,
            oddities=tuple(self._odd),
        )

    def _is_odd(self, kind: Kind, detail: str) -> None:
        self._odd.append(ImportWarning(self.id, kind, detail))

    def _refuse(self, what: str) -> ImportRefusedError:
        return ImportRefusedError(f"{self._where} {what}")

    def _words(self, name: str) -> str:
        value = self._attributes.get(name)
        if isinstance(value, list | Mapping):
            raise self._refuse(f"has a {name} that is no text")
        return "" if value is None else one_line(str(value))

    def _listed(self, name: str) -> list[Any]:
        values = self._attributes.get(name) or []
        if not isinstance(values, list):
            raise self._refuse(f"has {name} that are no list")
        return values

    def _cut(self, words: str, what: str, most: int) -> str:
        if len(words) <= most:
            return words
        self._is_odd(Kind.CUT, f"its {what} of {len(words)} characters is cut to {most}")
        return words[: most - 1].rstrip() + "…"

    def _name(self) -> str:
        name = self._words("name")
        if not name:
            self._is_odd(Kind.NO_NAME, "it has no name, and is called by its id")
        return self._cut(name or self.id, "name", NAME_CHARACTERS)

    def _pitch(self) -> str:
        pitch, found = _ADDRESS.subn("…", self._words("pitch"))
        if found:
            self._is_odd(Kind.ADDRESS_LEFT_OUT, "an e-mail address in its pitch is left out")
        return self._cut(pitch, "pitch", PITCH_CHARACTERS)

    def _look_at_contact(self) -> None:
        """The address itself is neither kept nor repeated: it may be a person's own."""
        contact = self._words("contact")
        if contact and not _CONTACT.fullmatch(contact):
            self._is_odd(Kind.MALFORMED_CONTACT, "its contact is not an e-mail address")

    def _phase(self, phase: Any) -> Phase:
        if not isinstance(phase, Mapping) or not one_line(str(phase.get("name") or "")):
            raise self._refuse("has a phase without a name")
        start = str(phase.get("start") or "").strip()
        try:
            started_on = date.fromisoformat(start[:10]) if start else None
        except ValueError as error:
            raise self._refuse(f"has a phase that starts on “{one_line(start)[:40]}”") from error
        return Phase(self._cut(one_line(str(phase["name"])), "phase", PHASE_CHARACTERS), started_on)

    def _sponsors(self) -> tuple[str, ...]:
        return self._ids(self._listed("sponsors"), "sponsor", "/organisations/")

    def _incubators(self) -> tuple[str, ...]:
        """The ids, the startup's own first."""
        related = _relationships(self._row)
        found = [_data(related.get("incubator"))]
        several = _data(related.get("incubators"))
        found += several if isinstance(several, list) else []
        named = [one.get("id") for one in found if isinstance(one, Mapping)]
        return self._ids([one for one in named if one], "incubator", "/incubateurs/")

    def _ids(self, values: list[Any], what: str, prefix: str) -> tuple[str, ...]:
        """Without the path that some versions put before them, each once."""
        if not all(isinstance(value, str) for value in values):
            raise self._refuse(f"has {what}s that are no ids")
        ids = (_in_one_form(one_line(value)).removeprefix(prefix) for value in values)
        return tuple(dict.fromkeys(self._cut(one, what, ID_CHARACTERS) for one in ids if one))


def _data(related: Any) -> Any:
    return related.get("data") if isinstance(related, Mapping) else None


def _in_one_form(known: str) -> str:
    """The same accents come written in two ways. What is too long for an id stays as it is."""
    return unicodedata.normalize("NFC", known) if len(known) <= _WRITTEN_CHARACTERS else known


def _id(row: Mapping[str, Any], place: int, most: int) -> str:
    given = row.get("id")
    if not isinstance(given, str) or not given.strip():
        raise ImportRefusedError(f"entry {place} has no id")
    known = _in_one_form(given.strip())
    if known != one_line(known):
        raise ImportRefusedError(
            f"entry {place} has an id with invisible characters: “{one_line(known)[:80]}”"
        )
    if len(known) > most:
        size = f"{len(known)} characters, and {most} are the most"
        raise ImportRefusedError(f"entry {place} has an id of {size}: “{known[:40]}…”")
    return known


def _organisation(row: Mapping[str, Any], place: int) -> Organisation:
    """The API writes these as for a web page: “l&#39;Ain”."""
    known = _id(row, place, ID_CHARACTERS).removeprefix("/organisations/")
    name, acronym = (one_line(unescape(str(row.get(field) or ""))) for field in ("name", "acronym"))
    return Organisation(known, (name or acronym or known)[:NAME_CHARACTERS], acronym[:ACRONYM_CHARACTERS])
