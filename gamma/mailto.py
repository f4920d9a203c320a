"""A mail ready to be sent, as an address that mail programs open (RFC 6068)."""

from collections.abc import Sequence
from urllib.parse import quote

from gamma.text import one_line

MOST_CHARACTERS = 2000
"""On Windows, Chromium drops addresses for other programs in silence when they are longer than 2,048
(kMaxUrlLength in platform_util_win.cc), and what Electron opens, as the applications of Slack and Mattermost
do, has to be shorter than 2,083 (electron#9987)."""
_MOST_FOR_ADDRESSES = 400
_MOST_OF_SUBJECT = 100
_LINE_BREAK = quote("\r\n")


def mailto(to: str | Sequence[str], subject: str, *bodies: str) -> str:
    """The address for link(). Without `to`, or with more than fits, the reader fills in whom to write to.

    bodies: the same mail ever shorter. The first that fits whole is taken, none is cut; where none fits the
    mail has a subject alone.
    """
    written_to = [one_line(address) for address in ([to] if isinstance(to, str) else to)]
    addresses = ",".join(quote(address, safe="@") for address in written_to if address)
    if len(addresses) > _MOST_FOR_ADDRESSES:
        addresses = ""
    head = f"mailto:{addresses}?subject={_encode(one_line(subject)[:_MOST_OF_SUBJECT])}&body="
    room = MOST_CHARACTERS - len(head)
    return head + next((body for body in map(_as_body, bodies) if len(body) <= room), "")


def _encode(words: str) -> str:
    """Nothing of it ends a field or begins another; a blank is never a plus."""
    return quote(words, safe="")


def _as_body(text: str) -> str:
    return _LINE_BREAK.join(_encode(one_line(line)) for line in text.strip().splitlines())
