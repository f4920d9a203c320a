"""A document to read on a screen or to print: titled lists, one table and pictures, nothing to send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Literal

from gamma.chat import Picture
from gamma.sections import Section
from gamma.text import Text

DocumentKind = Literal["committee", "portfolio"]

OPEN_FOR = timedelta(days=30)
"""How long a link to a document leads somewhere after it was last given out."""


Place = tuple[float, float]
"""In a small picture: from its left and from its bottom, in shares of its width and height."""


@dataclass(frozen=True)
class Curve:
    """A small picture of what a cell says in words. ahead: the straight line to what is aimed for."""

    run: Sequence[Place]
    ahead: Sequence[Place] = ()


@dataclass(frozen=True)
class Cell:
    """order: what it is sorted by among those of its column, None where nothing is known: it stands last.

    in_file: how a spreadsheet takes it, where that is not the text.
    """

    text: str
    order: Any = None
    curve: Curve | None = None
    in_file: str = ""


@dataclass(frozen=True)
class Column:
    id: str
    label: str


@dataclass(frozen=True)
class Order:
    """By which column, if one was chosen."""

    column: str = ""
    descending: bool = False


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it. order: as the rows stand. hint: how to see all of it."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    order: Order = Order()
    hint: str = ""

    def without_empty_columns(self) -> "Table":
        """What is known of none takes no room; who the rows are of stays."""
        kept = [at for at in range(len(self.columns)) if at == 0 or any(row[at].text for row in self.rows)]
        rows = [[row[at] for at in kept] for row in self.rows]
        return replace(self, columns=[self.columns[at] for at in kept], rows=rows)

    def sorted_by(self, order: Order) -> "Table":
        """As it is where there is no such column; rows that are the same there keep their order."""
        place = next((at for at, each in enumerate(self.columns) if each.id == order.column), None)
        if place is None:
            return self
        known = [row for row in self.rows if row[place].order is not None]
        unknown = [row for row in self.rows if row[place].order is None]
        known.sort(key=lambda row: row[place].order, reverse=order.descending)
        return replace(self, rows=[*known, *unknown], order=order)


@dataclass(frozen=True)
class Document:
    """Whole, whatever its length. head: what stands below the title; closing: at its end.

    pictures: each stands after the section of that place, counted from 0.
    """

    title: str
    head: Sequence[Text]
    sections: Sequence[Section]
    closing: Sequence[Text]
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    table: Table | None = None
