"""`/gamma checkpoint plan`, `move`, `postpone`: a moment is shown back with its weekday, then it counts."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import SHORT_CHARACTERS, Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import choice_button, number_sign, place_question
from gamma.dates import LocalMoment
from gamma.errors import InvalidInputError, UserError
from gamma.parsing.moment import AmbiguousMomentError, names_an_end, parse_leading_moment, parse_moment
from gamma.parsing.text import strip_last
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.text import one_line
from gamma.translator import N_
from handlers.checkpoints import snooze
from handlers.checkpoints.resolve import A_CHECKPOINT, PLACE_TOO_LONG, resolve_checkpoint
from handlers.checkpoints.schedule_form import (
    change_of,
    confirmation_question,
    is_second_that_day,
    open_schedule_form,
    propose_slots,
    save_checkpoint,
    saved_message,
    zone_for_planning,
)
from handlers.engine.command_spec import (
    Arguments,
    Changes,
    NumberArgument,
    StartupArgument,
    Subcommand,
    Usage,
)
from handlers.engine.context import ClarificationNeeded, Context, Response
from handlers.engine.subcommands import run_subcommand

_ANYWAY = ("anyway", "quand-même")
"""Said of a second checkpoint on one day."""


def _plan(context: Context, given: Arguments) -> Response:
    anyway, words = strip_last(_ANYWAY, given.text)
    if not words:
        return open_schedule_form(context, given.startup, None)
    return _schedule_or_ask(
        context, given.startup, None, words, sure=given.confirmed or anyway, anyway=anyway
    )


def _move(context: Context, given: Arguments) -> Response:
    asking = f"checkpoint move # {given.text}".strip()
    checkpoint = resolve_checkpoint(context, given.startup, given.number, asking)
    if not given.text:
        return open_schedule_form(context, given.startup, checkpoint)
    return _schedule_or_ask(context, given.startup, checkpoint, given.text, sure=given.confirmed)


def _postpone(context: Context, given: Arguments) -> Response:
    """With a moment it moves the checkpoint, else one's own reminder alone."""
    if snooze.is_snooze(given.text):
        return run_subcommand(context, "checkpoint remind", snooze.REMIND, given.typed)
    if given.text:
        return run_subcommand(context, "checkpoint move", MOVE, given.typed)
    startup = given.startup
    checkpoint = resolve_checkpoint(context, startup, given.number, "checkpoint postpone #")
    return _postpone_question(context, startup, checkpoint)


def _postpone_question(context: Context, startup: Startup, checkpoint: Checkpoint) -> Message:
    """The word means both: the smaller step comes first."""
    translator, which = context.translator, number_sign(checkpoint)
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    question = N_(
        "Shall I put off the reminder, for you alone, or the checkpoint itself ({when}), for everybody?"
    )
    choices = (
        (N_("Remind me in 3 hours"), f"checkpoint remind {which} 3h"),
        (N_("Remind me tomorrow"), f"checkpoint remind {which} tomorrow"),
        (N_("Move the checkpoint"), f"checkpoint move {which}"),
    )
    buttons = tuple(Button(translator.text(label), says, startup.id) for label, says in choices)
    return Message((translator.render(question, when=when),), buttons)


def _schedule_or_ask(
    context: Context,
    startup: Startup,
    existing: Checkpoint | None,
    typed: str,
    *,
    sure: bool,
    anyway: bool = False,
) -> Message:
    """anyway: it is meant also where another one is planned on that day."""
    zone = zone_for_planning(context, startup, existing)
    when, place = _split_place(typed, context.now, zone)
    if len(place) > SHORT_CHARACTERS:
        raise UserError(PLACE_TOO_LONG, limit=SHORT_CHARACTERS)
    try:
        moment = parse_moment(when, context.now, zone)
    except AmbiguousMomentError as ambiguous:
        raise _which_moment(context, startup, existing, ambiguous, place) from None
    except InvalidInputError as problem:
        begun = None if place else _leading_moment(context, startup, existing, when, zone)
        if begun is None:
            raise _with_proposals(context, startup, existing, problem, place) from None
        moment, rest = begun
        return place_question(
            context.translator, startup, existing, moment, rest, context.now, context.reader_zone
        )
    if not sure or (not anyway and is_second_that_day(context, startup, existing, moment)):
        answer = confirmation_question(context, startup, existing, moment, place)
    else:
        saved = save_checkpoint(context, startup, existing, moment, place)
        answer = saved_message(context, startup, saved, change_of(existing, saved))
    return _with_end_told(context, answer) if names_an_end(when) else answer


