"""Which of a startup's checkpoints a command is about, and whether the person may plan them."""

import re
from collections.abc import Sequence

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import numbered
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import ClarificationNeeded, Context
from handlers.resolve import resolve_startup
from storage.checkpoints import checkpoints

_NUMBER = re.compile(r"#(\d{1,9})(?:\s+|$)")
NOTHING_PLANNED = N_("No checkpoint is planned for {startup}. `/gamma checkpoint plan` plans one.")

PLACE_TOO_LONG = N_("The place is too long: {limit} characters fit. Nothing was changed.")
NOT_ENROLLED = N_(
    "Reminders come once the startup takes part in the programme: the programme team enrols it with "
    "`/gamma startup enrol`."
)


def resolve_plannable_startup(context: Context, typed: str, asking: str) -> Startup:
    """As startup_meant, for somebody who may plan its checkpoints. Raises UserError.

    typed: "" where the words say something else, such as a moment: then asking repeats them.
    """
    startup = resolve_startup(context, typed, asking)
    context.require(Right.PLAN_CHECKPOINTS, startup)
    return startup


def number_in(typed: str) -> tuple[int | None, str]:
    """ "#12 jeudi 10h" as 12 and "jeudi 10h"; without the sign, 12 may be a day or an hour."""
    found = _NUMBER.match(typed.strip())
    return (int(found[1]), typed.strip()[found.end() :]) if found else (None, typed.strip())


def resolve_checkpoint(context: Context, startup: Startup, number: int | None, asking: str) -> Checkpoint:
    """The one with this number, or the only one planned; asked where there are several. Raises UserError.

    asking: the command to repeat with the chosen one's number.
    """
    if number is not None:
        return planned_with(context, startup, number)
    planned = checkpoints.planned(context.session, startup.id)
    if not planned:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    if len(planned) > 1:
        raise ClarificationNeeded(which_checkpoint(context, startup, planned, asking))
    return planned[0]


def planned_with(context: Context, startup: Startup, number: int) -> Checkpoint:
    """The startup's planned checkpoint with this number. Raises UserError."""
    planned = checkpoints.planned(context.session, startup.id)
    chosen = next((each for each in planned if each.id == number), None)
    if chosen is None:
        raise UserError(N_("This checkpoint is no longer planned. `/gamma checkpoint` shows what is."))
    return chosen


def which_checkpoint(
    context: Context, startup: Startup, planned: Sequence[Checkpoint], asking: str
) -> Message:
    """asking: the command to repeat, "#" standing for the chosen one's number."""
    translator = context.translator
    buttons = [
        Button(
            translator.moment(each.moment, context.now)[:40],
            says=asking.replace("#", numbered(each)),
            about=startup.id,
        )
        for each in planned[:5]
    ]
    return Message(
        (translator.render(N_("Which checkpoint of {startup}?"), startup=startup.name),), tuple(buttons)
    )
