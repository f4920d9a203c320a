"""Which version the server has, and what it can show by that; asked again every hour: it may be renewed."""

import logging
import re
from collections.abc import Callable

from gamma.chat import ChatError

KNOWN_SECONDS = 3600.0
RETRY_SECONDS = 60.0
_DIALOGS = (11, 1)
"""Date pickers in dialogs, and a dialog in answer to a dialog, came with it."""

log = logging.getLogger(__name__)


class ServerVersion:
    def __init__(self, ask: Callable[[], str], monotonic: Callable[[], float]) -> None:
        """ask: the server; it may raise ChatError."""
        self._ask = ask
        self._monotonic = monotonic
        self._version = (0, 0)
        self._until = float("-inf")

    def refresh(self) -> None:
        """Ask, unless it is known. Not told, it stays what it was: an old one at first."""
        if self._monotonic() < self._until:
            return
        try:
            told = re.match(r"(\d+)\.(\d+)", self._ask())
            seconds = KNOWN_SECONDS
        except ChatError as error:
            log.info("Mattermost did not tell its version: %s", error.reason)
            told, seconds = None, RETRY_SECONDS
        if told:
            self._version = (int(told[1]), int(told[2]))
        self._until = self._monotonic() + seconds

    @property
    def has_newer_dialogs(self) -> bool:
        """As far as it is known."""
        return self._version >= _DIALOGS
