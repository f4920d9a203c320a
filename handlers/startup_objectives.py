"""`/gamma startup objectives`, `obstacle`: what the sponsor expects, and what existing IT hinders."""

from collections.abc import Mapping

from gamma import page_fields
from gamma.chat import Errors, Form, Message
from gamma.errors import UserError
from gamma.page_fields import OBSTACLES
from gamma.people import Startup
from gamma.programme import Area
from gamma.rights import Right
from gamma.words import N_
from handlers import startup_kept
from handlers.context import Context, Outcome, Said
from handlers.startup_page import page_button
from handlers.startup_subject import of_form, startup_then
from handlers.verbs import split
from storage import startup_page

_WHICH_AREA = N_(
    "I do not know the area “{typed}”. The areas are: {areas}. "
    "Write one of them, then the objective. Nothing was changed."
)
_NOTED_ALREADY = N_("That obstacle is on the page of **{startup}** already.")


def say(context: Context, typed: str) -> Said:
    """One objective on one line, else the form."""
    startup, rest = startup_then(context, typed, "startup objectives")
    if isinstance(startup, Message):
        return startup
    context.require(Right.EDIT_STARTUP, startup)
    if not rest:
        return _form(context, startup)
    word, objective = split(rest)
    area = page_fields.area_named(context.programme, word)
    if area is None:
        raise _unknown(context, word)
    return _one(context, startup, area, objective) if objective else _form(context, startup)


def _one(context: Context, startup: Startup, area: Area, typed: str) -> Message:
    name = page_fields.objective_of(area)
    field = page_fields.objectives(context.programme, context.words)[name]
    return _keep(context, startup, name, field.read(typed), field.label)


def _unknown(context: Context, typed: str) -> UserError:
    near = page_fields.nearest_area(context.programme, typed[:60])
    locale = context.words.locale
    if near:
        meant = near.label.said(locale)
        sentence = N_("I do not know the area “{typed}”. Did you mean “{meant}”? Nothing was changed.")
        return UserError(sentence, typed=typed[:60], meant=meant)
    areas = context.words.listed([area.label.said(locale) for area in context.programme.areas])
    return UserError(_WHICH_AREA, typed=typed[:60], areas=areas)


def say_obstacle(context: Context, typed: str) -> Said:
    """One more line among the obstacles; without words, the form."""
    startup, obstacle = startup_then(context, typed, "startup obstacle")
    if isinstance(startup, Message):
        return startup
    context.require(Right.EDIT_STARTUP, startup)
    if not obstacle:
        return _form(context, startup)
    startup_page.alone_with(context.session, startup.id)
    known = startup_page.details(context.session, startup.id).get(OBSTACLES, "").splitlines()
    field = page_fields.objectives(context.programme, context.words)[OBSTACLES]
    line = field.read(obstacle)
    if line in known:
        told = context.words.rich(_NOTED_ALREADY, startup=startup.name)
        return Message((told,), (page_button(context, startup),))
    return _keep(context, startup, OBSTACLES, field.read("\n".join([*known, line])), field.label)


def _keep(context: Context, startup: Startup, name: str, value: str, label: str) -> Message:
    startup_page.alone_with(context.session, startup.id)
    startup_page.state(context.session, startup.id, {name: value}, context.actor, context.now)
    kept = N_("Kept for **{startup}**. {label}: {value}")
    told = context.words.rich(kept, startup=startup.name, label=label, value=value)
    return Message((told,), (page_button(context, startup),))


def _form(context: Context, startup: Startup) -> Form:
    words = context.words
    fields, shown = startup_kept.asked(context, startup, page_fields.objectives(context.programme, words))
    return Form(
        route=f"startup.objectives.{shown}",
        title=words.text(N_("Sponsor’s objectives")),
        intro=words.text(N_("{startup}: everything may be left empty."), startup=startup.name),
        fields=fields,
        submit=words.text(N_("Keep")),
        about=startup.id,
    )


def save(context: Context, shown: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = of_form(context, Right.EDIT_STARTUP)
    fields = page_fields.objectives(context.programme, context.words)
    outcome = startup_kept.keep(context, startup, fields, shown, typed)
    if not isinstance(outcome, Errors):
        startup_kept.tell(context, startup, outcome, typed)
    return outcome
