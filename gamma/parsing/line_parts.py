"""A line of several parts as people type it: "what — who — by when". Cut where they set parts apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gamma.text import one_line

_BULLET = re.compile(
    r"^(?:[-–—•*·‣▪▸►→➔➜⇒☐☑☒✓✔✅✗✘⬜+>]\s+|=>\s+|->\s+|\d{1,2}[.)]\s+|[-*]?\s*\[[ xX✓✔]?\]\s+)+"
)
_WHOLE = re.compile(
    r"""
      « [^«»]* » | “ [^“”]* ” | „ [^„“”]* [“”] | " [^"]* " | ` [^`]* `
    | \( [^()]* \) | \[ [^\[\]]* \]
    | (?:https?://|www\.|mailto:) \S* [^\s;,.|<>()«»“”"—–-]
    | (?<![^\s<>;,|()]) [^\s<>;,|()@]+ @ [^\s<>;,|()]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What is never cut: a quotation, what stands in brackets, an address."""
_STRONG = re.compile(r"\s+(?:[—–|;]|--)\s+|\s*[—;|]\s+|\s+[—;|]\s*")
_WEAK = re.compile(r"\s+-\s+|\s+-(?=[^\W\d_@]|@\w)")
_TIGHT = re.compile(r"\s*[—;|]\s*")
_COMMA = re.compile(r",\s+")


@dataclass(frozen=True)
class Part:
    """mark: what sets it apart from the one before, as it was typed, "" before the first.

    sure: the mark sets parts apart; a hyphen between blanks may belong to a name: "Auvergne - Rhône - Alpes".
    """

    text: str
    mark: str = ""
    sure: bool = True

    @property
    def after_comma(self) -> bool:
        return self.mark.strip() == ","


def parse_items(typed: str) -> list[str]:
    """One a line, without the signs that people begin a line of a list with."""
    lines = (_BULLET.sub("", one_line(line)).strip() for line in typed.splitlines())
    return [line for line in lines if line]


def split_line(line: str) -> list[Part]:
    """Cut at dashes, bars and semicolons; only where there is none, at commas."""
    text = one_line(line)
    parts = _cut(text, (_STRONG, _WEAK))
    return parts if len(parts) > 1 else _cut(text, (_COMMA,))


def split_tight(line: str) -> list[Part]:
    """Also where no blank stands beside the mark: "appeler;Camille;12/12"."""
    return _cut(one_line(line), (_TIGHT, _WEAK))


def split_all(line: str) -> list[Part]:
    """At commas too, wherever else it is cut."""
    return _cut(one_line(line), (_STRONG, _WEAK, re.compile(r"\s*,\s*|\s*;\s*")))


def join_parts(parts: Iterable[Part]) -> str:
    """With the marks between them, as they were typed."""
    joined = ""
    for part in parts:
        joined += f"{part.mark or ' — '}{part.text}" if joined else part.text
    return joined


def _cut(text: str, marks: Sequence[re.Pattern[str]]) -> list[Part]:
    taken = bytearray(len(text))
    # Which characters belong to something whole, or to a mark.
    for found in _WHOLE.finditer(text):
        taken[found.start() : found.end()] = b"\1" * len(found[0])
    cuts: list[tuple[int, int, bool]] = []
    for mark in marks:
        for found in mark.finditer(text):
            start, end = found.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                cuts.append((start, end, mark is not _WEAK))
    parts, mark_before, begin, sure = list[Part](), "", 0, True
    for start, end, is_sure in [*sorted(cuts), (len(text), len(text), True)]:
        if piece := text[begin:start].strip():
            parts.append(Part(piece, mark_before if parts else "", sure))
        mark_before, begin, sure = text[start:end], end, is_sure
    return parts or [Part(text)]
