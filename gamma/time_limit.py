"""How long what is under way may still take, asked before each step that may wait for others.

A limit is for the whole, of however many steps it is made; one inside another ends with it at the latest.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """For what this thread does inside."""
    token = _ends.set(min(_ends.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def seconds_left(most: float | None = None) -> float | None:
    """For one step, which may take `most` by itself; None: as long as it likes. Raises TimeoutError."""
    left = _ends.get() - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for the whole call is over")
    return min(left, math.inf if most is None else most) if left < math.inf else most
