"""What is imported is what pyproject.toml wants: nothing is there by accident of another package."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.docs.tables import ROOT

ROOMS = ("bot", "handlers", "jobs", "storage", "gamma")
OWN = {*ROOMS, "tests", "benchmarks"}
TOOLS = {"import-linter", "mypy", "pytest-cov", "pytest-xdist", "ruff", "setuptools", "types-python-dateutil"}
"""They are run, not imported."""
LOADED = {"psycopg", "tzdata"}
"""SQLAlchemy loads the one for postgresql+psycopg, zoneinfo the other."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def distribution(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=,;]", name)[0]).lower()


WANTED = {distribution(line) for line in PROJECT["project"]["dependencies"]}
FOR_TESTS = {distribution(line) for group in PROJECT["dependency-groups"].values() for line in group}


@cache
def imported(folder: str) -> frozenset[str]:
    """The packages that its modules name, those of Python and our own left out."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found |= {name.partition(".")[0] for name in names}
    return frozenset(found - OWN - sys.stdlib_module_names)


def distributions(*folders: str) -> set[str]:
    known = packages_distributions()
    found = {name for folder in folders for name in imported(folder)}
    return {distribution(owner) for name in found for owner in known.get(name, [name])}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_is_wanted(room: str) -> None:
    assert distributions(room) - WANTED == set()


def test_tests_and_benchmarks_import_what_is_wanted() -> None:
    assert distributions("tests", "benchmarks") - WANTED - FOR_TESTS - {"jsonschema"} == set()


def test_nothing_is_wanted_that_nobody_imports() -> None:
    assert WANTED - distributions(*ROOMS) == LOADED
    assert FOR_TESTS - distributions("tests", "benchmarks") == TOOLS
