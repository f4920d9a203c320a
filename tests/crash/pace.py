"""What this machine can do at this moment, so that a trial ends by what happens, not by how busy it is."""

import time
from statistics import median

_ROUNDS = 5
_STEPS = 500_000
_QUIET_SECONDS = 0.03
"""What one round takes where nobody else is at work, on the machine for which the limits were chosen."""


def measure() -> float:
    """How many times as long as there a piece of work takes here and now; 1 at least."""
    return max(1.0, median(_round() for _ in range(_ROUNDS)) / _QUIET_SECONDS)


def _round() -> float:
    began = time.monotonic()
    for _ in range(_STEPS):
        pass
    return time.monotonic() - began
