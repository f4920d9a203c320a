"""`/gamma startup`: the startup's page, and what can be done about it."""

from gamma.chat import Button, Message
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, CommandSpec, Subcommand
from handlers.engine.context import Context
from handlers.engine.resolve import resolve_startup
from handlers.startups import (
    channels,
    details,
    enrolment,
    manager_command,
    objectives,
    page,
    sponsor_contacts,
)


def show(context: Context, given: Arguments) -> Message:
    """The page; in a team's channel that is not linked yet, how to link it."""
    if not context.startup and not given.text and not context.place.direct:
        context.open_to_team()
        translator = context.translator
        text = translator.render(N_("This channel is not linked to a startup yet."))
        button = Button(translator.text(N_("Link a startup")), says="startup link", main=True)
        return Message((text,), (button,))
    startup = resolve_startup(context, given.text, "startup")
    context.open_to_team(startup.id)
    return page.page_message(context, startup)


COMMAND = CommandSpec(
    id="startup",
    names={"en": "startup", "fr": "startup"},
    aliases=("start-up", "produit", "équipe", "team"),
    summary=N_("your startup’s page, who is around it, what is expected of it"),
    plain=Subcommand("", show),
    colon=True,
    mentions_people=True,
    subcommands=(
        channels.LINK,
        channels.UNLINK,
        Subcommand("show", show, spellings=("show", "voir", "montrer", "page")),
        details.EDIT,
        *details.DETAILS,
        sponsor_contacts.SPONSOR,
        *objectives.OBJECTIVES,
        enrolment.ENROL,
        enrolment.WITHDRAW,
        manager_command.MANAGER,
    ),
    forms=(
        channels.FORM,
        enrolment.FORM,
        details.FORM,
        sponsor_contacts.FORM,
        objectives.FORM,
        manager_command.FORM,
    ),
)
