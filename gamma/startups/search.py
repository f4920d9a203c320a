"""Finding what is meant by what somebody types: accents and case forgiven, in names typing errors too."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from gamma.normalise import normalise

CANDIDATES = 4
_NEAR = 70


@dataclass(frozen=True)
class Found:
    """exact: the id that was meant without a doubt; near: ids that may have been meant, the nearest first."""

    exact: str | None
    near: tuple[str, ...]


def find_startup(typed: str, names: Mapping[str, str]) -> Found:
    """names: every startup's name by id. Two startups of the same name are both only near."""
    wanted = normalise(typed)
    if not wanted:
        return Found(None, ())
    if typed.strip() in names:
        return Found(typed.strip(), ())
    same = [startup for startup, name in names.items() if wanted in (normalise(startup), normalise(name))]
    if len(same) == 1:
        return Found(same[0], ())
    return Found(None, tuple(same[:CANDIDATES]) or _near(wanted, names))


def _near(wanted: str, names: Mapping[str, str]) -> tuple[str, ...]:
    scores = {
        startup: max(_alike(wanted, normalise(startup)), _alike(wanted, normalise(name)))
        for startup, name in names.items()
    }
    near = sorted((startup for startup in scores if scores[startup] >= _NEAR), key=lambda s: (-scores[s], s))
    return tuple(near[:CANDIDATES])


def _alike(wanted: str, known: str) -> float:
    """0 to 100: the same letters, or a little less for the same words among others."""
    return max(fuzz.ratio(wanted, known), 0.95 * fuzz.token_set_ratio(wanted, known))
