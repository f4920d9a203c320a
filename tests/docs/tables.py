"""The tables of the documents, made from the commands, the scopes and .env.example."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.platforms.slack.manifest import SCOPES
from handlers.commands import COMMANDS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

_SETTING = re.compile(r"#(?P<name>[A-Z_]+)=(?P<default>.*)")


class DocumentedSetting(NamedTuple):
    name: str
    default: str
    purpose: str


def documented_settings() -> Iterator[DocumentedSetting]:
    """What .env.example says: the comment above a setting is its purpose."""
    purpose = ""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        setting = _SETTING.fullmatch(line)
        if setting:
            yield DocumentedSetting(setting["name"], setting["default"], purpose)
        purpose = "" if setting or not line else f"{purpose} {line.removeprefix('# ')}".strip()


def with_tables(document: Path) -> str:
    """Its text, with what stands between the markers made anew."""
    text = document.read_text(encoding="utf-8")
    for name, table in TABLES[document].items():
        begin, end = f"<!-- {name}: made by `make docs` -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"{document.name} has no markers for the {name}")
        text = f"{before}{begin}{table()}{end}{after}"
    return text


def _commands() -> str:
    rows: list[tuple[str, ...]] = [("In English", "In French", "What you get")]
    for way in (way for spec in COMMANDS for way in spec.ways()):
        rows.append((f"`/gamma {way.says['en']}`", f"`/gamma {way.says['fr']}`", way.summary))
    return _table(rows)


def _settings() -> str:
    rows: list[tuple[str, ...]] = [("Setting", "Default", "What it is")]
    for setting in documented_settings():
        default = f"`{setting.default}`" if setting.default else "not set"
        rows.append((f"`{setting.name}`", default, setting.purpose))
    return _table(rows)


def _scopes() -> str:
    return _table([("Scope", "Why"), *((f"`{scope}`", reason) for scope, reason in SCOPES.items())])


def _table(rows: list[tuple[str, ...]]) -> str:
    lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


TABLES: Mapping[Path, Mapping[str, Callable[[], str]]] = {
    README: {"commands": _commands, "settings": _settings},
    ROOT / "docs" / "slack.md": {"scopes": _scopes},
}
