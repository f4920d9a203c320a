"""`/gamma startup enrol` and `withdraw`: which startups take part in the programme."""

from collections.abc import Mapping

from gamma.chat import Button, Form, Message
from gamma.dates import day_in
from gamma.people.rights import Right
from gamma.programme.file import Programme
from gamma.startups import page_fields
from gamma.startups.page_fields import COACH, MANAGER, PageField
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_, Translator
from handlers.engine.command_spec import (
    ALL_FIELDS,
    Arguments,
    Changes,
    FormAnswers,
    FormSpec,
    Subcommand,
    Usage,
)
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import FormRefusedError, open_form
from handlers.engine.resolve import (
    has_mentions,
    require_startup,
    resolve_mentions,
    resolve_startup_ignoring_mentions,
)
from handlers.startups import page_form
from handlers.startups.managers import assign_manager
from handlers.startups.page import enrol_button, page_button
from handlers.startups.welcome import welcome
from storage.startups import enrolment

_ONLY_PROGRAMME_TEAM = N_(
    "Startups are enrolled by the programme team: please ask somebody there. Nothing was changed."
)
_ONLY_THEY_WITHDRAW = N_(
    "Startups are taken out of the programme by the programme team: please ask somebody there. "
    "Nothing was changed."
)


def _enrol(context: Context, given: Arguments) -> Response:
    """With people named, at once; else by the form."""
    startup = _resolve_permitted_startup(context, given.text, "startup enrol", _ONLY_PROGRAMME_TEAM)
    if has_mentions(given.text):
        return _enrol_with_managers(context, startup, given.text)
    if enrolment.enrolled_at(context.session, startup.id):
        return Message((_enrolled_since_line(context, startup),), _page_buttons(context, startup))
    return _open_form(context, startup)


def _withdraw(context: Context, given: Arguments) -> Message:
    startup = _resolve_permitted_startup(context, given.text, "startup withdraw", _ONLY_THEY_WITHDRAW)
    translator = context.translator
    if not enrolment.enrolled_at(context.session, startup.id):
        not_enrolled = N_("**{startup}** is not enrolled in the programme.")
        return Message(
            (translator.render(not_enrolled, startup=startup.name),), (enrol_button(context, startup),)
        )
    if not given.confirmed:
        return _ask_to_withdraw(context, startup)
    enrolment.withdraw(context.session, startup.id, context.now)
    context.remind_again(startup.id)
    done = N_("Done: **{startup}** no longer takes part in the programme. All that is known of it is kept.")
    again = Button(translator.text(N_("Enrol again")), says="startup enrol", about=startup.id)
    return Message((translator.render(done, startup=startup.name),), (again,))


def _ask_to_withdraw(context: Context, startup: Startup) -> Message:
    translator = context.translator
    question = N_(
        "Take **{startup}** out of the programme? Its reminders end; all that is known of it is kept."
    )
    buttons = (
        Button(translator.text(N_("Yes, take it out")), says="startup withdraw yes", about=startup.id),
        Button(translator.text(N_("No, leave it in")), says="startup", about=startup.id, main=True),
    )
    return Message((translator.render(question, startup=startup.name),), buttons)


def _resolve_permitted_startup(context: Context, typed: str, command: str, refusal: str) -> Startup:
    """Raises NotAllowedError, of this place's startup before any other is looked for."""
    if context.startup:
        context.require(Right.ENROL, context.startup, refusal)
    startup = resolve_startup_ignoring_mentions(context, typed, command)
    context.require(Right.ENROL, startup, refusal)
    return startup


def _enrol_with_managers(context: Context, startup: Startup, typed: str) -> Message:
    managers = resolve_mentions(context, typed)
    lines = [_enrol_and_confirm(context, startup)]
    lines += [assign_manager(context, startup, person) for person in managers]
    return Message((Text.lines(*lines),), _page_buttons(context, startup))


def _enrol_and_confirm(context: Context, startup: Startup) -> Text:
    if enrolment.enrol(context.session, startup.id, context.actor, context.now):
        context.remind_again(startup.id)
        welcome(context, startup.id)
        done = N_("Done: **{startup}** takes part in the programme.")
        return context.translator.render(done, startup=startup.name)
    return _enrolled_since_line(context, startup)


def _enrolled_since_line(context: Context, startup: Startup) -> Text:
    enrolled_at = enrolment.enrolled_at(context.session, startup.id) or context.now
    day = context.translator.date(day_in(enrolled_at, context.zone))
    since = N_("**{startup}** has taken part in the programme since {day}.")
    return context.translator.render(since, startup=startup.name, day=day)


def _page_buttons(context: Context, startup: Startup) -> tuple[Button, ...]:
    label = context.translator.text(N_("Complete the page"))
    return (page_button(context, startup), Button(label, says="startup edit", about=startup.id))


def _open_form(context: Context, startup: Startup) -> Form:
    intro = N_("{startup}: all of this may be left empty, and said later.")
    return open_form(context, FORM, startup, intro=context.translator.text(intro, startup=startup.name))


def _fields(programme: Programme, translator: Translator) -> Mapping[str, PageField]:
    return {
        MANAGER: page_fields.manager_field(translator),
        **page_fields.detail_fields(programme, translator),
    }


def _save(context: Context, answers: FormAnswers) -> Outcome:
    """It takes part also where something else in the form has to be said again."""
    startup = require_startup(answers.startup)
    enrolment.enrol(context.session, startup.id, context.actor, context.now)
    context.remind_again(startup.id)
    welcome(context, startup.id)
    try:
        return {**page_form.save(context, answers), "enrolled": True}
    except FormRefusedError as refused:
        raise FormRefusedError(refused.fields, rest_kept=True) from None


FORM = FormSpec(
    route="startup.enrol",
    title=N_("Enrol a startup"),
    submit=N_("Enrol"),
    questions=page_form.questions(_fields),
    save=_save,
    result=page_form.result,
    right=Right.ENROL,
    refusal=_ONLY_PROGRAMME_TEAM,
    guarded=True,
    separable=ALL_FIELDS,
    in_private=True,
    people=(MANAGER, COACH),
    names_owners=True,
)
ENROL = Subcommand(
    "enrol",
    _enrol,
    spellings=("enrol", "inscrire", "enroll", "enrôler"),
    opposite="withdraw",
    usages=(
        Usage(
            {"en": "startup enrol velo-facile", "fr": "startup inscrire velo-facile"},
            N_("have a startup take part in the programme (programme team)"),
        ),
    ),
    changes=Changes.ALWAYS,
)
WITHDRAW = Subcommand(
    "withdraw",
    _withdraw,
    spellings=("withdraw", "retirer", "désinscrire"),
    asks=True,
    opposite="enrol",
    usages=(
        Usage(
            {"en": "startup withdraw", "fr": "startup retirer"},
            N_("take it out of the programme; nothing is lost (programme team)"),
        ),
    ),
    changes=Changes.CONFIRMED,
)
