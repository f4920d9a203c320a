"""Text with a little markup, in which a person's words can never become markup, mentions or links."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Style = Literal["plain", "bold", "code"]

_MARKUP = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>.+?)`")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BIDI_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_NOT_TEXT = ("Cc", "Cs")  # control characters, and halves of characters that no database can keep
_SPACES = re.compile(r"\s{2,}|[^\S\u00a0\u202f]")
_MOST_QUOTED = 40


@dataclass(frozen=True)
class Span:
    """A run of one style. Its text is literal: renderers escape all of it."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Text:
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)

    @staticmethod
    def lines(*texts: "Text") -> "Text":
        """The texts one below the other, as one paragraph."""
        spans: list[Span] = []
        for text in texts:
            spans += (Span("\n"), *text.spans) if spans else text.spans
        return Text(tuple(spans))


def one_line(words: str) -> str:
    """What a person typed, on one line, without control, invisible or direction-changing characters.

    No-break spaces stay: they hold 20 000 together.
    """
    seen = (c for c in words if c not in _BIDI_CONTROLS | _INVISIBLE)
    visible = "".join(c for c in seen if c.isspace() or unicodedata.category(c) not in _NOT_TEXT)
    return _SPACES.sub(" ", visible).strip()


def quoted(words: str) -> str:
    """A person's words as an answer repeats them: on one line, the beginning of long ones."""
    line = one_line(words)
    return line if len(line) <= _MOST_QUOTED else line[: _MOST_QUOTED - 1].rstrip() + "…"


def plain_digits(words: str) -> str:
    """Decimal digits of any script (１２, ١٢) as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)


def rich(template: str, **values: object) -> Text:
    """Our own template with **bold**, `code` and {placeholders}; values stay literal, Text values nest."""
    spans: list[Span] = []
    end = 0
    for match in _MARKUP.finditer(template):
        spans += _filled(template[end : match.start()], "plain", values)
        style: Style = "bold" if match["bold"] is not None else "code"
        spans += _filled(match["bold"] or match["code"], style, values)
        end = match.end()
    spans += _filled(template[end:], "plain", values)
    return Text(tuple(_joined(spans)))


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours of one style as one: a command and its words are one piece of code."""
    for style, run in groupby(spans, key=lambda span: span.style):
        if joined := "".join(span.text for span in run):
            yield Span(joined, style)


def _filled(template: str, style: Style, values: dict[str, object]) -> list[Span]:
    spans: list[Span] = []
    for place, part in enumerate(_PLACEHOLDER.split(template)):
        if place % 2 == 0:
            spans += [Span(part, style)] if part else []
            continue
        value = values[part]
        spans += value.spans if isinstance(value, Text) else [Span(one_line(str(value)), style)]
    return spans
