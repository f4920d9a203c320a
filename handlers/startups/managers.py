"""`/gamma startup manager`: who follows a startup as portfolio manager."""

from collections.abc import Callable, Iterator

from gamma.chat import Message
from gamma.errors import UserError
from gamma.people.person import Person
from gamma.people.rights import Right
from gamma.startups.manager_messages import left_team_warning, other_managers
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, Subcommand, Usage
from handlers.engine.context import Context
from handlers.engine.resolve import has_mentions, resolve_mentions, resolve_startup_ignoring_mentions
from handlers.startups.page import page_button
from storage.assessments.assessments import Assessments
from storage.startups import enrolment

REMOVE_SPELLINGS = ("remove", "retirer", "enlever", "supprimer")

_ONLY_PROGRAMME_TEAM = N_(
    "Portfolio managers are named by the programme team: please ask somebody there. Nothing was changed."
)
_NOBODY = N_(
    "Who is it? Write `@` and choose a name, as in `/gamma startup manager @pauline`. Nothing was changed."
)


def _assign(context: Context, given: Arguments) -> Message:
    return _change_and_confirm(context, given.text, "startup manager", assign_manager)


def _remove(context: Context, given: Arguments) -> Message:
    return _change_and_confirm(context, given.text, "startup manager remove", _remove_manager, also_gone=True)


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


def assign_manager(context: Context, startup: Startup, person: Person) -> Text:
    """Assign the person, who is told in private, and say so; once, however often it is asked."""
    translator, name = context.translator, context.translator.name(person.name)
    if startup.id in enrolment.managed_by(context.session, person.id):
        return translator.render(
            N_("{person} follows **{startup}** already."), person=name, startup=startup.name
        )
    enrolment.assign_manager(context.session, startup.id, person.id)
    context.remind_again(startup.id)
    _notify_manager(context, startup, person, "manager_assigned")
    done = translator.render(
        N_("Done: {person} follows **{startup}** now, and is told so in private."),
        person=name,
        startup=startup.name,
    )
    return Text.lines(done, *_consequence_lines(context, startup, person))


def _consequence_lines(context: Context, startup: Startup, person: Person) -> Iterator[Text]:
    """Who else follows the startup, and that the person is not of the team any more."""
    managers = enrolment.managers_of(context.session, startup.id)
    if other_names := [
        context.translator.name(other.name) for other in managers if other.account not in context.named
    ]:
        yield other_managers(context.translator, startup, other_names)
    if Assessments(context.session, context.programme).has_answered(startup.id, person.id):
        yield left_team_warning(context.translator, startup, context.translator.name(person.name))


def _remove_manager(context: Context, startup: Startup, person: Person) -> Text:
    translator, name = context.translator, context.translator.name(person.name)
    if startup.id not in enrolment.managed_by(context.session, person.id):
        return translator.render(
            N_("{person} does not follow **{startup}**."), person=name, startup=startup.name
        )
    enrolment.remove_manager(context.session, startup.id, person.id)
    context.remind_again(startup.id)
    if person.account in context.gone:
        gone = N_("Done: {person} no longer follows **{startup}**, and has no account here any more.")
        return translator.render(gone, person=name, startup=startup.name)
    _notify_manager(context, startup, person, "manager_removed")
    done = N_("Done: {person} no longer follows **{startup}**, and is told so in private.")
    return translator.render(done, person=name, startup=startup.name)


def _notify_manager(context: Context, startup: Startup, person: Person, kind: str) -> None:
    key = f"{kind}:{startup.id}:{person.id}:{context.now.isoformat()}"
    subject = {"startup": startup.id, "person": context.actor.id, "manager": person.id}
    context.notify(person, kind, key, subject)


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
    subcommands=(Subcommand("remove", _remove, spellings=REMOVE_SPELLINGS),),
)
