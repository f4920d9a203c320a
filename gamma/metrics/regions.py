"""Regions by which a metric is followed: those of France by their names, any other as it is written."""

from gamma.parsing.text import FUNCTION_WORDS
from gamma.places.france import france, place_key

_LEADING = FUNCTION_WORDS | {"a", "dans", "en", "in", "pour", "region", "sur"}
REGION_CHARACTERS = 60


def region_named(typed: str) -> str | None:
    """A region of France, "en région Bretagne" too; None where the words name none."""
    words = place_key(typed).split()
    while words:
        key = " ".join(words)
        for region in france().regions:
            if key in (place_key(region), place_key(region.removeprefix("La "))):
                return region
        if words.pop(0) not in _LEADING:
            return None
    return None
