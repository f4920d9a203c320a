"""A document to read on a screen or to print: titled lists and one picture, without anything to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from gamma.chat import Picture
from gamma.sections import Section
from gamma.text import Text

DocumentKind = Literal["committee"]

OPEN_FOR = timedelta(days=30)
"""How long a link to a document leads somewhere after it was last given out."""


@dataclass(frozen=True)
class Document:
    """Whole, whatever its length. head: what stands below the title; closing: at its end.

    picture: stands after the section of that place, counted from 0.
    """

    title: str
    head: Sequence[Text]
    sections: Sequence[Section]
    closing: Sequence[Text]
    picture: Picture | None = None
    picture_after: int = 0
