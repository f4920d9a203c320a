"""Paragraphs cut so that they fit into one message, the longest first."""

from collections.abc import Sequence
from dataclasses import replace

from gamma.chat import MESSAGE_CHARACTERS
from gamma.text import Span, Text

_SEPARATOR_LENGTH = len("\n\n")


def fit_paragraphs(paragraphs: Sequence[Text], limit: int = MESSAGE_CHARACTERS) -> tuple[Text, ...]:
    """All of them, those longer than the room that is left for each cut with an ellipsis."""
    room = limit - _SEPARATOR_LENGTH * (len(paragraphs) - 1)
    most = _limit_for_each([len(str(paragraph)) for paragraph in paragraphs], room)
    return tuple(truncate(paragraph, most) for paragraph in paragraphs)


def truncate(text: Text, limit: int) -> Text:
    """The text's beginning, at most so many characters with its ellipsis. A link is whole or left out."""
    if len(str(text)) <= limit:
        return text
    spans, room = [], limit - 1
    for span in text.spans:
        size = len(str(span))
        if size <= room or not span.url:
            spans.append(replace(span, text=span.text[:room]))
        room -= size
        if room <= 0:
            break
    last = [replace(span, text=span.text.rstrip()) for span in spans[-1:]]
    return Text((*spans[:-1], *last, Span("…")))


def _limit_for_each(lengths: Sequence[int], room: int) -> int:
    """The greatest length such that all, cut to it, fill the room at most."""
    left = len(lengths)
    for length in sorted(lengths):
        if length * left > room:
            return room // left
        room -= length
        left -= 1
    return max(lengths, default=0)
