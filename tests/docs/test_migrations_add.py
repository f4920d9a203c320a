"""docs/running.md: a migration may be made beside the version before it if it only adds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.tables import ROOT

_FIRST = "0020"
_ADDS = frozenset(("create_table", "create_index", "add_column", "get_bind"))
_LOOKED_AT = {"0025": "execute"}
"""What statements say is not read here: those of 0025 make a table of words, and nothing else."""
_STOPS: frozenset[str] = frozenset()
"""Those for which all replicas are to be stopped first: CHANGELOG.md names each."""

MIGRATIONS = sorted(
    path for path in (ROOT / "storage/migrations/versions").glob("0*.py") if path.name[:4] >= _FIRST
)


def _operations(path: Path) -> Iterator[ast.Call]:
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(function, ast.FunctionDef) and function.name != "downgrade":
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("op."):
                    yield node


def _is_left_out_by_the_version_before(column: str) -> bool:
    return "nullable=True" in column or "server_default=" in column


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.name[:4])
def test_a_migration_only_adds_or_is_named(path: Path) -> None:
    number = path.name[:4]
    if number in _STOPS:
        assert number in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
        return
    for call in _operations(path):
        name = ast.unparse(call.func).removeprefix("op.")
        assert name in _ADDS or name == _LOOKED_AT.get(number), f"{number}: {name}"
        if name == "add_column" and isinstance(call.args[1], ast.Call):
            assert _is_left_out_by_the_version_before(ast.unparse(call.args[1])), ast.unparse(call)
        if name == "create_index":
            assert "unique=True" not in ast.unparse(call), "the version before may write two"
