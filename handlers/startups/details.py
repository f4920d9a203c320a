"""`/gamma startup edit`, `coach`, `territory`, `market`, `law`: the short things a startup's page says."""

from functools import partial

from gamma.chat import Message
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups import page_fields
from gamma.startups.page_fields import COACH, LAW, MARKET_TYPE, TERRITORY
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Changes, StartupArgument, Subcommand, Usage
from handlers.engine.context import Context, Response
from handlers.engine.resolve import (
    has_mentions,
    resolve_mentions,
    resolve_startup,
    resolve_startup_ignoring_mentions,
    strip_mentions,
)
from handlers.engine.typed_text import after_colon
from handlers.startups import page_form
from handlers.startups.manager_command import REMOVE_SPELLINGS
from handlers.startups.page import page_button
from storage.startups import page, startups

_WHICH_COACH = N_(
    "Who is it? Write `@` and choose a name, as in `/gamma startup coach @camille`. Nothing was changed."
)


def _edit(context: Context, given: Arguments) -> Response:
    return page_form.open_page_form(context, FORM, given.startup)


def _state_detail(name: str, context: Context, given: Arguments) -> Response:
    """One field on one line; without a value, the form."""
    field = page_fields.detail_fields(context.programme, context.translator).get(name)
    value = after_colon(given.text)
    if not value or field is None:
        return _edit(context, given)
    return page_form.save_and_confirm_field(context, given.startup, field, field.parse_words(value))


def _name_coach(context: Context, given: Arguments) -> Response:
    if not given.text:
        startup = resolve_startup(context, "", "startup edit")
        context.require(Right.EDIT_STARTUP, startup)
        return page_form.open_page_form(context, FORM, startup)
    if not has_mentions(given.text):
        raise UserError(_WHICH_COACH)
    startup = resolve_startup_ignoring_mentions(context, given.text, "startup coach")
    context.require(Right.EDIT_STARTUP, startup)
    people = resolve_mentions(context, given.text)
    if len(people) != 1:
        raise UserError(_WHICH_COACH)
    startups.lock_startup(context.session, startup.id)
    page.set_coach(context.session, startup.id, people[0].id)
    return page_form.field_saved_message(
        context, startup, context.translator.text(N_("Coach")), context.translator.name(people[0].name)
    )


def _remove_coach(context: Context, given: Arguments) -> Message:
    startup = resolve_startup(context, strip_mentions(given.text), "startup coach remove")
    context.require(Right.EDIT_STARTUP, startup)
    startups.lock_startup(context.session, startup.id)
    page.set_coach(context.session, startup.id, None)
    sentence = N_("Done: the page of **{startup}** names no coach any more.")
    button = page_button(context, startup)
    return Message((context.translator.render(sentence, startup=startup.name),), (button,))


FORM = page_form.page_form_spec(
    route="startup.edit",
    title=N_("The startup’s page"),
    questions=page_form.questions(page_fields.detail_fields),
    people=(COACH,),
)
EDIT = Subcommand(
    "edit",
    _edit,
    spellings=("edit", "compléter", "complete", "modifier"),
    usages=(
        Usage(
            {"en": "startup edit", "fr": "startup compléter"},
            N_("complete its page (coach, territory, market, law)"),
        ),
    ),
    startup=StartupArgument.NAMED,
    right=Right.EDIT_STARTUP,
)
_detail_subcommand = partial(
    Subcommand, startup=StartupArgument.BESIDE, right=Right.EDIT_STARTUP, changes=Changes.WITH_WORDS
)
DETAILS = (
    Subcommand(
        "coach",
        _name_coach,
        spellings=("coach",),
        subcommands=(Subcommand("remove", _remove_coach, spellings=REMOVE_SPELLINGS),),
        changes=Changes.WITH_WORDS,
    ),
    _detail_subcommand(
        "territory",
        partial(_state_detail, TERRITORY),
        spellings=("territory", "territoire"),
        usages=(
            Usage(
                {"en": "startup territory Bretagne", "fr": "startup territoire Bretagne"},
                N_("say one of these in a line; likewise market, law, coach"),
            ),
        ),
    ),
    _detail_subcommand("market", partial(_state_detail, MARKET_TYPE), spellings=("market", "marché")),
    _detail_subcommand("law", partial(_state_detail, LAW), spellings=("law", "loi")),
)
