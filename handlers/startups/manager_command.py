"""`/gamma startup manager`: who follows a startup as portfolio manager, on a line or picked in a form."""

from collections.abc import Callable, Mapping

from gamma.chat import Message
from gamma.errors import UserError
from gamma.people.person import Person
from gamma.people.rights import Right
from gamma.programme.file import Programme
from gamma.startups import page_fields
from gamma.startups.page_fields import PageField
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator
from handlers.engine.command_spec import Arguments, Changes, Subcommand, Usage
from handlers.engine.context import Context, Response
from handlers.engine.forms import open_form
from handlers.engine.resolve import (
    has_mentions,
    resolve_mentions,
    resolve_startup,
    resolve_startup_ignoring_mentions,
)
from handlers.startups import page_form
from handlers.startups.managers import assign_manager, remove_manager
from handlers.startups.page import page_button

REMOVE_SPELLINGS = ("remove", "retirer", "enlever", "supprimer")

_ONLY_PROGRAMME_TEAM = N_(
    "Portfolio managers are named by the programme team: please ask somebody there. Nothing was changed."
)
_NOBODY = N_(
    "Who is it? Write `@` and choose a name, as in `/gamma startup manager @pauline`. Nothing was changed."
)


def _assign(context: Context, given: Arguments) -> Response:
    if not given.text:
        startup = resolve_startup(context, "", "startup manager")
        context.require(Right.ASSIGN_MANAGER, startup, _ONLY_PROGRAMME_TEAM)
        intro = context.translator.text(N_("{startup}: who follows it?"), startup=startup.name)
        return open_form(context, FORM, startup, intro=intro)
    return _change_and_confirm(context, given.text, "startup manager", assign_manager)


def _remove(context: Context, given: Arguments) -> Message:
    return _change_and_confirm(context, given.text, "startup manager remove", remove_manager, also_gone=True)


def _change_and_confirm(
    context: Context,
    typed: str,
    command: str,
    change: Callable[[Context, Startup, Person], Text],
    *,
    also_gone: bool = False,
) -> Message:
    """Raises NotAllowedError, of this place's startup before any other is looked for."""
    if context.startup:
        context.require(Right.ASSIGN_MANAGER, context.startup, _ONLY_PROGRAMME_TEAM)
    if not has_mentions(typed):
        raise UserError(_NOBODY)
    startup = resolve_startup_ignoring_mentions(context, typed, command)
    context.require(Right.ASSIGN_MANAGER, startup, _ONLY_PROGRAMME_TEAM)
    people = resolve_mentions(context, typed, also_gone=also_gone)
    lines = [change(context, startup, person) for person in people]
    return Message((Text.lines(*lines),), (page_button(context, startup),))


def _fields(_programme: Programme, translator: Translator) -> Mapping[str, PageField]:
    return {page_fields.MANAGER: page_fields.manager_field(translator)}


FORM = page_form.page_form_spec(
    route="startup.manager",
    title=N_("Portfolio manager"),
    questions=page_form.questions(_fields),
    right=Right.ASSIGN_MANAGER,
    refusal=_ONLY_PROGRAMME_TEAM,
    people=(page_fields.MANAGER,),
)
MANAGER = Subcommand(
    "manager",
    _assign,
    spellings=("manager", "responsable"),
    usages=(
        Usage(
            {"en": "startup manager @pauline", "fr": "startup responsable @pauline"},
            N_("name its portfolio manager (programme team)"),
        ),
    ),
    subcommands=(Subcommand("remove", _remove, spellings=REMOVE_SPELLINGS, changes=Changes.WITH_WORDS),),
    changes=Changes.WITH_WORDS,
)
