"""Reads startups from the public API's JSON (`/api/v2.x/startups.json`), as plain data."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from gamma.people import Phase, Startup
from gamma.text import one_line


class ImportRefusedError(Exception):
    """The file cannot be read as startups; nothing of it is taken. The message names the place."""


def read_startups(content: str) -> list[Startup]:
    """Every startup of the file, in its order. Raises ImportRefusedError."""
    try:
        document = json.loads(content)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ImportRefusedError(f"is not whole JSON: {error.msg} at {place}") from error
    entries = document.get("data") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise ImportRefusedError("has no list called “data”, as the public API's startups.json has")
    return [_startup(entry, place) for place, entry in enumerate(entries, start=1)]


def _startup(entry: Any, place: int) -> Startup:
    startup_id = entry.get("id") if isinstance(entry, Mapping) else None
    attributes = entry.get("attributes") if isinstance(entry, Mapping) else None
    if not isinstance(startup_id, str) or not startup_id or not isinstance(attributes, Mapping):
        raise ImportRefusedError(f"entry {place} has no id or no attributes")
    return Startup(
        id=startup_id,
        name=one_line(str(attributes.get("name") or "")) or startup_id,
        pitch=one_line(str(attributes.get("pitch") or "")),
        incubator=_incubator(entry),
        phases=tuple(_phase(phase, startup_id) for phase in _listed(attributes, "phases", startup_id)),
    )


def _listed(attributes: Mapping[str, Any], name: str, startup_id: str) -> list[Any]:
    entries = attributes.get(name) or []
    if not isinstance(entries, list):
        raise ImportRefusedError(f"startup “{startup_id}” has {name} that are no list")
    return entries


def _phase(phase: Any, startup_id: str) -> Phase:
    if not isinstance(phase, Mapping) or not phase.get("name"):
        raise ImportRefusedError(f"startup “{startup_id}” has a phase without a name")
    start = str(phase.get("start") or "")
    try:
        started_on = date.fromisoformat(start[:10]) if start else None
    except ValueError as error:
        raise ImportRefusedError(f"startup “{startup_id}” has a phase that starts on “{start}”") from error
    return Phase(str(phase["name"]), started_on)


def _incubator(entry: Mapping[str, Any]) -> str:
    """The incubator's id as relationships name it; versions differ in how deep it lies."""
    found: Any = entry
    for step in ("relationships", "incubator", "data", "id"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""