def _leading_moment(
    context: Context, startup: Startup, existing: Checkpoint | None, when: str, zone: ZoneInfo
) -> tuple[LocalMoment, str] | None:
    """Raises ClarificationNeeded. Once it is said which, the words behind it are asked about."""
    try:
        return parse_leading_moment(when, context.now, zone)
    except AmbiguousMomentError as ambiguous:
        raise _which_moment(context, startup, existing, ambiguous, "") from None


def _with_end_told(context: Context, answer: Message) -> Message:
    """ "14h-15h" was read as 14h."""
    told = context.translator.render(
        N_("I note the hour at which it begins; the one at which it ends is not kept.")
    )
    return replace(answer, paragraphs=(*answer.paragraphs, told))


def _which_moment(
    context: Context,
    startup: Startup,
    existing: Checkpoint | None,
    ambiguous: AmbiguousMomentError,
    place: str,
) -> ClarificationNeeded:
    translator, now = context.translator, context.now
    rest = ambiguous.rest
    buttons = [
        choice_button(translator, startup, existing, each, place, now, rest) for each in ambiguous.choices
    ]
    return ClarificationNeeded(Message((ambiguous.render(translator),), tuple(buttons)))


def _with_proposals(
    context: Context, startup: Startup, existing: Checkpoint | None, problem: InvalidInputError, place: str
) -> ClarificationNeeded:
    """What was not understood, with the moments that the form would propose, and the form."""
    translator, now = context.translator, context.now
    buttons = [
        choice_button(translator, startup, existing, slot, place, now)
        for slot in propose_slots(context, startup, existing)
    ]
    says = f"checkpoint move {number_sign(existing)}" if existing else "checkpoint plan"
    buttons.append(Button(translator.text(N_("Another moment")), says, startup.id))
    return ClarificationNeeded(Message((problem.render(translator),), tuple(buttons)))


def _split_place(typed: str, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """The words of a moment, and those of a place after a comma."""
    text = one_line(typed)
    when, comma, place = text.partition(",")
    return (when, place.strip()) if comma and not _is_moment(text, now, zone) else (text, "")


def is_moment(context: Context, typed: str) -> bool:
    """Whether a moment is meant, perhaps with a place."""
    when, _ = _split_place(typed, context.now, context.zone)
    return _is_moment(when, context.now, context.zone)


def _is_moment(typed: str, now: datetime, zone: ZoneInfo) -> bool:
    """Also of two, of which it is to be asked."""
    try:
        parse_moment(typed, now, zone)
    except AmbiguousMomentError:
        return True
    except InvalidInputError:
        return False
    return True


PLAN = Subcommand(
    "plan",
    _plan,
    spellings=("plan", "planifier", "prévoir", "programmer", "schedule"),
    usages=(
        Usage(
            {
                "en": "checkpoint plan tuesday 8 december 2:30 pm",
                "fr": "point planifier mardi 8 décembre 14h30",
            },
            N_("plan a checkpoint; without a date, I propose three moments"),
        ),
    ),
    startup=StartupArgument.BESIDE,
    asks=True,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    opposite="cancel",
    public=True,
    changes=Changes.WITH_WORDS,
)
MOVE = Subcommand(
    "move",
    _move,
    spellings=("move", "déplacer", "décaler"),
    usages=(Usage({"en": "checkpoint move thursday 10am", "fr": "point déplacer jeudi 10h"}, N_("move it")),),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    asks=True,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    public=True,
    changes=Changes.WITH_WORDS,
)
POSTPONE = Subcommand(
    "postpone",
    _postpone,
    spellings=("postpone", "reporter"),
    startup=StartupArgument.BESIDE,
    number=NumberArgument.SIGNED,
    right=Right.PLAN_CHECKPOINTS,
    said_anyway=A_CHECKPOINT,
    public=True,
    changes=Changes.ALWAYS,
)
