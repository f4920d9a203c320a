"""Whatever the documents tell people to type or open is there."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.commands import COMMAND_TABLE
from tests.docs.tables import ROOT

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
ROOMS = "bot|handlers|jobs|storage|gamma|tests|docs"

documents = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def found(pattern: str, document: Path) -> list[str]:
    return sorted(set(re.findall(pattern, document.read_text(encoding="utf-8"), re.MULTILINE)))


@documents
def test_files_named_are_there(document: Path) -> None:
    named = found(rf"`((?:{ROOMS})/[\w./-]*|[\w.-]+\.(?:toml|lock|md|cfg|po))`", document)
    assert [name for name in named if not (ROOT / name).exists()] == []


@documents
def test_links_lead_somewhere(document: Path) -> None:
    linked = found(r"\]\((?!https?:)([^)#]+)", document)
    assert [link for link in linked if not (document.parent / link).exists()] == []


@documents
def test_lines_to_say_to_the_bot_are_understood(document: Path) -> None:
    for line in found(r"`/gamma ([^`<…]+)`", document):
        COMMAND_TABLE.match(line)


@documents
def test_commands_of_the_shell_exist(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in found(r"(?:`|^|bin/)gamma ([a-z]+)", document):
        with pytest.raises(SystemExit, match=r"^0$"):
            main([command, "--help"])


@documents
def test_targets_of_make_exist(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    assert set(found(r"(?:`|^)(?:[A-Z]+=\S+ )*make ([a-z-]+)", document)) <= set(targets)


def test_the_changelog_and_the_licences_keep_up_with_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = project["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *groups["build"], *groups["dev"]]
    names = {re.split(r"[\[<>=,;]", line)[0].lower() for line in wanted}
    listed = found(r"^\| `([\w-]+)`", ROOT / "docs" / "decisions.md")
    assert sorted(name.lower() for name in listed) == sorted(names)
