"""How long people wait, as the tests saw it; `make live` shows it at the end."""

import time
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

_SECONDS: dict[str, list[float]] = defaultdict(list)


def took(what: str, begun: float) -> None:
    """begun: by time.monotonic()."""
    _SECONDS[what].append(time.monotonic() - begun)


def lines() -> Iterator[str]:
    for what, seconds in sorted(_SECONDS.items()):
        usual, longest = round(median(seconds) * 1000), round(max(seconds) * 1000)
        yield f"{what}: {usual} ms usually, {longest} ms at most ({len(seconds)} times)"
