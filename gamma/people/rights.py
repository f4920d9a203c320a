"""Who may do what: the one table of roles and rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Role(Enum):
    """What somebody is for one startup."""

    MEMBER = auto()
    MANAGER = auto()
    EXPERT = auto()
    PROGRAMME = auto()
    OTHER = auto()


class Right(Enum):
    """What somebody may or may not do for one startup."""

    SEE_STARTUP = auto()
    ASSESS = auto()
    SHARE_RESULT = auto()
    SEE_SHARED_RESULTS = auto()
    LINK_FIRST_CHANNEL = auto()
    LINK_FURTHER_CHANNEL = auto()
    UNLINK_CHANNEL = auto()
    EDIT_STARTUP = auto()
    STATE_METRIC = auto()
    GIVE_OUTSIDE_VIEW = auto()
    SET_ROUNDS = auto()
    OPEN_ROUNDS = auto()
    ENROL = auto()
    ASSIGN_MANAGER = auto()
    SEE_PORTFOLIO = auto()
    PLAN_CHECKPOINTS = auto()
    ASK_EXPERT = auto()
    SEE_QUESTIONS = auto()
    COUNT_QUESTIONS = auto()
    READ_INTERNAL_NOTES = auto()


_TEAM_ALONE = frozenset({Role.MEMBER})
_TEAM_AND_MANAGER = frozenset({Role.MEMBER, Role.MANAGER})
_AROUND_THE_TEAM = frozenset({Role.MEMBER, Role.MANAGER, Role.PROGRAMME})
_PROGRAMME_TEAM = frozenset({Role.PROGRAMME})
_EVERYBODY = frozenset(Role)

RIGHTS: Mapping[Right, frozenset[Role]] = {
    Right.SEE_STARTUP: _AROUND_THE_TEAM,
    Right.ASSESS: _TEAM_ALONE,
    Right.SHARE_RESULT: _TEAM_ALONE,
    Right.SEE_SHARED_RESULTS: _AROUND_THE_TEAM,
    Right.LINK_FIRST_CHANNEL: _EVERYBODY,
    Right.LINK_FURTHER_CHANNEL: _AROUND_THE_TEAM,
    Right.UNLINK_CHANNEL: _AROUND_THE_TEAM,
    Right.EDIT_STARTUP: _AROUND_THE_TEAM,
    Right.STATE_METRIC: _AROUND_THE_TEAM,
    Right.GIVE_OUTSIDE_VIEW: frozenset({Role.MANAGER}),
    Right.SET_ROUNDS: _AROUND_THE_TEAM,
    Right.OPEN_ROUNDS: _PROGRAMME_TEAM,
    Right.ENROL: _PROGRAMME_TEAM,
    Right.ASSIGN_MANAGER: _PROGRAMME_TEAM,
    Right.SEE_PORTFOLIO: frozenset({Role.MANAGER, Role.PROGRAMME}),
    Right.PLAN_CHECKPOINTS: _AROUND_THE_TEAM,
    Right.ASK_EXPERT: _TEAM_AND_MANAGER,
    Right.SEE_QUESTIONS: _TEAM_AND_MANAGER,
    Right.COUNT_QUESTIONS: _AROUND_THE_TEAM,
    Right.READ_INTERNAL_NOTES: _TEAM_AND_MANAGER,
}


@dataclass(frozen=True)
class Roles:
    """All the roles that somebody has beside one startup."""

    is_programme_team: bool
    is_manager: bool
    is_member: bool

    @property
    def role(self) -> Role:
        """The one role that counts, outside roles first.

        The programme team and a portfolio manager who speak in a team's channel are visiting: being in the
        channel does not make them members, or their view would be counted among the team's own answers.
        """
        if self.is_programme_team:
            return Role.PROGRAMME
        if self.is_manager:
            return Role.MANAGER
        return Role.MEMBER if self.is_member else Role.OTHER

    def may(self, right: Right) -> bool:
        """Somebody of the programme team who also follows the startup may what its portfolio manager may."""
        allowed = RIGHTS[right]
        return self.role in allowed or (self.is_manager and Role.MANAGER in allowed)
