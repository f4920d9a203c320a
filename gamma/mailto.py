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
_CUT = quote("[…]", safe="")


def mailto(to: str | Sequence[str], subject: str, body: str) -> str:
    """The address for link(). Without `to`, or with more than fits, the reader fills in whom to write to.

    A body that is too long ends after a whole line, with a mark of its own below.
    """
    written_to = [one_line(address) for address in ([to] if isinstance(to, str) else to)]
    addresses = ",".join(quote(address, safe="@") for address in written_to if address)
    if len(addresses) > _MOST_FOR_ADDRESSES:
        addresses = ""
    head = f"mailto:{addresses}?subject={_encode(one_line(subject)[:_MOST_OF_SUBJECT])}&body="
    lines = [_encode(one_line(line)) for line in body.strip().splitlines()]
    return head + _fit_body(lines, MOST_CHARACTERS - len(head))


def _encode(words: str) -> str:
    """Nothing of it ends a field or begins another; a blank is never a plus."""
    return quote(words, safe="")


def _fit_body(lines: list[str], room: int) -> str:
    if len(whole := _LINE_BREAK.join(lines)) <= room:
        return whole
    lines_that_fit: list[str] = []
    room -= len(_CUT)
    for line in lines:
        room -= len(line) + len(_LINE_BREAK)
        if room < 0:
            break
        lines_that_fit.append(line)
    return _LINE_BREAK.join([*lines_that_fit, _CUT])
