"""`/gamma startup objectives`, `obstacle`: what the sponsor expects, and what existing IT hinders."""

from collections.abc import Mapping

from gamma.chat import Errors, Form, Message
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.programme.startups import Area
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.resolve import resolve_startup_first
from handlers.startups import page_form
from handlers.startups.page import page_button
from handlers.typed_text import after_colon, split
from storage.startups import page, startups

_WHICH_AREA = N_(
    "I do not know the area “{typed}”. The areas are: {areas}. "
    "Write one of them, then the objective. Nothing was changed."
)
_NOTED_ALREADY = N_("That obstacle is on the page of **{startup}** already.")


def say(context: Context, typed: str) -> Response:
    """One objective on one line, else the form."""
    startup, rest = resolve_startup_first(context, typed, "startup objectives")
    context.require(Right.EDIT_STARTUP, startup)
    if not rest:
        return _form(context, startup)
    word, said = split(rest)
    objective = after_colon(said)
    area = page_fields.area_named(context.programme, word)
    if area is None:
        raise _unknown(context, word)
    return _one(context, startup, area, objective) if objective else _form(context, startup)


def _one(context: Context, startup: Startup, area: Area, typed: str) -> Message:
    fields = page_fields.objectives(context.programme, context.translator)
    field = fields[page_fields.objective_of(area)]
    return page_form.state_one(context, startup, field, field.read(typed))


def _unknown(context: Context, typed: str) -> UserError:
    near = page_fields.nearest_area(context.programme, typed[:60])
    if near:
        meant = context.translator.local(near.label)
        sentence = N_("I do not know the area “{typed}”. Did you mean “{meant}”? Nothing was changed.")
        return UserError(sentence, typed=typed[:60], meant=meant)
    areas = context.translator.listed(
        [context.translator.local(area.label) for area in context.programme.areas]
    )
    return UserError(_WHICH_AREA, typed=typed[:60], areas=areas)


def say_obstacle(context: Context, typed: str) -> Response:
    """One more line among the obstacles; without words, the form."""
    startup, obstacle = resolve_startup_first(context, typed, "startup obstacle")
    context.require(Right.EDIT_STARTUP, startup)
    if not obstacle:
        return _form(context, startup)
    startups.lock_startup(context.session, startup.id)
    known = page.details(context.session, startup.id).get(OBSTACLES, "").splitlines()
    field = page_fields.objectives(context.programme, context.translator)[OBSTACLES]
    line = field.read(obstacle)
    if line in known:
        told = context.translator.render(_NOTED_ALREADY, startup=startup.name)
        return Message((told,), (page_button(context, startup),))
    return page_form.state_one(context, startup, field, field.read("\n".join([*known, line])))


def _form(context: Context, startup: Startup) -> Form:
    fields, title = page_fields.objectives(context.programme, context.translator), N_("Sponsor’s objectives")
    return page_form.form(context, startup, fields, "objectives", context.translator.text(title))


def save(context: Context, shown: str, typed: Mapping[str, str]) -> Outcome | Errors:
    return page_form.save(
        context, page_fields.objectives(context.programme, context.translator), shown, typed
    )
