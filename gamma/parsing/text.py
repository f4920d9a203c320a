"""A text as people type it, on one line or several, short enough to be kept."""

from gamma.errors import InvalidInputError
from gamma.text import one_line
from gamma.translator import N_


def parse_line(typed: str, limit: int) -> str:
    """Raises InvalidInputError."""
    return _checked_length(one_line(typed), limit)


def parse_lines(typed: str, limit: int) -> str:
    """Line by line. Raises InvalidInputError."""
    lines = (one_line(line) for line in typed.splitlines())
    return _checked_length("\n".join(lines).strip("\n"), limit)


def _checked_length(text: str, limit: int) -> str:
    if len(text) > limit:
        sentence = N_("This text has {length} characters; {limit} fit here. Please shorten it.")
        raise InvalidInputError(
            sentence, length=lambda w: w.number(len(text)), limit=lambda w: w.number(limit)
        )
    return text
