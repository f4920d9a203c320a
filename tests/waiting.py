"""Waiting for what happens in another thread or process: it can only be asked again and again."""

import time
from collections.abc import Callable


def until(
    condition: Callable[[], object], seconds: float = 10, failing: str = "not so", every: float = 0.01
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{failing} after {seconds} seconds"
        time.sleep(every)
