"""Who follows a startup as portfolio manager: named and taken off, and told so in private."""

from collections.abc import Iterator

from gamma.people.person import Person
from gamma.startups.manager_messages import left_team_warning, other_managers
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.context import Context
from storage.assessments.assessments import Assessments
from storage.startups import enrolment


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


def remove_manager(context: Context, startup: Startup, person: Person) -> Text:
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
