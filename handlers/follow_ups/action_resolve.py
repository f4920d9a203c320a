"""Which action a number means, and whether the person may change it."""

from gamma.errors import UserError
from gamma.follow_ups.follow_up import Action
from gamma.people.rights import Right
from gamma.translator import N_
from handlers.context import Context
from handlers.subcommands import number_first
from storage.follow_ups import actions

_WHICH = N_("Which action? Write its number, as in `/gamma actions done 3`. Nothing was changed.")
_NO_SUCH_ACTION = N_("I cannot find the action #{number} here. `/gamma actions` shows what is open.")


def resolve_action(context: Context, typed: str) -> Action:
    """Its number tells the startup as well; its owner may, wherever they are. Raises UserError."""
    number, _ = number_first(typed)
    if number is None:
        raise UserError(_WHICH)
    action = actions.load(context.session, number)
    if action is None or not _may(context, action):
        raise UserError(_NO_SUCH_ACTION, number=number)
    return action


def _may(context: Context, action: Action) -> bool:
    is_owner = action.owner_id == context.actor.id
    return is_owner or context.may(Right.PLAN_CHECKPOINTS, action.startup_id)
