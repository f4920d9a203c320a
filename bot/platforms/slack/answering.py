"""Whether those who act on Slack are answered, for whoever asks whether the bot is well."""

import time
from collections.abc import Callable
from threading import Lock

_FEW = 3
"""One answer that is lost is nobody's fault that could be mended."""
_REMEMBERED_SECONDS = 300.0
"""Nobody may act for a while: then it is not known any more."""


class Answering:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = Lock()
        self._unanswered = 0
        self._latest = 0.0

    def answered(self) -> None:
        with self._lock:
            self._unanswered = 0

    def unanswered(self) -> None:
        with self._lock:
            self._unanswered += 1
            self._latest = self._monotonic()

    def troubles(self) -> list[str]:
        with self._lock:
            if self._unanswered < _FEW or self._monotonic() - self._latest > _REMEMBERED_SECONDS:
                return []
            return [f"slack: the last {self._unanswered} commands and clicks were not answered"]
