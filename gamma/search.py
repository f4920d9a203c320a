"""Finding a startup by what somebody types: id or name, accents, case and typing errors forgiven."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from gamma.folding import fold

CANDIDATES = 4
_NEAR = 72


@dataclass(frozen=True)
class Found:
    """exact: the id that was meant without a doubt; near: ids that may have been meant, the nearest first."""

    exact: str | None
    near: tuple[str, ...]


def find_startup(typed: str, names: Mapping[str, str]) -> Found:
    """names: every startup's name by id. Two startups of the same name are both only near."""
    wanted = fold(typed)
    if not wanted:
        return Found(None, ())
    if typed.strip() in names:
        return Found(typed.strip(), ())
    same = [startup for startup, name in names.items() if wanted in (fold(startup), fold(name))]
    if len(same) == 1:
        return Found(same[0], ())
    return Found(None, tuple(same[:CANDIDATES]) or _near(wanted, names))


def _near(wanted: str, names: Mapping[str, str]) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    for choices in ({key: fold(key) for key in names}, {key: fold(name) for key, name in names.items()}):
        for _, score, startup in process.extract(
            wanted, choices, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=CANDIDATES
        ):
            scores[startup] = max(score, scores.get(startup, 0))
    return tuple(sorted(scores, key=lambda startup: (-scores[startup], startup))[:CANDIDATES])
