"""Reads the public API's startups.json (`/api/v2.x/`) and organisations.json, whole or not at all."""

import json
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from html import unescape
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from gamma.startups.catalogue import (
    Catalogue,
    CatalogueEntry,
    ImportRefusedError,
    ImportWarning,
    Organisation,
    WarningKind,
)
from gamma.startups.public_pages import PublicPages, parse_pages
from gamma.startups.startup import Phase, Startup
from gamma.text import clean_typed, one_line

STARTUP_ID_CHARACTERS = 100
"""What stands in the keys of the outbox beside it has 100 more."""
ID_CHARACTERS = 200
NAME_CHARACTERS = 300
PITCH_CHARACTERS = 2000
PHASE_CHARACTERS = 80
ACRONYM_CHARACTERS = 100

_FRANCE = ZoneInfo("Europe/Paris")
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

Read = TypeVar("Read", CatalogueEntry, Organisation)


def parse_catalogue(content: bytes) -> Catalogue:
    """What one file holds, recognised by its shape. Raises ImportRefusedError."""
    document = _parse_json(_decode(content))
    if isinstance(document, Mapping) and isinstance(document.get("data"), list):
        return Catalogue(entries=_parse_entries(document["data"]))
    if isinstance(document, list) and any(isinstance(o, Mapping) and "acronym" in o for o in document):
        return Catalogue(organisations=_parse_each(document, _parse_organisation))
    raise ImportRefusedError(_NEITHER)


def _decode(content: bytes) -> str:
    text = content.removeprefix(BOM_UTF8)
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise ImportRefusedError(f"is not text in UTF-8: byte {error.start + 1}, on line {line}") from error


