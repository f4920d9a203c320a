"""The interval and the tests of the report, beside scipy, statsmodels and numbers computed by hand."""

import pytest
from scipy.stats import binom, binomtest
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from gamma.seasons.statistics import is_enough, mcnemar_mid_p, sign_test, wilson_interval

COUNTS = [(0, 1), (1, 1), (0, 24), (8, 24), (16, 24), (24, 24), (3, 250), (125, 250)]
MOVES = [(0, 5), (5, 0), (1, 7), (2, 9), (6, 6), (1, 1), (12, 3), (40, 61), (300, 250)]


@pytest.mark.parametrize(("count", "of"), COUNTS)
def test_the_interval_is_wilsons(count: int, of: int) -> None:
    expected = proportion_confint(count, of, method="wilson")
    assert wilson_interval(count, of) == pytest.approx(expected, abs=1e-9)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson_interval(0, 0) is None


def test_the_interval_by_hand() -> None:
    # 16 of 24: centre (2/3 + 0.080031) / 1.160061, half width 0.176608
    assert wilson_interval(16, 24) == pytest.approx((0.4671, 0.8203), abs=1e-4)


@pytest.mark.parametrize(("up", "down"), MOVES)
def test_the_sign_test_is_exact(up: int, down: int) -> None:
    assert sign_test(up, down) == pytest.approx(binomtest(up, up + down).pvalue)


@pytest.mark.parametrize(("gained", "lost"), MOVES)
def test_the_mid_p_is_mcnemars_exact_one_less_the_chance_of_what_was_seen(gained: int, lost: int) -> None:
    exact = mcnemar([[0, gained], [lost, 0]], exact=True).pvalue
    seen = binom.pmf(gained, gained + lost, 0.5)
    expected = 1 - seen / 2 if gained == lost else exact - seen
    assert mcnemar_mid_p(gained, lost) == pytest.approx(expected)


def test_the_mid_p_of_the_paper() -> None:
    # Fagerland, Lydersen, Laake (2013): of 21 children 1 changed one way and 7 the other, mid-p 0.039
    assert mcnemar_mid_p(1, 7) == pytest.approx(0.0390625)


@pytest.mark.parametrize(
    ("pairs", "movements", "enough"), [(10, 5, True), (9, 5, False), (10, 4, False), (24, 24, True)]
)
def test_little_is_not_tested(pairs: int, movements: int, enough: bool) -> None:
    assert is_enough(pairs, movements) is enough


@pytest.mark.parametrize("large", [1_000, 2_000])
def test_many_startups_are_no_trouble(large: int) -> None:
    assert 0 < sign_test(large, large + 90) < 1
