"""The tests that a programme file names in its conditions: what nobody stated decides nothing."""

from decimal import Decimal

import pytest

from gamma.answers import Answers
from gamma.programme.predicates import above_zero, is_zero, share_above, share_at_least


@pytest.mark.parametrize(
    ("answers", "zero", "above"),
    [
        ({}, False, False),
        ({"users": Decimal(0)}, True, False),
        ({"users": Decimal("0.5")}, False, True),
        ({"users": Decimal(1)}, False, True),
    ],
)
def test_a_number_that_is_not_there_is_neither_zero_nor_above(
    answers: Answers, *, zero: bool, above: bool
) -> None:
    assert (is_zero(answers, "users"), above_zero(answers, "users")) == (zero, above)


@pytest.mark.parametrize(
    ("users", "at_least", "above"), [(19, False, False), (20, True, False), (21, True, True)]
)
def test_a_share_is_reached_at_its_border_and_passed_beyond_it(
    users: int, *, at_least: bool, above: bool
) -> None:
    answers: Answers = {"users": Decimal(users), "size": Decimal(2000)}
    assert share_at_least(answers, "users", "size", Decimal(1)) == at_least
    assert share_above(answers, "users", "size", Decimal(1)) == above


@pytest.mark.parametrize("answers", [{}, {"users": Decimal(1)}, {"size": Decimal(1)}])
def test_of_what_is_not_known_there_is_no_share(answers: Answers) -> None:
    assert not share_at_least(answers, "users", "size", Decimal(0))
    assert not share_above(answers, "users", "size", Decimal(0))
