"""Which role counts where somebody has several beside one startup, and what they may together."""

from dataclasses import fields
from itertools import product
from typing import Any

import pytest

from gamma.people.rights import RIGHTS, Right, Role
from handlers.engine.context import Context

HERE = "velo-facile"
JOINED = list(product([True, False], repeat=3))


def asked_by(*, programme: bool = False, manager: bool = False, member: bool = False) -> Context:
    """A request of which nothing is known but who asks."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(Context))
    values["is_programme_team"] = programme
    values["manages"] = frozenset([HERE] if manager else [])
    values["member_of"] = frozenset([HERE] if member else [])
    return Context(**values)


@pytest.mark.parametrize(("programme", "manager", "member"), JOINED)
def test_outside_roles_come_before_membership(programme: bool, manager: bool, member: bool) -> None:
    context = asked_by(programme=programme, manager=manager, member=member)
    role = context.role_in(HERE)
    if programme:
        assert role is Role.PROGRAMME
    elif manager:
        assert role is Role.MANAGER
    else:
        assert role is (Role.MEMBER if member else Role.OTHER)
    assert context.role_in("elsewhere") is (Role.PROGRAMME if programme else Role.OTHER)


def test_a_manager_in_the_teams_channel_cannot_answer_as_the_team() -> None:
    assert not asked_by(manager=True, member=True).may(Right.ASSESS, HERE)


@pytest.mark.parametrize(
    ("right", "roles"),
    list(product(Right, JOINED)),
    ids=lambda value: value.name if isinstance(value, Right) else "".join("01"[held] for held in value),
)
def test_what_each_joining_of_roles_may(right: Right, roles: tuple[bool, bool, bool]) -> None:
    """The right of the role that counts, and of the manager that somebody of the programme team is too."""
    programme, manager, member = roles
    context = asked_by(programme=programme, manager=manager, member=member)
    counts = context.role_in(HERE) in RIGHTS[right]
    follows = manager and Role.MANAGER in RIGHTS[right]
    assert context.may(right, HERE) is (counts or follows)


def test_the_programme_team_gives_an_outside_view_only_of_what_it_follows() -> None:
    assert asked_by(programme=True, manager=True).may(Right.GIVE_OUTSIDE_VIEW, HERE)
    assert not asked_by(programme=True, member=True).may(Right.GIVE_OUTSIDE_VIEW, HERE)
    assert not asked_by(programme=True, manager=True, member=True).may(Right.ASSESS, HERE)
