"""The table of rights, as a full matrix."""

from itertools import product

import pytest

from gamma.people.rights import RIGHTS, Right, Role, Roles, role_may

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
    Right.GIVE_COUNTER_VIEW: (False, True, False, False, False),
    Right.ENROL: (False, False, False, True, False),
    Right.ASSIGN_MANAGER: (False, False, False, True, False),
    Right.PLAN_CHECKPOINTS: (True, True, False, True, False),
    Right.ASK_EXPERT: (True, True, False, False, False),
    Right.SEE_QUESTIONS: (True, True, False, False, False),
    Right.COUNT_QUESTIONS: (True, True, False, True, False),
}
COLUMNS = (Role.MEMBER, Role.MANAGER, Role.EXPERT, Role.PROGRAMME, Role.OTHER)


@pytest.mark.parametrize(("right", "role"), list(product(Right, Role)), ids=lambda value: value.name)
def test_each_role_may_do_what_the_table_says(right: Right, role: Role) -> None:
    assert role_may(role, right) is MATRIX[right][COLUMNS.index(role)]


def test_every_right_is_in_the_table() -> None:
    assert set(RIGHTS) == set(Right)


@pytest.mark.parametrize(("programme", "manager", "member", "expert"), list(product([True, False], repeat=4)))
def test_outside_roles_come_before_membership(
    programme: bool, manager: bool, member: bool, expert: bool
) -> None:
    role = Roles(programme, manager, member, expert).role
    if programme:
        assert role is Role.PROGRAMME
    elif manager:
        assert role is Role.MANAGER
    elif member:
        assert role is Role.MEMBER
    else:
        assert role is (Role.EXPERT if expert else Role.OTHER)


def test_a_manager_in_the_teams_channel_cannot_answer_as_the_team() -> None:
    assert not Roles(is_manager=True, is_member=True).may(Right.ASSESS)


@pytest.mark.parametrize(
    ("right", "roles"),
    list(product(Right, product([True, False], repeat=4))),
    ids=lambda value: value.name if isinstance(value, Right) else "".join("01"[held] for held in value),
)
def test_what_each_joining_of_roles_may(right: Right, roles: tuple[bool, bool, bool, bool]) -> None:
    """The right of the role that counts, and of the manager that somebody of the programme team is too."""
    held = Roles(*roles)
    counts = MATRIX[right][COLUMNS.index(held.role)]
    follows = held.is_manager and MATRIX[right][COLUMNS.index(Role.MANAGER)]
    assert held.may(right) is (counts or follows)


def test_the_programme_team_gives_an_outside_view_only_of_what_it_follows() -> None:
    assert Roles(is_programme_team=True, is_manager=True).may(Right.GIVE_COUNTER_VIEW)
    assert not Roles(is_programme_team=True, is_member=True).may(Right.GIVE_COUNTER_VIEW)
    assert not Roles(is_programme_team=True, is_manager=True, is_member=True).may(Right.ASSESS)
