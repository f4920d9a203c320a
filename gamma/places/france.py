"""The regions, departments and communes of France by their names, read when a place is first asked for."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gamma.parsing.text import normalise

FILE = Path(__file__).with_name("france.json")
"""Made from Etalab's list by `make places`: the communes of each department, large ones first."""

_FORMER_REGIONS = {
    "Alsace": "67 68",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Centre": "18 28 36 37 41 45",
    "Champagne-Ardenne": "08 10 51 52",
    "Franche-Comté": "25 39 70 90",
    "Haute-Normandie": "27 76",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Rhône-Alpes": "01 07 26 38 42 69 73 74",
}
_OTHER_NAMES = {
    "Brittany": "22 29 35 56",
    "Normandy": "14 27 50 61 76",
    "Burgundy": "21 58 71 89",
    "Picardy": "02 60 80",
    "Corsica": "2A 2B",
    "20": "2A 2B",
    "PACA": "04 05 06 13 83 84",
    "Région Sud": "04 05 06 13 83 84",
    "IdF": "75 77 78 91 92 93 94 95",
    "AURA": "01 03 07 15 26 38 42 43 63 69 73 74",
    "HdF": "02 59 60 62 80",
    "BFC": "21 25 39 58 70 71 89 90",
    "CVL": "18 28 36 37 41 45",
    "Antilles": "971 972 977 978",
    "Guyane française": "973",
    "Reunion Island": "974",
    "Saint-Barth": "977",
    "Futuna": "986",
    "Polynésie": "987",
    "Calédonie": "988",
}
"""By department, as the list has none of them: what no longer exists does not change."""
_ELSEWHERE = {"97133": "977", "97150": "978"}
"""Post codes that do not begin with their department."""
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = ("le", "la", "les", "l")


@dataclass(frozen=True)
class France:
    """Departments by what is named: areas are regions and departments, their numbers among them."""

    departments: frozenset[str]
    areas: Mapping[str, frozenset[str]]
    large: frozenset[str]
    communes: Mapping[str, frozenset[str]]
    regions: tuple[str, ...]
    proposed: tuple[str, ...]

    def area(self, key: str) -> frozenset[str]:
        """By name, number or post code; empty where there is none."""
        if re.fullmatch(r"\d{5}", key):
            return self._post_code(key)
        return self.areas.get(key.zfill(2) if key.isdecimal() else key, frozenset())

    def commune(self, key: str) -> frozenset[str]:
        """The departments that have one of this name; its article may be left out."""
        names = (key, *(f"{article} {key}" for article in _ARTICLES))
        return frozenset().union(*(self.communes.get(name, ()) for name in names))

    def _post_code(self, code: str) -> frozenset[str]:
        number = _ELSEWHERE.get(code) or (code[:3] if code[:2] in ("97", "98") else code[:2])
        return self.areas.get(number, frozenset())


def place_key(typed: str) -> str:
    """What two spellings of one place have in common: "St-Étienne cedex 2" and "saint etienne"."""
    words = normalise(re.sub(r"\bs/", "sur ", typed.replace("_", " "), flags=re.IGNORECASE))
    words = re.sub(r"\b(cedex( \d+)?|arrondissement)$", "", words)
    words = re.sub(r"\b(\d+)(er|e|eme)\b", r"\1", words)
    return " ".join(_SHORT.get(word, word) for word in words.split())


@cache
def france() -> France:
    """Some 35,000 names: read once (0.1 s, 7 MB), and only where somebody names a place."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    regions: dict[str, list[str]] = data["regions"]
    departments: dict[str, dict[str, Any]] = data["departments"]
    areas = [(code, code) for code in departments]
    areas += [(each["name"], code) for code, each in departments.items()]
    areas += [(region, code) for region, codes in regions.items() for code in codes]
    for names in (_FORMER_REGIONS, _OTHER_NAMES):
        areas += [(name, code) for name, codes in names.items() for code in codes.split()]
    large = [(name, code) for code, each in departments.items() for name in each["large"]]
    small = [(key, code) for code, each in departments.items() for key in each["small"].split("|") if key]
    named = [(place_key(name), code) for name, code in large]
    areas += [("France", code) for code in departments]
    return France(
        departments=frozenset(departments),
        areas=_by_key((place_key(name), code) for name, code in areas),
        large=frozenset(key for key, _ in named),
        communes=_by_key(named + small),
        regions=tuple(regions),
        proposed=(*regions, *(each["name"] for each in departments.values()), *(name for name, _ in large)),
    )


def _by_key(keys: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """Most names are of one department: they share its set."""
    alone = cache(lambda code: frozenset({code}))
    found: dict[str, frozenset[str]] = {}
    for key, code in keys:
        found[key] = found[key] | {code} if key in found else alone(code)
    return found
