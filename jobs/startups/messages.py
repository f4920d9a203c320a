"""What is said to those who follow a startup."""

from collections.abc import Iterator, Mapping

from gamma.chat import Button, Message
from gamma.startups.manager_messages import other_managers, self_left_team_warning
from gamma.startups.startup import Startup
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, load_startup
from storage.assessments.assessments import Assessments
from storage.startups import enrolment


def manager_assigned(context: MessageContext, subject: Subject) -> Message | None:
    """Tells somebody that they follow a startup now; nothing, if that was undone meanwhile."""
    startup = load_startup(context, subject["startup"])
    if startup.id not in enrolment.managed_by(context.session, subject["manager"]):
        return None
    translator = context.translator
    sentence = N_(
        "Hello! You now follow **{startup}** as its portfolio manager: {person} asked me to tell you. "
        "You can read what its team shares and complete its page. "
        "If that is a mistake, please tell the programme team."
    )
    buttons = (
        Button(translator.text(N_("The startup’s page")), says="startup show", about=startup.id, main=True),
        Button(translator.text(N_("What matters now")), says="now", about=startup.id),
    )
    text = translator.render(sentence, startup=startup.name, person=context.name_of(subject["person"]))
    return Message((text, *_consequences(context, startup, subject["manager"])), buttons)


def _consequences(context: MessageContext, startup: Startup, manager: int) -> Iterator[Text]:
    """Who else follows the startup, and that one is not of its team any more."""
    managers = enrolment.managers_of(context.session, startup.id)
    if other_names := [context.translator.name(other.name) for other in managers if other.id != manager]:
        yield other_managers(context.translator, startup, other_names)
    if Assessments(context.session, context.programme).has_answered(startup.id, manager):
        yield self_left_team_warning(context.translator)


def manager_removed(context: MessageContext, subject: Subject) -> Message | None:
    """Tells somebody that they follow a startup no longer; nothing, if they do again."""
    startup = load_startup(context, subject["startup"])
    if startup.id in enrolment.managed_by(context.session, subject["manager"]):
        return None
    sentence = N_(
        "You no longer follow **{startup}** as its portfolio manager: {person} changed that. Thank you!"
    )
    return Message(
        (
            context.translator.render(
                sentence, startup=startup.name, person=context.name_of(subject["person"])
            ),
        )
    )


MESSAGES: Mapping[str, MessageKind] = {
    "manager_assigned": MessageKind(manager_assigned, Timing.NEWS),
    "manager_removed": MessageKind(manager_removed, Timing.NEWS),
}
