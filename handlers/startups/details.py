"""`/gamma startup edit`, `coach`, `territory`, `market`, `law`: the short things a startup's page says."""

from collections.abc import Mapping

from gamma.chat import Errors, Form, Message
from gamma.errors import UserError
from gamma.people.rights import Right
from gamma.startups import page_fields
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.resolve import (
    has_mentions,
    resolve_mentions,
    resolve_startup,
    resolve_startup_first,
    resolve_startup_ignoring_mentions,
    without_mentions,
)
from handlers.startups import page_form
from handlers.startups.managers import REMOVE
from handlers.startups.page import page_button
from handlers.typed_text import after_colon, split, verb_in
from storage.startups import page, startups

_WHICH_COACH = N_(
    "Who is it? Write `@` and choose a name, as in `/gamma startup coach @camille`. Nothing was changed."
)


def edit(context: Context, typed: str) -> Response:
    startup = resolve_startup(context, typed, "startup edit")
    return _form(context, startup)


def _form(context: Context, startup: Startup) -> Form:
    fields = page_fields.details(context.programme, context.translator)
    return page_form.form(context, startup, fields, "edit", context.translator.text(N_("The startup’s page")))


def save(context: Context, shown: str, typed: Mapping[str, str]) -> Outcome | Errors:
    return page_form.save(context, page_fields.details(context.programme, context.translator), shown, typed)


def say_one(context: Context, name: str, verb: str, typed: str) -> Response:
    """One field on one line; without a value, the form. name: of the field, verb: as it is typed."""
    field = page_fields.details(context.programme, context.translator).get(name)
    startup, said = resolve_startup_first(context, typed, f"startup {verb}")
    value = after_colon(said)
    if not value or field is None:
        return _form(context, startup)
    context.require(Right.EDIT_STARTUP, startup)
    return page_form.state_one(context, startup, field, field.understood(value))


def say_coach(context: Context, typed: str) -> Response:
    first, rest = split(typed)
    if verb_in(first, REMOVE):
        return _without_coach(context, rest)
    if not typed:
        return edit(context, "")
    if not has_mentions(typed):
        raise UserError(_WHICH_COACH)
    startup = resolve_startup_ignoring_mentions(context, typed, "startup coach")
    context.require(Right.EDIT_STARTUP, startup)
    named = resolve_mentions(context, typed)
    if len(named) != 1:
        raise UserError(_WHICH_COACH)
    startups.lock_startup(context.session, startup.id)
    page.keep_coach(context.session, startup.id, named[0].id)
    return page_form.kept(
        context, startup, context.translator.text(N_("Coach")), context.translator.name(named[0].name)
    )


def _without_coach(context: Context, typed: str) -> Message:
    startup = resolve_startup(context, without_mentions(typed), "startup coach remove")
    context.require(Right.EDIT_STARTUP, startup)
    startups.lock_startup(context.session, startup.id)
    page.keep_coach(context.session, startup.id, None)
    done = N_("Done: the page of **{startup}** names no coach any more.")
    button = page_button(context, startup)
    return Message((context.translator.render(done, startup=startup.name),), (button,))
