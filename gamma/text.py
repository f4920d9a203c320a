"""Text with a little markup and our own links, in which a person's words can never become any of it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal

Style = Literal["plain", "bold", "code", "link"]

MESSAGE_CHARACTERS = 3800
"""What fits into one message on every platform."""

_BIDI_CONTROLS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064"
    "\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
)
_NOT_SEEN = re.compile(f"[{_BIDI_CONTROLS}{_INVISIBLE}]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_SEEN = "LNPS"  # letters, numbers, punctuation, symbols: the rest is seen only beside them
# Control characters but for spaces, and halves of characters that no database can keep.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"\s{2,}|[^\S\u00a0\u202f]")
_QUOTED_CHARACTERS = 40
_SEPARATOR_LENGTH = len("\n\n")
_ADDRESS = re.compile(
    r"""
    (?: https?://
        (?P<host> [A-Za-z0-9][A-Za-z0-9.-]* | \[[0-9A-Fa-f:.]+\] ) (?: :\d{1,5} )? (?= [/?\#] | $ )
      | mailto: )
    (?: [\w.~:/?\#@!$&'*+,;=-] | %[0-9A-Fa-f]{2} )*
    """,
    re.ASCII | re.VERBOSE,
)
_THIS_MACHINE = frozenset(("localhost", "127.0.0.1", "[::1]"))


@dataclass(frozen=True)
class Span:
    """A run of one style. Its text is literal: renderers escape all of it. Links are made by link()."""

    text: str
    style: Style = "plain"
    url: str = ""

    def __post_init__(self) -> None:
        if (self.style == "link") != bool(self.url):
            raise ValueError("a link has an address, and only a link")
        if self.url and not _ADDRESS.fullmatch(self.url):
            raise ValueError(f"{self.url[:60]!r} is not an address of a page or for a mail, percent-encoded")

    def __str__(self) -> str:
        """As plain text a page's address follows its label; what a mail would say does not."""
        apart = self.url and not self.url.startswith("mailto:") and self.url != self.text
        return f"{self.text} ({self.url})" if apart else self.text


@dataclass(frozen=True)
class Text:
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "".join(str(span) for span in self.spans)

    @staticmethod
    def lines(*texts: "Text") -> "Text":
        """The texts one below the other, as one paragraph."""
        spans: list[Span] = []
        for text in texts:
            spans += (Span("\n"), *text.spans) if spans else text.spans
        return Text(tuple(spans))


def link(label: str, url: str, own: str = "") -> Text:
    """Words that lead to a page, or to a mail ready to be sent (see mailto() in gamma/mailto.py).

    Any other address is refused (ValueError). http:// is for this machine, and for pages below `own`, our
    own address (GAMMA_URL). Parentheses are percent-encoded: Mattermost's web client counts them.
    """
    address = url.replace("(", "%28").replace(")", "%29")
    match = _ADDRESS.fullmatch(address)
    safe = match and (not _is_readable_on_the_way(match) or (own and address.startswith(f"{own}/")))
    if not safe:
        raise ValueError(f"{url[:60]!r} may not become a link")
    if not (line := one_line(label)):
        raise ValueError("a link needs a label")
    return Text((Span(line, "link", address),))


def _is_readable_on_the_way(address: re.Match[str]) -> bool:
    """Whether others on the way could read and change the page."""
    return address[0].startswith("http://") and address["host"] not in _THIS_MACHINE


def one_line(words: str) -> str:
    """What a person typed, on one line, without control, invisible or direction-changing characters.

    No-break spaces stay: they hold 20 000 together. "" where nothing of it can be seen.
    """
    if words.isascii() and words.isprintable() and "  " not in words:  # most are: there is nothing to do
        return words.strip()
    visible = _NOT_TEXT.sub("", without_invisible(words))
    if not any(unicodedata.category(c)[0] in _SEEN for c in visible):
        return ""
    return _SPACES.sub(" ", visible).strip()


def without_invisible(words: str) -> str:
    """Without characters that cannot be seen, or that turn the direction; those that join emoji stay."""
    return _NOT_SEEN.sub("", words)


def clean_typed(words: str) -> str:
    """What somebody typed or pasted, line by line, as it is read: once, where it comes in.

    Pages and mails that it was copied from leave `&amp;` and `&#39;` in it. None of them ends a line.
    """
    return without_invisible(_ENTITY.sub(lambda entity: _in_line(unescape(entity[0])), words))


def _in_line(character: str) -> str:
    """A no-break space stays one."""
    return " " if character.isspace() and character not in "\u00a0\u202f" else character


def without_punctuation(address: str) -> str:
    """The end of an address without what a sentence or a mail program put after it."""
    return without_invisible(address).rstrip(".,;:!?…)]}>»”’\"' \u00a0\u202f")


def quoted(words: str) -> str:
    """A person's words as an answer repeats them: on one line, the beginning of long ones."""
    line = one_line(words)
    return line if len(line) <= _QUOTED_CHARACTERS else line[: _QUOTED_CHARACTERS - 1].rstrip() + "…"


def plain_digits(words: str) -> str:
    """Decimal digits of any script (１２, ١٢) as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in words)


# --- cut so that it fits, the longest first ------------------------------------------------------------


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
