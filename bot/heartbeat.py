"""Tells a monitor elsewhere, each minute, that the bot is well or that it is not."""

import logging
import time
from collections.abc import Callable

import httpx

log = logging.getLogger(__name__)

EVERY_SECONDS = 60
_TIME_LIMIT = 10.0


class Heartbeat:
    """As healthchecks.io and its like expect: GET the address when all is well, address/fail when not.

    The address is a secret of its own: it is never logged.
    """

    def __init__(
        self,
        url: str,
        troubles: Callable[[], list[str]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = url
        self._troubles = troubles
        self._monotonic = monotonic
        self._next = monotonic()

    def beat(self) -> None:
        """Once a minute, however often it is called; a monitor that does not answer is only logged."""
        if not self._url or self._monotonic() < self._next:
            return
        self._next = self._monotonic() + EVERY_SECONDS
        url = f"{self._url}/fail" if self._troubles() else self._url
        try:
            httpx.get(url, timeout=_TIME_LIMIT).raise_for_status()
        except httpx.HTTPStatusError as error:
            log.warning("the heartbeat's monitor answers HTTP %s", error.response.status_code)
        except httpx.HTTPError as error:
            log.warning("the heartbeat's monitor does not answer: %s", type(error).__name__)
