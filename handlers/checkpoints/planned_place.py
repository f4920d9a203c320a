"""The usual place was changed after a checkpoint was planned: it is said, and one press takes it there."""

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import number_sign, place_text
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.checkpoints.resolve import resolve_checkpoint
from handlers.checkpoints.schedule_form import change_of, save_checkpoint, saved_message
from handlers.engine.command_spec import Arguments, Changes, NumberArgument, StartupArgument, Subcommand
from handlers.engine.context import Context
from storage.checkpoints import checkpoints
from storage.reader_context import ReaderContext

_OFFERED = 2
_KEEPS = N_("The checkpoint of {when} is planned with another place: {place}. It stays so until you say.")
_HAS_NONE = N_("The checkpoint of {when} was planned without a place. It stays so until you say.")
_TOLD = N_("Taken over, the new place is told to those who have it in their calendar, with the file for it.")
_NO_PLACE = N_("No usual place is set: `/gamma checkpoint place` says one. Nothing was changed.")


def planned_elsewhere(context: ReaderContext, startup: Startup) -> tuple[list[Text], tuple[Button, ...]]:
    """Of checkpoints to come that are not planned where the startup meets now; nothing where all are."""
    translator = context.translator
    usual = checkpoints.settings_of(context.session, startup.id).place
    planned = checkpoints.list_planned(context.session, startup.id) if usual else []
    others = [each for each in planned if each.starts_at > context.now and each.place != usual][:_OFFERED]
    if not others:
        return [], ()
    lines = []
    for each in others:
        when = translator.moment(each.moment, context.now, context.reader_zone)
        sentence = _KEEPS if each.place else _HAS_NONE
        lines.append(translator.render(sentence, when=when, place=place_text(each.place)))
    lines.append(translator.render(_TOLD))
    return lines, tuple(_button(context, startup, each) for each in others)


def _button(context: ReaderContext, startup: Startup, checkpoint: Checkpoint) -> Button:
    translator = context.translator
    label = translator.text(N_("Also on {day}"), day=translator.date(checkpoint.moment.day))
    return Button(label, f"checkpoint place apply {number_sign(checkpoint)}", startup.id, main=True)


def _apply(context: Context, given: Arguments) -> Message:
    """Who has it in their calendar is told as of any other change."""
    startup = given.startup
    usual = checkpoints.settings_of(context.session, startup.id).place
    if not usual:
        return Message((context.translator.render(_NO_PLACE),))
    checkpoint = resolve_checkpoint(context, startup, given.number, "checkpoint place apply #")
    saved = save_checkpoint(context, startup, checkpoint, checkpoint.moment, usual)
    return saved_message(context, startup, saved, change_of(checkpoint, saved))


APPLY = Subcommand(
    "apply",
    _apply,
    spellings=("apply", "appliquer"),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.ALWAYS,
)
