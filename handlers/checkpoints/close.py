"""`/gamma checkpoint cancel` and `held`: what became of a checkpoint."""

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.checkpoints.messages import change_buttons, number_sign
from gamma.checkpoints.sponsor_mail import TEXT_IS_READY
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.sections import join_sentences
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints.resolve import (
    A_CHECKPOINT,
    NOTHING_PLANNED,
    require_planned,
    resolve_checkpoint,
)
from handlers.checkpoints.schedule_form import propose_slots
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context
from storage.checkpoints import checkpoints, notifications, reminder_plan
from storage.startups import startups


def _cancel(context: Context, given: Arguments) -> Message:
    """Asked first: a cancelled checkpoint is told to everybody. A question back does not repeat the yes."""
    startup = given.startup
    checkpoint = resolve_checkpoint(context, startup, given.number, "checkpoint cancel #")
    if not given.confirmed:
        return _cancel_question(context, startup, checkpoint)
    cancelled = _close(context, startup, checkpoint, "cancelled")
    session, now = context.session, context.now
    notifications.announce_change(
        session, cancelled, "checkpoint_cancelled", context.actor, now, context.zone
    )
    return _cancelled_message(context, startup, cancelled)


def _cancelled_message(context: Context, startup: Startup, cancelled: Checkpoint) -> Message:
    """With the next step: the sponsor is told by the team, unless the date was past."""
    translator = context.translator
    done = N_("Cancelled: the checkpoint of {when}. Its reminders will not come.")
    when = translator.moment(cancelled.moment, context.now, context.reader_zone)
    sentences = [translator.render(done, when=when)]
    is_ahead = cancelled.starts_at > context.now
    plan = Button(
        translator.text(N_("Plan another")), says="checkpoint plan", about=startup.id, main=not is_ahead
    )
    if not is_ahead:
        return Message(tuple(sentences), (plan,))
    says = f"checkpoint mail {number_sign(cancelled)}"
    sentences += [translator.render(TEXT_IS_READY), translator.render(_TYPED, number=number_sign(cancelled))]
    mail = Button(translator.text(N_("Text for the sponsor")), says, startup.id, main=True)
    return Message((join_sentences(sentences),), (mail, plan))


_TYPED = N_("You can also type `/gamma checkpoint mail {number}`.")


def _held(context: Context, given: Arguments) -> Message:
    """It took place: the next one is proposed. Of several planned, the earliest is meant."""
    checkpoint = _begun(context, given)
    if checkpoint is None:
        return _still_to_come_message(context, given.startup)
    _close(context, given.startup, checkpoint, "held")
    return _held_message(context, given.startup)


def _not_held(context: Context, given: Arguments) -> Message:
    """It did not take place. Nobody is told of it: those who were to come know."""
    checkpoint, startup, translator = _begun(context, given), given.startup, context.translator
    if checkpoint is None:
        return _still_to_come_message(context, startup)
    _close(context, startup, checkpoint, "cancelled")
    noted = N_("Noted: the one of {when} did not take place. That happens. Shall we look for another date?")
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    plan = Button(translator.text(N_("Plan another")), says="checkpoint plan", about=startup.id, main=True)
    return Message((translator.render(noted, when=when),), (plan,))


def _begun(context: Context, given: Arguments) -> Checkpoint | None:
    """The one that is meant, None where it is still to come."""
    if given.number is not None:
        checkpoint = require_planned(context, given.startup, given.number)
        return checkpoint if checkpoint.starts_at <= context.now else None
    planned = checkpoints.list_planned(context.session, given.startup.id)
    return next((each for each in planned if each.starts_at <= context.now), None)


def _held_message(context: Context, startup: Startup) -> Message:
    """What comes next: the minutes, and three moments for the next checkpoint."""
    translator = context.translator
    noted = translator.render(N_("Noted: it took place. Two minutes for what was decided?"))
    buttons = [
        Button(
            translator.text(N_("Write the minutes")), says="checkpoint minutes", about=startup.id, main=True
        ),
        Button(translator.text(N_("Plan the next one")), says="checkpoint plan", about=startup.id),
    ]
    planned = checkpoints.list_planned(context.session, startup.id)
    if planned:
        return Message((noted,), tuple(buttons[:1]))
    proposed = propose_slots(context, startup, None)[0]
    hint = translator.render(
        N_("By your rhythm the next one would be around {when}."),
        when=translator.moment(proposed, context.now),
    )
    return Message((noted, hint), tuple(buttons))


def _still_to_come_message(context: Context, startup: Startup) -> Message:
    coming = checkpoints.next_planned(context.session, startup.id, context.now)
    if coming is None:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    translator = context.translator
    sentence = N_("The next checkpoint is still to come: {when}. If its date was wrong, move it.")
    when = translator.moment(coming.moment, context.now, context.reader_zone)
    return Message((translator.render(sentence, when=when),), change_buttons(translator, coming))


def _cancel_question(context: Context, startup: Startup, checkpoint: Checkpoint) -> Message:
    translator, which = context.translator, number_sign(checkpoint)
    question = N_("Cancel the checkpoint of {when}? The team and its portfolio managers will be told.")
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    buttons = (
        Button(
            translator.text(N_("Yes, cancel it")), says=f"checkpoint cancel {which} yes", about=startup.id
        ),
        Button(
            translator.text(N_("Move it instead")),
            says=f"checkpoint move {which}",
            about=startup.id,
            main=True,
        ),
        Button(translator.text(N_("No, keep it")), says="checkpoint", about=startup.id),
    )
    return Message((translator.render(question, when=when),), buttons)


def _close(context: Context, startup: Startup, checkpoint: Checkpoint, state: State) -> Checkpoint:
    """Unless somebody else closed it meanwhile: then raises UserError."""
    startups.lock_startup(context.session, startup.id)
    planned = require_planned(context, startup, checkpoint.id)
    closed = checkpoints.set_state(context.session, planned, state, context.now)
    reminder_plan.replan_after_change(context.session, closed, context.now, context.zone)
    return closed


CANCEL = Subcommand(
    "cancel",
    _cancel,
    spellings=("cancel", "annuler"),
    usages=(Usage({"en": "checkpoint cancel", "fr": "point annuler"}, N_("cancel it")),),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    asks=True,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    public=True,
    changes=Changes.CONFIRMED,
)
HELD = Subcommand(
    "held",
    _held,
    spellings=("held", "tenu", "eu-lieu", "a-eu-lieu", "fait"),
    usages=(Usage({"en": "checkpoint held", "fr": "point tenu"}, N_("say that it took place")),),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    public=True,
    changes=Changes.ALWAYS,
)
NOT_HELD = Subcommand(
    "not-held",
    _not_held,
    spellings=("not-held", "pas-tenu", "pas-eu-lieu"),
    usages=(
        Usage({"en": "checkpoint not-held", "fr": "point pas-tenu"}, N_("say that it did not take place")),
    ),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    public=True,
    changes=Changes.ALWAYS,
)
