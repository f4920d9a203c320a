"""`/gamma startup objectives`, `obstacle`: what the sponsor expects, and what existing IT hinders."""

from functools import partial

from gamma.chat import Message
from gamma.errors import UserError
from gamma.parsing.no_value import is_removal
from gamma.people.rights import Right
from gamma.startups import page_fields
from gamma.startups.page_fields import OBSTACLES
from gamma.text import quoted
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context, Response
from handlers.engine.subcommands import split_first_word
from handlers.engine.typed_text import after_colon
from handlers.startups import page_form
from handlers.startups.page import page_button
from storage.startups import page, startups

_WHICH_AREA = N_(
    "I do not know the area “{typed}”. The areas are: {areas}. "
    "Write one of them, then the objective. Nothing was changed."
)
_NO_OBSTACLE = N_(
    "“{typed}” names no obstacle: nothing was added. To change those on the page: "
    "`/gamma startup objectives`."
)
_NOTED_ALREADY = N_("That obstacle is on the page of **{startup}** already.")


def _state_objective(context: Context, given: Arguments) -> Response:
    """One objective on one line, else the form."""
    startup = given.startup
    if not given.text:
        return page_form.open_page_form(context, FORM, startup)
    word, rest = split_first_word(given.text)
    objective = after_colon(rest)
    area = page_fields.find_area(context.programme, word)
    if area is None:
        raise _unknown_area_error(context, word)
    if not objective:
        return page_form.open_page_form(context, FORM, startup)
    fields = page_fields.objective_fields(context.programme, context.translator)
    field = fields[page_fields.objective_field_name(area)]
    return page_form.save_and_confirm_field(context, startup, field, field.parse_value(objective))


def _unknown_area_error(context: Context, typed: str) -> UserError:
    near = page_fields.closest_area(context.programme, typed[:60])
    if near:
        sentence = N_("I do not know the area “{typed}”. Did you mean “{meant}”? Nothing was changed.")
        return UserError(sentence, typed=typed[:60], meant=context.translator.local(near.label))
    areas = context.translator.listed(
        [context.translator.local(area.label) for area in context.programme.areas]
    )
    return UserError(_WHICH_AREA, typed=typed[:60], areas=areas)


def _add_obstacle(context: Context, given: Arguments) -> Response:
    """One more line among the obstacles; without words, the form."""
    startup = given.startup
    if not given.text:
        return page_form.open_page_form(context, FORM, startup)
    if is_removal(given.text):
        raise UserError(_NO_OBSTACLE, typed=quoted(given.text))
    startups.lock_startup(context.session, startup.id)
    stored = page.details_of(context.session, startup.id).get(OBSTACLES, "").splitlines()
    field = page_fields.objective_fields(context.programme, context.translator)[OBSTACLES]
    line = field.parse_value(given.text)
    if line in stored:
        text = context.translator.render(_NOTED_ALREADY, startup=startup.name)
        return Message((text,), (page_button(context, startup),))
    return page_form.save_and_confirm_field(
        context, startup, field, field.parse_value("\n".join([*stored, line]))
    )


FORM = page_form.page_form_spec(
    route="startup.objectives",
    title=N_("Sponsor’s objectives"),
    questions=page_form.questions(page_fields.objective_fields),
)
_objective_subcommand = partial(
    Subcommand, startup=StartupArgument.BESIDE_TEXT, right=Right.EDIT_STARTUP, changes=Changes.WITH_WORDS
)
OBJECTIVES = (
    _objective_subcommand(
        "objectives",
        _state_objective,
        spellings=("objectives", "objectifs", "objective", "objectif"),
        usages=(
            Usage(
                {"en": "startup objectives", "fr": "startup objectifs"},
                N_("say what the sponsor expects, and what existing IT hinders"),
            ),
        ),
    ),
    _objective_subcommand(
        "obstacle",
        _add_obstacle,
        spellings=("obstacle", "obstacle", "obstacles"),
        usages=(
            Usage(
                {"en": "startup obstacle no open API", "fr": "startup obstacle pas d’API ouverte"},
                N_("note one more obstacle in existing IT"),
            ),
        ),
    ),
)
