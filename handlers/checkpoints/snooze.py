"""`/gamma checkpoint remind`, `stop`, `resume`: one reminder again later, or none any more for oneself."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.reminders import SOON, Snooze, snoozed
from gamma.checkpoints.settings import region_for
from gamma.errors import UserError
from gamma.local_time import LocalMoment
from gamma.normalise import normalise
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.checkpoints.resolve import number_in, resolve_checkpoint, resolve_plannable_startup
from handlers.context import Context
from storage.checkpoints import checkpoints, reminder_plan

_WHEN: Mapping[Snooze, tuple[str, ...]] = {
    "3h": (
        "3h",
        "3 h",
        "3 heures",
        "3 hours",
        "dans 3 heures",
        "in 3 hours",
        "dans 3 h",
        "dans 3h",
        "in 3h",
        "heures",
        "hours",
    ),
    "tomorrow": ("tomorrow", "demain", ""),
    "working_day": (
        "working day",
        "jour ouvré",
        "prochain jour ouvré",
        "le prochain jour ouvré",
        "next working day",
        "the next working day",
    ),
}
_UNKNOWN = N_(
    "You can choose: in 3 hours, tomorrow or the next working day. "
    "For example `/gamma checkpoint remind tomorrow`."
)


def is_later(words: str) -> bool:
    """Whether these words say when to be reminded again."""
    return bool(words) and any(normalise(words) in map(normalise, said) for said in _WHEN.values())


def remind(context: Context, typed: str) -> Message:
    """A copy of the reminder comes to the person in private; everybody else's stay as they are."""
    number, words = number_in(typed)
    startup = resolve_plannable_startup(context, "", f"checkpoint remind {typed}".strip())
    choice = next(
        (choice for choice, said in _WHEN.items() if normalise(words) in map(normalise, said)), None
    )
    if choice is None:
        raise UserError(_UNKNOWN)
    checkpoint = resolve_checkpoint(context, startup, number, f"checkpoint remind # {words}".strip())
    return _later(context, startup, checkpoint, choice)


def _later(context: Context, startup: Startup, checkpoint: Checkpoint, choice: Snooze) -> Message:
    rhythm = checkpoints.rhythm_of(context.session, startup.id)
    region = region_for(rhythm, checkpoint.moment.zone)
    due = snoozed(choice, context.now, context.reader_zone, region, checkpoint.starts_at)
    if due is None:
        too_late = N_("The checkpoint will have begun by then. The other reminders come as planned.")
        raise UserError(too_late)
    reminder_plan.put_off(context.session, checkpoint, context.actor, due, context.now)
    told = N_("I will remind you in private on {when}.")
    if choice == "3h" and due > context.now + SOON:
        told = N_("In 3 hours it will be outside working hours: I will remind you in private on {when}.")
    when = context.translator.moment(LocalMoment.of(due, context.reader_zone), context.now)
    return Message((context.translator.render(told, when=when),))


def stop(context: Context, typed: str) -> Message:
    startup = resolve_plannable_startup(context, typed, "checkpoint stop")
    reminder_plan.stop(context.session, startup.id, context.actor, context.now)
    context.remind_again(startup.id)
    told = N_("You will get no more reminders of {startup} in private. The team’s channel keeps its own.")
    again = Button(context.translator.text(N_("Remind me again")), says="checkpoint resume", about=startup.id)
    return Message((context.translator.render(told, startup=startup.name),), (again,))


def resume(context: Context, typed: str) -> Message:
    startup = resolve_plannable_startup(context, typed, "checkpoint resume")
    checkpoints.resume_reminders(context.session, startup.id, context.actor.id)
    context.remind_again(startup.id)
    told = N_("You get the reminders of {startup} again.")
    return Message((context.translator.render(told, startup=startup.name),))