def _parse_json(content: str) -> Any:
    try:
        # Not strict: the API is a template, and a line break in a description comes through as it is.
        return json.loads(content, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ImportRefusedError(f"is not whole JSON: {error.msg} at {place}") from error
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError("is not JSON of startups: a number or a nesting is too large") from error


def _parse_each(rows: Sequence[Any], read_one: Callable[[Mapping[str, Any], int], Read]) -> tuple[Read, ...]:
    """All of them; the place of each is told where it cannot be read, and an id stands once."""
    positions: dict[str, int] = {}
    parsed = []
    for position, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise ImportRefusedError(f"entry {position} is not an object")
        item = read_one(row, position)
        if item.id in positions:
            # Two startups behind one id: what people said of one would be shown for the other.
            raise ImportRefusedError(
                f"“{item.id}” stands twice: entry {positions[item.id]} and entry {position}"
            )
        positions[item.id] = position
        parsed.append(item)
    return tuple(parsed)


def _parse_entries(rows: list[Any]) -> tuple[CatalogueEntry, ...]:
    if not rows:
        raise ImportRefusedError("names no startup: this is taken for a mistake")
    attributes = [row.get("attributes") for row in rows if isinstance(row, Mapping)]
    has_sponsors = any("sponsors" in given for given in attributes if isinstance(given, Mapping))
    has_co_incubators = any("incubators" in _relationships(row) for row in rows)
    has_pages = any("stats_url" in given for given in attributes if isinstance(given, Mapping))

    def read_one(row: Mapping[str, Any], position: int) -> CatalogueEntry:
        return _StartupParser(row, position).entry(
            has_sponsors=has_sponsors, has_co_incubators=has_co_incubators, has_pages=has_pages
        )

    entries = _parse_each(rows, read_one)
    if not any("phases" in given for given in attributes if isinstance(given, Mapping)):
        raise ImportRefusedError("gives no startup a list of phases: version 2 of the public API does")
    return entries


def _relationships(row: Any) -> Mapping[str, Any]:
    relationships = row.get("relationships") if isinstance(row, Mapping) else None
    return relationships if isinstance(relationships, Mapping) else {}


class _StartupParser:
    """One startup of the file, with its place for what has to be refused."""

    def __init__(self, row: Mapping[str, Any], place: int) -> None:
        self.id = _parse_id(row, place, STARTUP_ID_CHARACTERS)
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

    def entry(self, *, has_sponsors: bool, has_co_incubators: bool, has_pages: bool) -> CatalogueEntry:
        incubators = self._incubators()
        startup = Startup(
            id=self.id,
            name=self._name(),
            pitch=self._pitch(),
            incubator=incubators[0] if incubators else "",
            phases=tuple(self._phase(phase) for phase in self._listed("phases")),
        )
        self._look_at_contact()
        pages = self._pages() if has_pages else None
        return CatalogueEntry(
            startup,
            self._place,
            sponsors=self._sponsors() if has_sponsors else None,
            co_incubators=incubators[1:] if has_co_incubators else None,
            warnings=tuple(self._odd),
            pages=pages,
        )

    def _is_odd(self, kind: WarningKind, detail: str) -> None:
        self._odd.append(ImportWarning(self.id, kind, detail))

    def _refuse(self, what: str) -> ImportRefusedError:
        return ImportRefusedError(f"{self._where} {what}")

    def _words(self, name: str) -> str:
        value = self._attributes.get(name)
        if isinstance(value, list | Mapping):
            raise self._refuse(f"has a {name} that is no text")
        return "" if value is None else one_line(clean_typed(str(value)))

    def _listed(self, name: str) -> list[Any]:
        values = self._attributes.get(name) or []
        if not isinstance(values, list):
            raise self._refuse(f"has {name} that are no list")
        return values

    def _cut(self, words: str, what: str, most: int) -> str:
        if len(words) <= most:
            return words
        self._is_odd(WarningKind.CUT, f"its {what} of {len(words)} characters is cut to {most}")
        return words[: most - 1].rstrip() + "…"

    def _name(self) -> str:
        name = self._words("name")
        if not name:
            self._is_odd(WarningKind.NO_NAME, "it has no name, and is called by its id")
        return self._cut(name or self.id, "name", NAME_CHARACTERS)

    def _pitch(self) -> str:
        pitch, replacements = _ADDRESS.subn("…", self._words("pitch"))
        if replacements:
            self._is_odd(WarningKind.ADDRESS_LEFT_OUT, "an e-mail address in its pitch is left out")
        return self._cut(pitch, "pitch", PITCH_CHARACTERS)

    def _look_at_contact(self) -> None:
        """The address itself is neither kept nor repeated: it may be a person's own."""
        contact = self._words("contact")
        if contact and not _CONTACT.fullmatch(contact):
            self._is_odd(WarningKind.MALFORMED_CONTACT, "its contact is not an e-mail address")

    def _pages(self) -> PublicPages:
        pages, odd = parse_pages(self._attributes)
        for name in odd:
            self._is_odd(WarningKind.MALFORMED_PAGE, f"its {name} is not the address of a page")
        return pages

    def _phase(self, phase: Any) -> Phase:
        if not isinstance(phase, Mapping) or not one_line(clean_typed(str(phase.get("name") or ""))):
            raise self._refuse("has a phase without a name")
        start = str(phase.get("start") or "").strip()
        try:
            started_on = _day(start) if start else None
        except ValueError as error:
            raise self._refuse(f"has a phase that starts on “{one_line(start)[:40]}”") from error
        return Phase(
            self._cut(one_line(clean_typed(str(phase["name"]))), "phase", PHASE_CHARACTERS), started_on
        )

    def _sponsors(self) -> tuple[str, ...]:
        return self._ids(self._listed("sponsors"), "sponsor", "/organisations/")

    def _incubators(self) -> tuple[str, ...]:
        """The ids, the startup's own first."""
        related = _relationships(self._row)
        items = [_related_data(related.get("incubator"))]
        several = _related_data(related.get("incubators"))
        items += several if isinstance(several, list) else []
        ids = [each.get("id") for each in items if isinstance(each, Mapping)]
        return self._ids([each for each in ids if each], "incubator", "/incubateurs/")

    def _ids(self, values: list[Any], what: str, prefix: str) -> tuple[str, ...]:
        """Without the path that some versions put before them, each once."""
        if not all(isinstance(value, str) for value in values):
            raise self._refuse(f"has {what}s that are no ids")
        ids = (_normalise_id(one_line(value)).removeprefix(prefix) for value in values)
        return tuple(dict.fromkeys(self._cut(one, what, ID_CHARACTERS) for one in ids if one))


def _day(start: str) -> date:
    """A day of France: the API writes its midnight in universal time, an hour or two before.

    Raises ValueError.
    """
    day = date.fromisoformat(start[:10])
    with suppress(ValueError):
        moment = datetime.fromisoformat(start)
        return moment.astimezone(_FRANCE).date() if moment.tzinfo else day
    return day


def _related_data(related: Any) -> Any:
    return related.get("data") if isinstance(related, Mapping) else None


def _normalise_id(id_: str) -> str:
    """The same accents come written in two ways. What is too long for an id stays as it is."""
    return unicodedata.normalize("NFC", id_) if len(id_) <= _WRITTEN_CHARACTERS else id_


def _parse_id(row: Mapping[str, Any], position: int, most: int) -> str:
    given = row.get("id")
    if not isinstance(given, str) or not given.strip():
        raise ImportRefusedError(f"entry {position} has no id")
    id_ = _normalise_id(given.strip())
    if id_ != one_line(id_):
        raise ImportRefusedError(
            f"entry {position} has an id with invisible characters: “{one_line(id_)[:80]}”"
        )
    if len(id_) > most:
        size = f"{len(id_)} characters, and {most} are the most"
        raise ImportRefusedError(f"entry {position} has an id of {size}: “{id_[:40]}…”")
    return id_


def _parse_organisation(row: Mapping[str, Any], position: int) -> Organisation:
    """The API writes these as for a web page: “l&#39;Ain”."""
    id_ = _parse_id(row, position, ID_CHARACTERS).removeprefix("/organisations/")
    name, acronym = (one_line(unescape(str(row.get(field) or ""))) for field in ("name", "acronym"))
    return Organisation(id_, (name or acronym or id_)[:NAME_CHARACTERS], acronym[:ACRONYM_CHARACTERS])
