"""Names in the programme file: none is there twice, and for an unknown one the nearest is told."""

from collections.abc import Iterable, Sequence

from gamma.parsing.text import closest_match


def check_unique(what: str, ids: Sequence[str]) -> None:
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"{what} “{min(twice)}” is there twice")


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    near = closest_match(typed, known)
    return f" (did you mean “{near}”?)" if near else ""
