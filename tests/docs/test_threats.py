"""docs/threats.md names a test for each line, and each of them is there."""

import ast
import re

from tests.docs.tables import ROOT

PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
LINES = [
    line
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| They try", "| What happens"))
]
NAMED = re.compile(r"`(?P<file>tests/[\w/]+\.py)::(?P<test>\w+)`")


def named_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_line_names_a_test() -> None:
    assert len(LINES) > 30
    assert [line for line in LINES if not NAMED.search(line.split("|")[-2])] == []


def test_each_test_that_is_named_is_there() -> None:
    named = [match.groups() for match in NAMED.finditer(PAGE)]
    assert [(file, test) for file, test in named if test not in named_in(file)] == []


def test_none_stands_for_two_threats() -> None:
    named = NAMED.findall(PAGE)
    assert sorted(set(named)) == sorted(named)
