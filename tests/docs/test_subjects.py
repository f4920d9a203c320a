"""Every folder of a room is a subject that has its place in the order of imports, or says why it has none."""

import tomllib

import pytest

from tests.docs.tables import ROOT

BESIDE = {
    "gamma": {"locale", "parsing", "places", "programme"},
    "handlers": {"engine"},
    "jobs": {"delivery"},
    "storage": {"migrations", "models"},
}
"""What a room has beside its subjects."""


def subjects_in_order() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (order,) = (each for each in contracts if each["name"].startswith("The subjects of a room"))
    return {name.strip(" ()") for layer in order["layers"] for name in layer.split("|")}


@pytest.mark.parametrize("room", BESIDE)
def test_each_subject_has_its_place_in_the_order_of_imports(room: str) -> None:
    folders = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    assert folders - BESIDE[room] <= subjects_in_order()
