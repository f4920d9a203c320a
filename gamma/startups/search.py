"""Finding what is meant by what somebody types: accents and case forgiven, in names typing errors too."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from gamma.parsing.text import normalise, normalise_name

CANDIDATES = 4
_NEAR = 70


@dataclass(frozen=True)
class StartupMatch:
    """exact: the id that is meant without a doubt; candidates: ids that may be meant, the nearest first."""

    exact: str | None
    candidates: tuple[str, ...]


def find_startup(typed: str, names: Mapping[str, str]) -> StartupMatch:
    """names: every startup's name by id. Two startups of the same name are both only near."""
    name_typed = normalise_name(typed)
    if not name_typed:
        return StartupMatch(None, ())
    if typed.strip() in names:
        return StartupMatch(typed.strip(), ())
    equal = [
        startup for startup, name in names.items() if name_typed in (normalise(startup), normalise(name))
    ]
    if len(equal) == 1:
        return StartupMatch(equal[0], ())
    return StartupMatch(None, tuple(equal[:CANDIDATES]) or _closest(name_typed, names))


def _closest(name_typed: str, names: Mapping[str, str]) -> tuple[str, ...]:
    scores = {
        startup: max(_similarity(name_typed, normalise(startup)), _similarity(name_typed, normalise(name)))
        for startup, name in names.items()
    }
    closest = sorted(
        (startup for startup in scores if scores[startup] >= _NEAR), key=lambda s: (-scores[s], s)
    )
    return tuple(closest[:CANDIDATES])


def _similarity(first: str, second: str) -> float:
    """0 to 100: the same letters, or a little less for the same words among others."""
    return max(fuzz.ratio(first, second), 0.95 * fuzz.token_set_ratio(first, second))
