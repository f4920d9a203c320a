"""Files and functions stay as short as docs/architecture.md promises: what outgrows that is taken apart."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.docs.tables import ROOT

ROOMS = ("bot", "handlers", "jobs", "storage", "gamma")
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50


def files(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each with its length in lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in files(*ROOMS, "tests")
    }
    assert {path: length for path, length in lengths.items() if length > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_too_long() -> None:
    too_long = {
        (str(path.relative_to(ROOT)), name): length
        for path in files(*ROOMS, "tests")
        for name, length in functions(path)
        if length > MOST_LINES_OF_A_FUNCTION
    }
    assert too_long == {}


def test_most_functions_are_short() -> None:
    lengths = [length for path in files(*ROOMS) for _, length in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 25


@pytest.mark.parametrize("room", ROOMS)
def test_each_module_says_what_it_is_for(room: str) -> None:
    silent = [
        path for path in files(room) if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
