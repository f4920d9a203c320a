"""What this machine can do at this moment, so that a trial ends by what happens, not by how busy it is."""

import time
from statistics import median

_ROUNDS = 5
_STEPS = 500_000
_QUIET_SECONDS = 0.03
"""What one round takes where nobody else is at work, on the machine for which the limits were chosen."""
_STANDSTILL_SECONDS = 60.0
_SECONDS_FOR_ALL, _SECONDS_FOR_A_KILL = 300, 40
"""There: a busy machine has as many times as long."""


def measure() -> float:
    """How many times as long as there a piece of work takes here and now; 1 at least."""
    return max(1.0, median(_round() for _ in range(_ROUNDS)) / _QUIET_SECONDS)


def seconds_left(began: float, progressed: float, kills: int, pace: float) -> float:
    """A trial has the time it takes, as long as something happens: up to an end of its own."""
    stands_still = progressed + _STANDSTILL_SECONDS * pace
    at_most = began + (_SECONDS_FOR_ALL + _SECONDS_FOR_A_KILL * kills) * pace
    return max(0.0, min(stands_still, at_most) - time.monotonic())


def _round() -> float:
    began = time.monotonic()
    for _ in range(_STEPS):
        pass
    return time.monotonic() - began
