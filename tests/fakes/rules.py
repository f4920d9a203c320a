"""Rules of what a platform takes, to put together: each tells what is wrong with a value, and where."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

Problems = Iterator[str]
Rule = Callable[[Any, str], Problems]


def text(most: int, least: int = 1) -> Rule:
    def check(value: Any, where: str) -> Problems:
        if not isinstance(value, str):
            yield f"{where}: must be a string"
        elif not least <= len(value) <= most:
            yield f"{where}: {len(value)} characters, {least} to {most} fit"

    return check


def number(least: int, most: int) -> Rule:
    def check(value: Any, where: str) -> Problems:
        if type(value) is not int or not least <= value <= most:
            yield f"{where}: must be a whole number from {least} to {most}"

    return check


def one_of(*values: Any) -> Rule:
    def check(value: Any, where: str) -> Problems:
        if value not in values:
            yield f"{where}: {value!r} is none of {values}"

    return check


def flag(value: Any, where: str) -> Problems:
    if type(value) is not bool:
        yield f"{where}: must be true or false"


def day(value: Any, where: str) -> Problems:
    """YYYY-MM-DD, and nothing else that Python reads."""
    try:
        is_day = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        yield f"{where}: {value!r} is no day as YYYY-MM-DD"


def anything(_value: Any, _where: str) -> Problems:
    yield from ()


def shape(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    known = {**required, **(optional or {}), "type": anything}

    def check(value: Any, where: str) -> Problems:
        if not isinstance(value, dict):
            yield f"{where}: must be an object"
            return
        yield from (f"{where}: no {name}" for name in required if name not in value)
        for name, part in value.items():
            yield from known[name](part, f"{where}.{name}") if name in known else [f"{where}: unknown {name}"]

    return check


def many(of: Rule, least: int, most: int, unique: str = "") -> Rule:
    def check(value: Any, where: str) -> Problems:
        if not isinstance(value, list):
            yield f"{where}: must be a list"
            return
        if not least <= len(value) <= most:
            yield f"{where}: {len(value)} elements, {least} to {most} fit"
        for place, element in enumerate(value):
            yield from of(element, f"{where}[{place}]")
        if unique:
            yield from _twice(value, unique, where)

    return check


def kinds(table: dict[str, Rule]) -> Rule:
    """An object whose `type` chooses its rule."""

    def check(value: Any, where: str) -> Problems:
        kind = value.get("type") if isinstance(value, dict) else None
        yield from table[kind](value, where) if kind in table else [f"{where}: unknown type {kind!r}"]

    return check


def _twice(values: Iterable[Any], name: str, where: str) -> Problems:
    seen = Counter(value[name] for value in values if isinstance(value, dict) and name in value)
    yield from (f"{where}: {name} {value!r} twice" for value, times in seen.items() if times > 1)
