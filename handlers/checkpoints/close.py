"""`/gamma checkpoint cancel` and `held`: what became of a checkpoint."""

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint, State
from gamma.checkpoints.messages import change_buttons, numbered
from gamma.errors import UserError
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints.proposals import slots
from handlers.checkpoints.resolve import (
    NOTHING_PLANNED,
    number_in,
    planned_with,
    resolve_checkpoint,
    resolve_plannable_startup,
)
from handlers.context import Context
from handlers.typed_text import confirmed
from storage.checkpoints import checkpoints, notifications, reminder_plan
from storage.startups import startups


def cancel(context: Context, typed: str) -> Message:
    """Asked first: a cancelled checkpoint is told to everybody."""
    sure, words = confirmed(typed)
    found = _found(context, words, "cancel")
    startup, checkpoint = found
    if not sure:
        return _really(context, startup, checkpoint)
    ended = _end(context, startup, checkpoint, "cancelled")
    session, now = context.session, context.now
    notifications.announce(session, ended, "checkpoint_cancelled", context.actor, now, context.zone)
    done = N_("Cancelled: the checkpoint of {when}. Its reminders will not come.")
    when = context.translator.moment(checkpoint.moment, context.now, context.reader_zone)
    plan = Button(
        context.translator.text(N_("Plan another")), says="checkpoint plan", about=startup.id, main=True
    )
    return Message((context.translator.render(done, when=when),), (plan,))


def held(context: Context, typed: str) -> Message:
    """It took place: the next one is proposed. Of several planned, the earliest is meant."""
    number, _ = number_in(typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint held {typed}".strip())
    begun = [
        each for each in checkpoints.planned(context.session, startup.id) if each.starts_at <= context.now
    ]
    if number is None and not begun:
        return _not_yet(context, startup)
    checkpoint = begun[0] if number is None else planned_with(context, startup, number)
    if checkpoint.starts_at > context.now:
        return _not_yet(context, startup)
    _end(context, startup, checkpoint, "held")
    return after_held(context, startup)


def after_held(context: Context, startup: Startup) -> Message:
    """What comes next: the minutes, and three moments for the next checkpoint."""
    translator = context.translator
    noted = translator.render(N_("Noted: it took place. Two minutes for what was decided?"))
    buttons = [
        Button(
            translator.text(N_("Write the minutes")), says="checkpoint minutes", about=startup.id, main=True
        ),
        Button(translator.text(N_("Plan the next one")), says="checkpoint plan", about=startup.id),
    ]
    planned = checkpoints.planned(context.session, startup.id)
    if planned:
        return Message((noted,), tuple(buttons[:1]))
    proposed = slots(context, startup, None)[0]
    hint = translator.render(
        N_("By your rhythm the next one would be around {when}."),
        when=translator.moment(proposed, context.now),
    )
    return Message((noted, hint), tuple(buttons))


def _not_yet(context: Context, startup: Startup) -> Message:
    coming = checkpoints.coming(context.session, startup.id, context.now)
    if coming is None:
        raise UserError(NOTHING_PLANNED, startup=startup.name)
    translator = context.translator
    told = N_("The next checkpoint is still to come: {when}. If its date was wrong, move it.")
    when = translator.moment(coming.moment, context.now, context.reader_zone)
    return Message((translator.render(told, when=when),), change_buttons(translator, coming))


def _really(context: Context, startup: Startup, checkpoint: Checkpoint) -> Message:
    translator, which = context.translator, numbered(checkpoint)
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


def _found(context: Context, typed: str, verb: str) -> tuple[Startup, Checkpoint]:
    number, _ = number_in(typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint {verb} {typed}".strip())
    checkpoint = resolve_checkpoint(context, startup, number, f"checkpoint {verb} #")
    return startup, checkpoint


def _end(context: Context, startup: Startup, checkpoint: Checkpoint, state: State) -> Checkpoint:
    """Unless somebody else ended it meanwhile: then raises UserError."""
    startups.lock_startup(context.session, startup.id)
    standing = planned_with(context, startup, checkpoint.id)
    ended = checkpoints.end(context.session, standing, state, context.now)
    reminder_plan.after_change(context.session, ended, context.now, context.zone)
    return ended
