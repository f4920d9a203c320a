"""`/gamma checkpoint remind`, `stop`, `resume`: one reminder again later, or none any more for oneself."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.reminders import SOON, Snooze, snoozed_until
from gamma.checkpoints.settings import region_for
from gamma.dates import LocalMoment
from gamma.errors import UserError
from gamma.parsing.text import normalise
from gamma.people.rights import Right
from gamma.translator import N_
from handlers.checkpoints.resolve import resolve_checkpoint
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context
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


def is_snooze(words: str) -> bool:
    """Whether these words say when to be reminded again."""
    return bool(words) and _parse_snooze(words) is not None


def _parse_snooze(words: str) -> Snooze | None:
    """Where nothing is said, tomorrow."""
    typed = normalise(words)
    return next((choice for choice, spellings in _WHEN.items() if typed in map(normalise, spellings)), None)


def _remind(context: Context, given: Arguments) -> Message:
    """A copy of the reminder comes to the person in private; everybody else's stay as they are."""
    choice = _parse_snooze(given.text)
    if choice is None:
        raise UserError(_UNKNOWN)
    asking = f"checkpoint remind # {given.text}".strip()
    checkpoint = resolve_checkpoint(context, given.startup, given.number, asking)
    return _snooze_and_confirm(context, checkpoint, choice)


def _snooze_and_confirm(context: Context, checkpoint: Checkpoint, choice: Snooze) -> Message:
    settings = checkpoints.settings_of(context.session, checkpoint.startup_id)
    region = region_for(settings, checkpoint.moment.zone)
    due = snoozed_until(choice, context.now, context.reader_zone, region, checkpoint.starts_at)
    if due is None:
        too_late = N_("The checkpoint will have begun by then. The other reminders come as planned.")
        raise UserError(too_late)
    reminder_plan.snooze(context.session, checkpoint, context.actor, due, context.now)
    sentence = N_("I will remind you in private on {when}.")
    if choice == "3h" and due > context.now + SOON:
        sentence = N_("In 3 hours it will be outside working hours: I will remind you in private on {when}.")
    when = context.translator.moment(LocalMoment.of(due, context.reader_zone), context.now)
    return Message((context.translator.render(sentence, when=when),))


def _stop(context: Context, given: Arguments) -> Message:
    startup = given.startup
    reminder_plan.stop_reminders(context.session, startup.id, context.actor, context.now)
    context.remind_again(startup.id)
    sentence = N_("You will get no more reminders of {startup} in private. The team’s channel keeps its own.")
    again = Button(context.translator.text(N_("Remind me again")), says="checkpoint resume", about=startup.id)
    return Message((context.translator.render(sentence, startup=startup.name),), (again,))


def _resume(context: Context, given: Arguments) -> Message:
    startup = given.startup
    checkpoints.resume_reminders(context.session, startup.id, context.actor.id)
    context.remind_again(startup.id)
    sentence = N_("You get the reminders of {startup} again.")
    return Message((context.translator.render(sentence, startup=startup.name),))


REMIND = Subcommand(
    "remind",
    _remind,
    spellings=("remind", "rappeler"),
    usages=(
        Usage(
            {"en": "checkpoint remind tomorrow", "fr": "point rappeler demain"}, N_("remind me again later")
        ),
    ),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    changes=Changes.WITH_WORDS,
)
STOP = Subcommand(
    "stop",
    _stop,
    spellings=("stop", "arrêter"),
    usages=(Usage({"en": "checkpoint stop", "fr": "point arrêter"}, N_("no more reminders in private")),),
    startup=StartupArgument.NAMED,
    right=Right.PLAN_CHECKPOINTS,
    opposite="resume",
    changes=Changes.ALWAYS,
)
RESUME = Subcommand(
    "resume",
    _resume,
    spellings=("resume", "reprendre"),
    startup=StartupArgument.NAMED,
    right=Right.PLAN_CHECKPOINTS,
    opposite="stop",
    changes=Changes.ALWAYS,
)
