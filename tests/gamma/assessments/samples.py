"""Small invented files in the shapes of the public API's versions."""

import json
from typing import Any

PHASES = [{"name": "construction", "start": "2025-03-01", "end": ""}]


def startup(startup_id: str = "velo", **attributes: Any) -> dict[str, Any]:
    """As v2.6 gives it; an attribute of None is left out."""
    usual = {
        "name": "Vélo facile",
        "pitch": "Louer un vélo.",
        "contact": "equipe@velo.invalid",
        "phases": PHASES,
        "sponsors": ["aim"],
    }
    given = {name: value for name, value in {**usual, **attributes}.items() if value is not None}
    related = {"incubator": {"data": {"type": "incubator", "id": "fabrique"}}}
    return {"id": startup_id, "type": "startup", "attributes": given, "relationships": related}


def old(startup_id: str = "velo", **attributes: Any) -> dict[str, Any]:
    """As v2 gave it in 2020: no contact, no sponsors."""
    return startup(startup_id, **{"contact": None, "sponsors": None, **attributes})


def shared(startup_id: str = "velo", incubators: tuple[str, ...] = ("fabrique", "atelier")) -> dict[str, Any]:
    """As v2.7 gives it: several incubators."""
    row = startup(startup_id)
    row["relationships"]["incubators"] = {"data": [{"type": "incubator", "id": one} for one in incubators]}
    return row


def file_of(*startups: dict[str, Any]) -> bytes:
    included = [{"id": "/incubateurs/fabrique", "type": "incubator", "attributes": {"title": "La Fabrique"}}]
    document = {"links": {"self": "https://api.invalid"}, "data": startups, "included": included}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def organisations(**names: str) -> bytes:
    """Names by id; the acronym is the id in capitals."""
    rows = [{"id": known, "name": name, "acronym": known.upper()} for known, name in names.items()]
    return json.dumps(rows).encode()
