"""The table of rights, as a full matrix."""

from itertools import product

import pytest

from gamma.people.rights import RIGHTS, Right, Role

#                            member, manager, expert, programme, other
MATRIX = {
    Right.SEE_STARTUP: (True, True, False, True, False),
    Right.ASSESS: (True, False, False, False, False),
    Right.SHARE_RESULT: (True, False, False, False, False),
    Right.SEE_SHARED_RESULTS: (True, True, False, True, False),
    Right.LINK_FIRST_CHANNEL: (True, True, True, True, True),
    Right.LINK_FURTHER_CHANNEL: (True, True, False, True, False),
    Right.UNLINK_CHANNEL: (True, True, False, True, False),
    Right.EDIT_STARTUP: (True, True, False, True, False),
    Right.STATE_METRIC: (True, True, False, True, False),
    Right.GIVE_OUTSIDE_VIEW: (False, True, False, False, False),
    Right.SET_ROUNDS: (True, True, False, True, False),
    Right.OPEN_ROUNDS: (False, False, False, True, False),
    Right.ENROL: (False, False, False, True, False),
    Right.ASSIGN_MANAGER: (False, False, False, True, False),
    Right.PLAN_CHECKPOINTS: (True, True, False, True, False),
    Right.ASK_EXPERT: (True, True, False, False, False),
    Right.SEE_QUESTIONS: (True, True, False, False, False),
    Right.COUNT_QUESTIONS: (True, True, False, True, False),
    Right.READ_INTERNAL_NOTES: (True, True, False, False, False),
    Right.SEE_PORTFOLIO: (False, True, False, True, False),
}
COLUMNS = (Role.MEMBER, Role.MANAGER, Role.EXPERT, Role.PROGRAMME, Role.OTHER)


@pytest.mark.parametrize(("right", "role"), list(product(Right, Role)), ids=lambda value: value.name)
def test_each_role_may_do_what_the_table_says(right: Right, role: Role) -> None:
    assert (role in RIGHTS[right]) is MATRIX[right][COLUMNS.index(role)]


def test_every_right_is_in_the_table() -> None:
    assert set(RIGHTS) == set(Right)
