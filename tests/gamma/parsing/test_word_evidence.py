"""What a piece of a word speaks for: how much more often than by chance, and never against."""

from math import log

import pytest

from gamma.parsing.word_evidence import learn

LINES = [[["abc", "bcd"], ["abc"]], [["bcd"]], [["xyz"]]]
SIZES = [2.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("piece", "weights"),
    [
        ("abc", (log(2.15 / (2.3 * 0.5)), 0.0, 0.0)),
        ("bcd", (log(1.15 / (2.3 * 0.5)), log(1.075 / (2.3 * 0.25)), 0.0)),
        ("xyz", (0.0, 0.0, log(1.075 / (1.3 * 0.25)))),
    ],
)
def test_a_piece_speaks_for_what_it_is_often_said_of(piece: str, weights: tuple[float, ...]) -> None:
    assert learn(LINES, SIZES).pieces[piece] == pytest.approx(weights)


def test_what_is_in_everything_alike_speaks_for_nothing() -> None:
    learned = learn([[["abc"]], [["abc"]]], [1.0, 1.0])
    assert learned.pieces["abc"] == pytest.approx((0.0, 0.0))


def test_a_rarer_one_than_by_chance_speaks_against_nothing() -> None:
    learned = learn([[["abc"]] * 9, [["abc"]]], [1.0, 1.0])
    assert learned.pieces["abc"][1] == 0.0
