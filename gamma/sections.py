"""Titled lists cut so that all of them fit into one message: the longest lose their ends, and it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gamma.text import MESSAGE_CHARACTERS, Span, Text, fit_paragraphs, quoted, truncate
from gamma.translator import Translator

VERDICT_SIGNS = ("✔", "◐", "✖", "○")
"""A line that begins with one of these needs no bullet before it."""

_SEPARATOR_LENGTH = len("\n\n")
_LONGEST_LINE = 1000
_MOST_LINES = 100
_SIZES = (
    *((_MOST_LINES, _LONGEST_LINE), (40, _LONGEST_LINE), (40, 300), (20, 300), (12, 300), (12, 160)),
    *((8, 160), (5, 160), (3, 160), (2, 120), (1, 100)),
)
"""Lines for each section at most, and characters for each line, the widest first."""


@dataclass(frozen=True)
class Section:
    """placeholder: stands where there is no line. rest_command: shows the lines cut, if one does.

    names: one for each line, by which those that are cut are still named.
    """

    title: Text
    lines: Sequence[Text]
    placeholder: Text | None = None
    rest_command: str = ""
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Fitted:
    """shown: of each section so many lines, the first ones, are there; 0 where that is not sure."""

    paragraphs: tuple[Text, ...]
    shown: int


def fit_sections(
    translator: Translator,
    head: Sequence[Text],
    sections: Sequence[Section],
    closing: Sequence[Text] = (),
    limit: int = MESSAGE_CHARACTERS,
) -> tuple[Text, ...]:
    """A paragraph for each section with lines, between those that stand above and below."""
    return fit(translator, head, sections, closing, limit).paragraphs


def fit(
    translator: Translator,
    head: Sequence[Text],
    sections: Sequence[Section],
    closing: Sequence[Text] = (),
    limit: int = MESSAGE_CHARACTERS,
) -> Fitted:
    """The same, for who has to know what was left out."""
    paragraphs: list[Text] = []
    for most, length in _SIZES:
        paragraphs = [*head, *_paragraphs(translator, sections, most, length), *closing]
        if sum(len(str(each)) + _SEPARATOR_LENGTH for each in paragraphs) - _SEPARATOR_LENGTH <= limit:
            return Fitted(tuple(paragraphs), most)
    return Fitted(fit_paragraphs(paragraphs, limit), 0)


def whole_sections(
    translator: Translator, head: Sequence[Text], sections: Sequence[Section], closing: Sequence[Text]
) -> list[Text]:
    """The same with every line, however long it gets."""
    every = max((len(section.lines) for section in sections), default=0)
    return [*head, *_paragraphs(translator, sections, every, _LONGEST_LINE), *closing]


def section_length(translator: Translator, section: Section) -> int:
    """Characters that it takes with every line."""
    return sum(len(str(each)) + _SEPARATOR_LENGTH for each in whole_sections(translator, (), [section], ()))


def bullet(text: Text) -> Text:
    return Text((Span("• "), *text.spans))


def join_line(parts: Sequence[Text]) -> Text:
    """On one line, with a point between them."""
    spans: list[Span] = []
    for part in parts:
        spans += (Span(" · "), *part.spans) if spans else part.spans
    return Text(tuple(spans))


def join_sentences(texts: Sequence[Text]) -> Text:
    """One after the other, as one paragraph."""
    spans: list[Span] = []
    for each in texts:
        spans += (Span(" "), *each.spans) if spans else each.spans
    return Text(tuple(spans))


def literal_text(typed: str) -> Text:
    """A person's words, and nothing else."""
    return Text((Span(typed),))


def _paragraphs(
    translator: Translator, sections: Sequence[Section], most: int, length: int
) -> Iterator[Text]:
    """Neighbours without a line stand below one another."""
    shown = [section for section in sections if section.lines or section.placeholder]
    for has_lines, run in groupby(shown, key=lambda section: bool(section.lines)):
        if has_lines:
            yield from (_section_text(translator, section, most, length) for section in run)
        else:
            yield Text.lines(*(join_line([each.title, each.placeholder]) for each in run if each.placeholder))


def _section_text(translator: Translator, section: Section, most: int, length: int) -> Text:
    lines = [truncate(line, length) for line in section.lines[:most]]
    shown = [line if str(line).startswith(VERDICT_SIGNS) else bullet(line) for line in lines]
    left = len(section.lines) - len(shown)
    return Text.lines(section.title, *shown, *_omitted_line(translator, section, left))


def _omitted_line(translator: Translator, section: Section, left: int) -> list[Text]:
    if not left:
        return []
    if section.rest_command:
        return [
            translator.plural(
                "…and one more: `/gamma {command}`",
                "…and {count} more: `/gamma {command}`",
                left,
                command=section.rest_command,
            )
        ]
    names = translator.listed([quoted(name) for name in section.names[-left:]])
    if 0 < len(names) <= _LONGEST_LINE:
        return [translator.plural("…and one more: {names}", "…and {count} more: {names}", left, names=names)]
    return [translator.plural("…and one more", "…and {count} more", left)]
