"""`/gamma startup manager`: who follows a startup as portfolio manager."""

from collections.abc import Iterator

from gamma.chat import Message
from gamma.errors import UserError
from gamma.people.person import Person
from gamma.people.rights import Right
from gamma.startups.manager_messages import also_followed, out_of_the_team
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.resolve import has_mentions, resolve_mentions, resolve_startup_ignoring_mentions
from handlers.startups.page import page_button
from handlers.typed_text import Verbs, split, verb_in
from storage.assessments.assessments import Assessments
from storage.startups import enrolment

REMOVE: Verbs = {"remove": ("remove", "retirer", "enlever", "supprimer")}

_ONLY_PROGRAMME_TEAM = N_(
    "Portfolio managers are named by the programme team: please ask somebody there. Nothing was changed."
)
_NOBODY = N_(
    "Who is it? Write `@` and choose a name, as in `/gamma startup manager @pauline`. Nothing was changed."
)


def say(context: Context, typed: str) -> Message:
    if context.startup:
        context.require(Right.ASSIGN_MANAGER, context.startup, _ONLY_PROGRAMME_TEAM)
    first, rest = split(typed)
    removing = verb_in(first, REMOVE) is not None
    words = rest if removing else typed
    if not has_mentions(words):
        raise UserError(_NOBODY)
    asking = "startup manager remove" if removing else "startup manager"
    startup = resolve_startup_ignoring_mentions(context, words, asking)
    context.require(Right.ASSIGN_MANAGER, startup, _ONLY_PROGRAMME_TEAM)
    act = _removed if removing else assigned
    told = [act(context, startup, person) for person in resolve_mentions(context, words)]
    return Message((Text.lines(*told),), (page_button(context, startup),))


def assigned(context: Context, startup: Startup, person: Person) -> Text:
    """Assign the person, who is told in private, and say so; once, however often it is asked."""
    translator, name = context.translator, context.translator.name(person.name)
    if startup.id in enrolment.managed_by(context.session, person.id):
        return translator.render(
            N_("{person} follows **{startup}** already."), person=name, startup=startup.name
        )
    enrolment.assign_manager(context.session, startup.id, person.id)
    context.remind_again(startup.id)
    _tell(context, startup, person, "manager_assigned")
    done = translator.render(
        N_("Done: {person} follows **{startup}** now, and is told so in private."),
        person=name,
        startup=startup.name,
    )
    return Text.lines(done, *_to_be_known(context, startup, person))


def _to_be_known(context: Context, startup: Startup, person: Person) -> Iterator[Text]:
    """Who else follows the startup, and that the person is not of the team any more."""
    known = enrolment.managers_of(context.session, startup.id)
    if others := [
        context.translator.name(other.name) for other in known if other.account not in context.named
    ]:
        yield also_followed(context.translator, startup, others)
    if Assessments(context.session, context.programme).has_answered(startup.id, person.id):
        yield out_of_the_team(context.translator, startup, context.translator.name(person.name))


def _removed(context: Context, startup: Startup, person: Person) -> Text:
    translator, name = context.translator, context.translator.name(person.name)
    if startup.id not in enrolment.managed_by(context.session, person.id):
        return translator.render(
            N_("{person} does not follow **{startup}**."), person=name, startup=startup.name
        )
    enrolment.remove_manager(context.session, startup.id, person.id)
    context.remind_again(startup.id)
    _tell(context, startup, person, "manager_removed")
    done = N_("Done: {person} no longer follows **{startup}**, and is told so in private.")
    return translator.render(done, person=name, startup=startup.name)


def _tell(context: Context, startup: Startup, person: Person, kind: str) -> None:
    key = f"{kind}:{startup.id}:{person.id}:{context.now.isoformat()}"
    subject = {"startup": startup.id, "person": context.actor.id, "manager": person.id}
    context.notify(person, kind, key, subject)
