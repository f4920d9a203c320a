"""What vouches for a sponsor's link, and for the page from which something was pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

PAGE_LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Shown:
    """What a page showed when it was made.

    link: whose it is. checkpoint: its revision. minutes: their print, "" where there were none.
    """

    link: int
    checkpoint: int
    minutes: str


class SponsorSigner:
    """Signatures use real time, whatever the programme's clock says."""

    def __init__(self, secret: str, real_now: Callable[[], datetime]) -> None:
        self._links = URLSafeSerializer(secret, salt="gamma sponsor link")
        self._pages = URLSafeSerializer(secret, salt="gamma sponsor page")
        self._real_now = real_now

    def link(self, number: int) -> str:
        """Says nothing but which link it is: whether it still leads somewhere is asked each time."""
        return str(self._links.dumps(number))

    def open_link(self, token: str) -> int | None:
        number = _opened(self._links, token)
        return number if isinstance(number, int) else None

    def page(self, shown: Shown) -> str:
        until = int((self._real_now() + PAGE_LIFE).timestamp())
        return str(self._pages.dumps([shown.link, shown.checkpoint, shown.minutes, until]))

    def open_page(self, token: str) -> Shown | None:
        """Nothing for one that was altered, or left open for too long."""
        content = _opened(self._pages, token)
        if not isinstance(content, list) or content[-1] < self._real_now().timestamp():
            return None
        return Shown(*content[:-1])


def _opened(serializer: URLSafeSerializer, token: str) -> Any:
    try:
        return serializer.loads(token)
    except (BadSignature, ValueError):
        return None
