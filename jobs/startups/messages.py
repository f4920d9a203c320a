"""What is said to those who follow a startup, and to who completed its page."""

from collections.abc import Iterator

from gamma.chat import Button, Message
from gamma.startups.manager_messages import also_followed, you_out_of_the_team
from gamma.startups.page_confirmation import page_kept
from gamma.startups.sponsor_contact import contacts_told
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, Render, Subject
from storage.assessments.assessments import Assessments
from storage.startups import enrolment, sponsor_contacts, startups


def manager_assigned(context: MessageContext, subject: Subject) -> Message | None:
    """Tells somebody that they follow a startup now; nothing, if that was undone meanwhile."""
    startup = startups.load(context.session, subject["startup"])
    if not startup or startup.id not in enrolment.managed_by(context.session, subject["manager"]):
        return None
    translator = context.translator
    told = N_(
        "Hello! You now follow **{startup}** as its portfolio manager: {person} asked me to tell you. "
        "You can read what its team shares and complete its page. "
        "If that is a mistake, please tell the programme team."
    )
    buttons = (
        Button(translator.text(N_("The startup’s page")), says="startup", about=startup.id, main=True),
        Button(translator.text(N_("What matters now")), says="now", about=startup.id),
    )
    text = translator.render(told, startup=startup.name, person=context.name_of(subject["person"]))
    return Message((text, *_to_be_known(context, startup, subject["manager"])), buttons)


def _to_be_known(context: MessageContext, startup: Startup, manager: int) -> Iterator[Text]:
    """Who else follows the startup, and that one is not of its team any more."""
    known = enrolment.managers_of(context.session, startup.id)
    if others := [context.translator.name(other.name) for other in known if other.id != manager]:
        yield also_followed(context.translator, startup, others)
    if Assessments(context.session, context.programme).has_answered(startup.id, manager):
        yield you_out_of_the_team(context.translator)


def manager_removed(context: MessageContext, subject: Subject) -> Message | None:
    """Tells somebody that they follow a startup no longer; nothing, if they do again."""
    startup = startups.load(context.session, subject["startup"])
    if not startup or startup.id in enrolment.managed_by(context.session, subject["manager"]):
        return None
    told = N_(
        "You no longer follow **{startup}** as its portfolio manager: {person} changed that. Thank you!"
    )
    return Message(
        (context.translator.render(told, startup=startup.name, person=context.name_of(subject["person"])),)
    )


def page_stated(context: MessageContext, subject: Subject) -> Message | None:
    """What a form led to, where it lasts."""
    startup = startups.load(context.session, subject["startup"])
    if not startup:
        return None
    kept = Assessments(context.session, context.programme)
    known = enrolment.managers_of(context.session, startup.id)
    from_the_team = [
        context.translator.name(person.name)
        for person in known
        if person.id == subject["named"] and kept.has_answered(startup.id, person.id)
    ]
    managers = [context.translator.name(person.name) for person in known]
    return page_kept(context.translator, context.programme, startup, subject, managers, from_the_team)


def contact_stated(context: MessageContext, subject: Subject) -> Message | None:
    """The contacts at the sponsor after a form, where they last."""
    startup = startups.load(context.session, subject["startup"])
    if not startup:
        return None
    known = sponsor_contacts.contacts_of(context.session, startup.id)
    return contacts_told(context.translator, startup, known)


RENDERS: tuple[Render, ...] = (manager_assigned, manager_removed, page_stated, contact_stated)
