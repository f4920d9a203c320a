"""`/gamma checkpoint`: what is planned with the sponsor, what can be done about the next, what there was."""

from collections.abc import Sequence

from gamma.chat import Button, Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.messages import change_buttons, held_buttons, number_sign, place_text
from gamma.sections import join_line, literal_text
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.checkpoints.resolve import NOT_ENROLLED
from handlers.engine.context import Context
from storage.checkpoints import checkpoints, sponsor_links
from storage.startups import enrolment

_SHOWN_HELD = 3

_TITLE = N_("**{startup}: checkpoints planned**")
_NONE = N_("No checkpoint of {startup} is planned.")
_CONFIRMED = N_("date confirmed by the sponsor’s link")
_NOT_CONFIRMED = N_("date not confirmed yet by the sponsor")
_BEGUN = N_("did it take place?")
_OTHERS = N_(
    "The buttons are for the first. For another, its number: `/gamma checkpoint move {number}`, for example."
)
_SETTINGS = N_("Rhythm, reminders, place: `/gamma checkpoint settings`.")


def overview_message(context: Context, startup: Startup) -> Message:
    translator = context.translator
    planned = checkpoints.list_planned(context.session, startup.id)
    paragraphs = [_planned_paragraph(context, startup, planned)]
    if len(planned) > 1:
        paragraphs.append(translator.render(_OTHERS, number=number_sign(planned[1])))
    held = _last_held(context, startup)
    paragraphs += _held_paragraphs(context, held)
    if planned:
        paragraphs.append(translator.render(_SETTINGS))
    if not enrolment.enrolled_at(context.session, startup.id):
        paragraphs.append(translator.render(NOT_ENROLLED))
    buttons = _next_buttons(context, planned[0]) if planned else _first_buttons(context, startup, held)
    return Message(tuple(paragraphs), buttons)


def _planned_paragraph(context: Context, startup: Startup, planned: Sequence[Checkpoint]) -> Text:
    translator = context.translator
    if not planned:
        return translator.render(_NONE, startup=startup.name)
    lines = [_checkpoint_line(context, each, with_number=len(planned) > 1) for each in planned]
    return Text.lines(translator.render(_TITLE, startup=startup.name), *lines)


def _checkpoint_line(context: Context, checkpoint: Checkpoint, *, with_number: bool) -> Text:
    translator = context.translator
    when = translator.moment(checkpoint.moment, context.now, context.reader_zone)
    parts = [literal_text(f"{number_sign(checkpoint)} {when}" if with_number else when)]
    if checkpoint.place:
        parts.append(place_text(checkpoint.place))
    if checkpoint.starts_at <= context.now:
        parts.append(translator.render(_BEGUN))
    else:
        confirmed = sponsor_links.is_confirmed(context.session, checkpoint)
        parts.append(translator.render(_CONFIRMED if confirmed else _NOT_CONFIRMED))
    return join_line(parts)


def _last_held(context: Context, startup: Startup) -> list[Checkpoint]:
    """The last ones that took place, the latest first."""
    every = checkpoints.list_all(context.session, [startup.id])
    return [each for each in reversed(every) if each.state == "held"][:_SHOWN_HELD]


def _held_paragraphs(context: Context, held: Sequence[Checkpoint]) -> list[Text]:
    """Each with the command that shows its minutes."""
    translator = context.translator
    lines = [
        translator.render(
            N_("{day}: `/gamma checkpoint minutes {number}`"),
            day=translator.date(each.moment.day),
            number=number_sign(each),
        )
        for each in held
    ]
    return [Text.lines(translator.render(N_("The last ones, with their minutes:")), *lines)] if held else []


def _next_buttons(context: Context, checkpoint: Checkpoint) -> tuple[Button, ...]:
    translator, which, about = context.translator, number_sign(checkpoint), checkpoint.startup_id
    first: tuple[Button, ...]
    if checkpoint.starts_at <= context.now:
        first = held_buttons(translator, checkpoint)
    else:
        first = (
            Button(translator.text(N_("See the agenda")), "checkpoint agenda", about, main=True),
            Button(translator.text(N_("Text for the sponsor")), f"checkpoint mail {which}", about),
        )
    another = Button(translator.text(N_("Plan another")), "checkpoint plan", about)
    return (*first, *change_buttons(translator, checkpoint), another)


def _first_buttons(context: Context, startup: Startup, held: Sequence[Checkpoint]) -> tuple[Button, ...]:
    translator = context.translator
    plan = Button(translator.text(N_("Plan a checkpoint")), "checkpoint plan", startup.id, main=True)
    minutes = [
        Button(translator.text(N_("The last minutes")), f"checkpoint minutes {number_sign(each)}", startup.id)
        for each in held[:1]
    ]
    return (plan, *minutes, Button(translator.text(N_("Rhythm")), "checkpoint settings", startup.id))
