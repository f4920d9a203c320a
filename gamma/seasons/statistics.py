"""What the report of a season computes with: an interval, and two tests for the same startups twice.

Written with math.comb so that nobody needs a library to run Gamma; tests/gamma/seasons/test_statistics.py
compares them with scipy and statsmodels.
"""

from math import comb, sqrt

MIN_PAIRS = 10
MIN_MOVEMENTS = 5
"""Below these nothing is printed: of a handful of startups a test tells nothing."""

_NORMAL_95 = 1.959963984540054


def wilson_interval(count: int, of: int) -> tuple[float, float] | None:
    """95 % interval (Wilson 1927) of a share; None of nothing."""
    if of == 0:
        return None
    share, squared = count / of, _NORMAL_95**2
    centre = share + squared / (2 * of)
    half = _NORMAL_95 * sqrt(share * (1 - share) / of + squared / (4 * of**2))
    below = 0.0 if count == 0 else (centre - half) / (1 + squared / of)
    above = 1.0 if count == of else (centre + half) / (1 + squared / of)
    return below, above


def sign_test(up: int, down: int) -> float:
    """Two-sided, exact; who did not move is left out."""
    return min(1.0, 2 * _at_most(min(up, down), up + down))


def mcnemar_mid_p(gained: int, lost: int) -> float:
    """McNemar's mid-p (Fagerland, Lydersen, Laake 2013) of those that changed from one side to the other."""
    moved = gained + lost
    observed = comb(moved, gained) / (1 << moved)
    if gained == lost:
        return 1 - observed / 2
    return 2 * _at_most(min(gained, lost), moved) - observed


def is_enough(pairs: int, movements: int) -> bool:
    return pairs >= MIN_PAIRS and movements >= MIN_MOVEMENTS


def _at_most(count: int, of: int) -> float:
    """The chance of so many heads at most."""
    return sum(comb(of, each) for each in range(count + 1)) / (1 << of)
