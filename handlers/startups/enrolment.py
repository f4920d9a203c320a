"""`/gamma startup enrol` and `withdraw`: which startups take part in the programme."""

from collections.abc import Mapping

from gamma.chat import Button, Errors, Form, Message
from gamma.dates import day_in
from gamma.people.rights import Right
from gamma.startups import page_fields
from gamma.startups.page_fields import MANAGER
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.resolve import (
    has_mentions,
    require_form_startup,
    resolve_mentions,
    resolve_startup_ignoring_mentions,
)
from handlers.startups import page_form
from handlers.startups.managers import assigned
from handlers.startups.page import enrol_button, page_button
from storage.startups import enrolment

_ONLY_PROGRAMME_TEAM = N_(
    "Startups are enrolled by the programme team: please ask somebody there. Nothing was changed."
)
_ONLY_THEY_WITHDRAW = N_(
    "Startups are taken out of the programme by the programme team: please ask somebody there. "
    "Nothing was changed."
)


def enrol(context: Context, typed: str) -> Response:
    """With people named, at once; else by the form."""
    startup = _meant(context, typed, "startup enrol")
    if has_mentions(typed):
        return _at_once(context, startup, typed)
    if enrolment.enrolled_at(context.session, startup.id):
        return Message((_since(context, startup),), _next(context, startup))
    return _form(context, startup)


def withdraw(context: Context, typed: str) -> Message:
    startup = _meant(context, typed, "startup withdraw", _ONLY_THEY_WITHDRAW)
    translator = context.translator
    if not enrolment.enrolled_at(context.session, startup.id):
        told = translator.render(N_("**{startup}** is not enrolled in the programme."), startup=startup.name)
        return Message((told,), (enrol_button(context, startup),))
    enrolment.withdraw(context.session, startup.id, context.now)
    context.remind_again(startup.id)
    done = N_("Done: **{startup}** no longer takes part in the programme. All that is known of it is kept.")
    again = Button(translator.text(N_("Enrol again")), says="startup enrol", about=startup.id)
    return Message((translator.render(done, startup=startup.name),), (again,))


def save(context: Context, shown: str, typed: Mapping[str, str]) -> Outcome | Errors:
    startup = require_form_startup(context, Right.ENROL, _ONLY_PROGRAMME_TEAM)
    outcome = page_form.keep(context, startup, _fields(context), shown, typed)
    if isinstance(outcome, Errors):
        return outcome
    enrolment.enrol(context.session, startup.id, context.actor, context.now)
    context.remind_again(startup.id)
    enrolled = {**outcome, "enrolled": True}
    page_form.tell(context, startup, enrolled, typed)
    return enrolled


def _meant(context: Context, typed: str, asking: str, otherwise: str = _ONLY_PROGRAMME_TEAM) -> Startup:
    """Raises NotAllowedError, of this place's startup before any other is looked for."""
    if context.startup:
        context.require(Right.ENROL, context.startup, otherwise)
    startup = resolve_startup_ignoring_mentions(context, typed, asking)
    context.require(Right.ENROL, startup, otherwise)
    return startup


def _at_once(context: Context, startup: Startup, typed: str) -> Message:
    managers = resolve_mentions(context, typed)
    told = [_enrolled(context, startup), *(assigned(context, startup, person) for person in managers)]
    return Message((Text.lines(*told),), _next(context, startup))


def _enrolled(context: Context, startup: Startup) -> Text:
    if enrolment.enrol(context.session, startup.id, context.actor, context.now):
        context.remind_again(startup.id)
        done = N_("Done: **{startup}** takes part in the programme.")
        return context.translator.render(done, startup=startup.name)
    return _since(context, startup)


def _since(context: Context, startup: Startup) -> Text:
    enrolled_at = enrolment.enrolled_at(context.session, startup.id) or context.now
    day = context.translator.date(day_in(enrolled_at, context.zone))
    told = N_("**{startup}** has taken part in the programme since {day}.")
    return context.translator.render(told, startup=startup.name, day=day)


def _next(context: Context, startup: Startup) -> tuple[Button, ...]:
    label = context.translator.text(N_("Complete the page"))
    return (page_button(context, startup), Button(label, says="startup edit", about=startup.id))


def _form(context: Context, startup: Startup) -> Form:
    translator = context.translator
    fields, shown = page_form.asked(context, startup, _fields(context))
    return Form(
        route=f"startup.enrol.{shown}",
        title=translator.text(N_("Enrol a startup")),
        intro=translator.text(
            N_("{startup}: all of this may be left empty, and said later."), startup=startup.name
        ),
        fields=fields,
        submit=translator.text(N_("Enrol")),
        about=startup.id,
    )


def _fields(context: Context) -> page_form.Fields:
    manager = page_fields.manager(context.translator)
    return {MANAGER: manager, **page_fields.details(context.programme, context.translator)}
