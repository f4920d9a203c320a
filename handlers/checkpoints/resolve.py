"""Which of a startup's checkpoints a command is about, and whether the person may plan them."""

from collections.abc import Sequence

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.resolve import resolve_startup
from storage.checkpoints import checkpoints

_ARTICLES = ("", "un", "le", "la", "une", "ce", "notre", "mon", "a", "the", "our", "this", "my")
_NOUNS = ("point", "point d’étape", "rdv", "rendez-vous", "réunion", "checkpoint", "meeting")
A_CHECKPOINT = tuple(
    f"{article} {which} {noun} {whom}"
    for article in _ARTICLES
    for which in ("", "prochain", "nouveau", "next", "new")
    for noun in _NOUNS
    for whom in ("", "avec le sponsor", "avec notre sponsor", "with the sponsor", "with our sponsor")
)
"""As people say of what a command of checkpoints is: "annuler le point"."""
NOTHING_PLANNED = N_("No checkpoint is planned for {startup}. `/gamma checkpoint plan` plans one.")

PLACE_TOO_LONG = N_("The place is too long: {limit} characters fit. Nothing was changed.")
NOT_ENROLLED = N_(
    "Reminders come once the startup takes part in the programme: the programme team enrols it with "
    "`/gamma startup enrol`."
)


def resolve_plannable_startup(context: Context, typed: str, asking: str) -> Startup:
    """As resolve_startup, for somebody who may plan its checkpoints. Raises UserError.

    typed: "" where the words say something else, such as a moment: then asking repeats them.
    """
    startup = resolve_startup(context, typed, asking)
    context.require(Right.PLAN_CHECKPOINTS, startup)
    return startup


def resolve_checkpoint(context: Context, startup: Startup, number: int | None, asking: str) -> Checkpoint:
    """The one with this number, or the only one planned; asked where there are several. Raises UserError.

    asking: the command to repeat with the chosen one's number.
    """
    if number is not None:
        return require_planned(context, startup, number)
    planned = checkpoints.list_planned(context.session, startup.id)
    if not planned:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    if len(planned) > 1:
        raise which_checkpoint(context, startup, planned, asking)
    return planned[0]


def require_planned(context: Context, startup: Startup, number: int) -> Checkpoint:
    """The startup's planned checkpoint with this number. Raises UserError."""
    planned = checkpoints.list_planned(context.session, startup.id)
    chosen = next((each for each in planned if each.id == number), None)
    if chosen is None:
        raise UserError(N_("This checkpoint is no longer planned. `/gamma checkpoint` shows what is."))
    return chosen


def which_checkpoint(
    context: Context, startup: Startup, choices: Sequence[Checkpoint], asking: str
) -> ClarificationNeeded:
    """asking: the command to repeat, "#" standing for the chosen one's number."""
    translator = context.translator
    buttons = [
        Button(
            translator.moment(each.moment, context.now)[:40],
            says=asking.replace("#", number_sign(each)),
            about=startup.id,
        )
        for each in choices[:5]
    ]
    question = translator.render(N_("Which checkpoint of {startup}?"), startup=startup.name)
    return ClarificationNeeded(Message((question,), tuple(buttons)))
