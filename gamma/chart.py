"""A picture that a platform may draw itself, from its numbers: lines over the same few days."""

from collections.abc import Sequence
from dataclasses import dataclass

from gamma.chat import Picture

TITLE_CHARACTERS = 50
LABEL_CHARACTERS = 20
MOST_PLACES = 20
MOST_LINES = 6


@dataclass(frozen=True)
class Line:
    """numbers: one for each place of its chart."""

    name: str
    numbers: Sequence[float]


@dataclass(frozen=True)
class Chart:
    """places: what stands below, from left to right. unit: of all the numbers, "" for none."""

    title: str
    places: Sequence[str]
    lines: Sequence[Line]
    unit: str = ""

    def __post_init__(self) -> None:
        names = [line.name for line in self.lines]
        for labels, most in ((self.places, MOST_PLACES), (names, MOST_LINES)):
            if not 0 < len(labels) <= most or len(set(labels)) < len(labels):
                raise ValueError(f"a chart has 1 to {most} places or lines, each called by a name of its own")
            if not all(0 < len(label) <= LABEL_CHARACTERS for label in labels):
                raise ValueError(f"a label of a chart has 1 to {LABEL_CHARACTERS} characters: {labels}")
        if not all(0 < len(words) <= TITLE_CHARACTERS for words in (self.title, self.unit or "-")):
            raise ValueError(f"the title of a chart has 1 to {TITLE_CHARACTERS} characters, its unit too")
        if any(len(line.numbers) != len(self.places) for line in self.lines):
            raise ValueError("each line of a chart has a number for each of its places")


@dataclass(frozen=True, kw_only=True)
class ChartPicture(Picture):
    """The same picture, for platforms that draw charts from numbers and for those that do not."""

    chart: Chart
