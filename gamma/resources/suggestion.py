"""What somebody suggests: an address and a title, in either order."""

import re
from dataclasses import dataclass

from gamma.errors import InvalidInputError
from gamma.parsing.text import parse_line
from gamma.resources.resource import TITLE_CHARACTERS, clean_address
from gamma.text import one_line, without_punctuation
from gamma.translator import N_

_ADDRESS = re.compile(r"<?(?P<address>https?://[^\s<>|]+)(?:\|(?P<label>[^>\s][^>]*))?>?", re.IGNORECASE)
_AROUND = " \u00a0\u202f:,;–—-«»“”\"'"
NO_ADDRESS = N_("Write the whole address of the page: it begins with https://.")
NO_TITLE = N_("Write in a few words what it is: others find it by them.")


@dataclass(frozen=True)
class Suggestion:
    """ "" for what was not typed."""

    link: str
    title: str


def parse_suggestion(typed: str) -> Suggestion:
    """Raises InvalidInputError where what looks like an address is none."""
    line = one_line(typed)
    found = _ADDRESS.search(line)
    if found is None:
        return Suggestion("", parse_title(line) if line.strip(_AROUND) else "")
    rest = f"{line[: found.start()]} {line[found.end() :]}".strip(_AROUND)
    title = rest or (found["label"] or "")
    return Suggestion(parse_address(found["address"]), parse_title(title) if title else "")


def parse_address(typed: str) -> str:
    """Raises InvalidInputError."""
    address = clean_address(without_punctuation(typed.strip()))
    if address is None:
        raise InvalidInputError(NO_ADDRESS)
    return address


def parse_title(typed: str) -> str:
    """Raises InvalidInputError."""
    title = parse_line(typed, TITLE_CHARACTERS).strip(_AROUND)
    if not title:
        raise InvalidInputError(NO_TITLE)
    return title
