"""`/gamma checkpoint postpone`: with a moment it moves the checkpoint, else one's own reminder alone."""

from gamma.chat import Button, Message
from gamma.checkpoints.messages import numbered
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints import schedule, snooze
from handlers.checkpoints.resolve import number_in, resolve_checkpoint, resolve_plannable_startup
from handlers.context import Context, Response


def postpone(context: Context, typed: str) -> Response:
    number, words = number_in(typed)
    if snooze.is_later(words):
        return snooze.remind(context, typed)
    if words:
        return schedule.move(context, typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint postpone {typed}".strip())
    return _which_way(context, startup, number)


def _which_way(context: Context, startup: Startup, number: int | None) -> Message:
    """The word means both: the smaller step comes first."""
    checkpoint = resolve_checkpoint(context, startup, number, "checkpoint postpone #")
    translator, which = context.translator, numbered(checkpoint)
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    asked = N_(
        "Shall I put off the reminder, for you alone, or the checkpoint itself ({when}), for everybody?"
    )
    ways = (
        (N_("Remind me in 3 hours"), f"checkpoint remind {which} 3h"),
        (N_("Remind me tomorrow"), f"checkpoint remind {which} tomorrow"),
        (N_("Move the checkpoint"), f"checkpoint move {which}"),
    )
    buttons = tuple(Button(translator.text(label), says, startup.id) for label, says in ways)
    return Message((translator.render(asked, when=when),), buttons)
