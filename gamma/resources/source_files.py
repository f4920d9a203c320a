"""Reads a source of resources: a list in JSON, YAML, TOML or CSV, or the links of a page in Markdown."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml

from gamma.programme.resources import Format, ResourceSource
from gamma.resources.resource import TITLE_CHARACTERS, Entry, clean_address
from gamma.startups.catalogue import ImportRefusedError
from gamma.text import one_line

_MOST_ENTRIES = 5000
_WORDS_CHARACTERS, _SUBJECT_CHARACTERS = 2000, 80
_HEADING = re.compile(r"^#{1,6}\s+(?P<words>.+?)\s*#*$")
_LINK = re.compile(r"\[(?P<title>[^\]\[]{1,400})\]\(\s*<?(?P<link>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)")
_SLUG_MARKS = re.compile(r"[-_+.]+")


@dataclass(frozen=True)
class SourceContent:
    """left_out: entries without a title, or without a link that may be shown."""

    entries: tuple[Entry, ...]
    left_out: int


def parse_source(source: ResourceSource, content: bytes) -> SourceContent:
    """Each address once, the first time it stands there. Raises ImportRefusedError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefusedError(f"is not text in UTF-8: byte {error.start + 1}") from error
    rows = list(_markdown(text)) if source.format == "markdown" else _rows(source, text)
    if len(rows) > _MOST_ENTRIES:
        raise ImportRefusedError(f"has {len(rows)} entries, at most {_MOST_ENTRIES} are read")
    found: dict[str, Entry] = {}
    left_out = 0
    for row in rows:
        entries = list(_entries(source, row))
        left_out += not entries
        for entry in entries:
            found.setdefault(entry.link, entry)
    if not found:
        raise ImportRefusedError("names no resource that can be shown: this is taken for a mistake")
    return SourceContent(tuple(found.values()), left_out)


# --- the list in the file ------------------------------------------------------------------------------


def _rows(source: ResourceSource, text: str) -> list[Any]:
    try:
        content = _PARSERS[source.format](text)
    except (ValueError, yaml.YAMLError, csv.Error, RecursionError) as error:
        reason = str(error).strip().splitlines() or [type(error).__name__]
        raise ImportRefusedError(f"is no {source.format.upper()}: {reason[0][:200]}") from error
    for key in source.items.split(".") if source.items else ():
        content = content.get(key) if isinstance(content, Mapping) else None
    if isinstance(content, Mapping):  # entries by their ids
        content = list(content.values())
    if not isinstance(content, list):
        raise ImportRefusedError(f"has no list “{source.items}”" if source.items else "is no list")
    return content


def _csv(text: str) -> list[dict[str, Any]]:
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)]


_PARSERS: Mapping[Format, Callable[[str], Any]] = {
    "json": json.loads,
    "yaml": yaml.safe_load,
    "toml": tomllib.loads,
    "csv": _csv,
}


def _markdown(text: str) -> Iterator[dict[str, str]]:
    """Each link, as a table of contents has them, with the heading that it stands below as its subject."""
    heading = ""
    for line in text.splitlines():
        if title := _HEADING.match(line):
            heading = title["words"]
        for match in _LINK.finditer(line):
            target = re.sub(r"(^|/)(?:README|index)\.md$|\.md(?=#|$)", r"\1", match["link"])
            yield {"title": match["title"].replace("\\", ""), "link": target, "subject": heading}


# --- one entry -----------------------------------------------------------------------------------------


def _entries(source: ResourceSource, row: Any) -> Iterator[Entry]:
    """One for each of its links; where there are several, each says which page it is."""
    if not isinstance(row, Mapping):
        return
    names = source.fields
    markdown = source.format == "markdown"
    title = _line(_at(row, "title" if markdown else names.title))[:TITLE_CHARACTERS]
    links = [
        address
        for each in _texts(_at(row, "link" if markdown else names.link))
        if (address := clean_address(urljoin(source.base, each) if source.base else each))
    ]
    entry = Entry(
        title=title,
        link="",
        changed_on=_day(_at(row, names.changed)),
        subject=_line(_at(row, "subject" if markdown else names.subject))[:_SUBJECT_CHARACTERS],
        words=" ".join(word for name in names.words for word in _texts(_at(row, name)))[:_WORDS_CHARACTERS],
    )
    if title:
        for link in dict.fromkeys(links):
            named = f"{title} ({page_name(link)})"[:TITLE_CHARACTERS] if len(links) > 1 else title
            yield replace(entry, title=named, link=link)


def page_name(link: str) -> str:
    """As its address says: "preparer un comite", or where it is."""
    parts = urlsplit(link)
    last = unquote(parts.fragment or parts.path.rstrip("/").rpartition("/")[2])
    words = one_line(_SLUG_MARKS.sub(" ", last.removesuffix(".html").removesuffix(".pdf")))
    return words if " " in words else f"{parts.hostname or ''} {words}".strip()


def _at(row: Mapping[str, Any], name: str) -> Any:
    """name: keys below one another with a dot; "" for none."""
    value: Any = row if name else None
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _line(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _texts(value: Any) -> Sequence[str]:
    """The text, or those of a list, or what is called so in a list of objects."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if isinstance(value, Mapping):
        return tuple(text for each in value.values() for text in _texts(each))
    return tuple(text for each in value for text in _texts(each)) if isinstance(value, list) else ()


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
