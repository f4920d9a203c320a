"""Remakes gamma/places/france.json from Etalab's list, for `make places`: `python -m tests.places FOLDER`.

FOLDER is the unpacked npm package @etalab/decoupage-administratif.
"""

import json
import sys
from pathlib import Path
from typing import Any

from gamma.places import france

_LARGE = 10_000
"""Communes from so many inhabitants on are proposed where a name is mistyped."""
_UNINHABITED = {"984", "989"}
"""The southern lands and Clipperton: nobody has their clock."""


def main(package: Path) -> None:
    data = package / "data"
    regions, departments, communes = (
        json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("regions", "departements", "communes")
    )
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    lines = [
        _line("source", f"@etalab/decoupage-administratif {version}, Licence Ouverte 2.0: INSEE, La Poste"),
        _line("regions", _regions(regions, departments)),
        '"departments": {\n'
        + ",\n".join(
            _line(each["code"], _department(each, communes)) for each in departments if _inhabited(each)
        )
        + "\n}",
    ]
    france.FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _line(key: str, value: object) -> str:
    return f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def _inhabited(entry: dict[str, Any]) -> bool:
    return (entry.get("departement") or entry["code"]) not in _UNINHABITED


def _regions(regions: list[dict[str, Any]], departments: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        region["nom"]: [each["code"] for each in departments if each["region"] == region["code"]]
        for region in regions
        if _inhabited(region)
    }


def _department(department: dict[str, Any], communes: list[dict[str, Any]]) -> dict[str, Any]:
    """Its name, the names of its large communes and the keys of the small, which are read the quicker for it.

    Former communes and arrondissements are among the small.
    """
    sizes: dict[str, int] = {}
    for each in communes:
        if each["departement"] == department["code"]:
            size = each.get("population", 0) if each["type"] == "commune-actuelle" else 0
            sizes[each["nom"]] = max(size, sizes.get(each["nom"], 0))
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    return {
        "name": department["nom"],
        "large": [name for name in names if sizes[name] >= _LARGE],
        "small": "|".join(dict.fromkeys(france.place_key(name) for name in names if sizes[name] < _LARGE)),
    }


main(Path(sys.argv[1]))
