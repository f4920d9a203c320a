"""What is said when channels are linked."""

from collections.abc import Mapping

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.platform_names import platform_name
from gamma.programme.channels import channel_of_phase
from gamma.text import Text
from gamma.translator import N_
from jobs.message_context import MessageContext, MessageKind, Subject, Timing, load_startup
from storage.startups import enrolment


def channel_linked(context: MessageContext, subject: Subject) -> Message | None:
    """Tells a channel that it is linked now, and by whom."""
    startup = load_startup(context, subject["startup"])
    translator = context.translator
    hello = translator.render(
        N_("Hello! {person} linked this channel to **{startup}**. Type `/gamma` whenever you like."),
        person=context.name_of(subject["person"]),
        startup=startup.name,
    )
    button = Button(translator.text(N_("Assess")), says="assess", about=startup.id, for_all=True)
    return Message((hello,), (button,))


def startup_welcome(context: MessageContext, subject: Subject) -> Message | None:
    """Three lines, while it takes part and the channel is its own."""
    startup = load_startup(context, subject["startup"])
    if context.channel_of != startup.id or not enrolment.enrolled_at(context.session, startup.id):
        return None
    translator = context.translator
    lines = [
        translator.render(N_("Welcome to the programme, **{startup}**!"), startup=startup.name),
        translator.render(
            N_(
                "I help you see where you stand, prepare the checkpoints with your sponsor and find an "
                "expert; what you answer stays yours until you share it."
            )
        ),
        translator.render(
            N_("Once a quarter I ask how you stand. In between, `/gamma` is there when you need it.")
        ),
    ]
    phase = startup.phase_on(day_in(context.now, context.reader_zone))
    platform = context.recipient.platform
    channel = channel_of_phase(context.programme.channels, platform, phase.name if phase else "")
    if channel:
        others = N_("Teams at the same stage talk to each other in {channel}: you are welcome there.")
        lines.append(translator.render(others, channel=channel.name))
    button = Button(
        translator.text(N_("See where we stand")), says="assess", about=startup.id, main=True, for_all=True
    )
    return Message((Text.lines(*lines),), (button,))


def channel_unlinked(context: MessageContext, subject: Subject) -> Message | None:
    """Tells a channel that it is linked no more, and by whom."""
    startup = load_startup(context, subject["startup"])
    sentence = N_(
        "{person} undid the link of this channel to **{startup}**. `/gamma startup link` makes a new one."
    )
    return Message(
        (
            context.translator.render(
                sentence, person=context.name_of(subject["person"]), startup=startup.name
            ),
        )
    )


def channel_announced(context: MessageContext, subject: Subject) -> Message | None:
    """Tells the programme team that a channel was linked, and proposes to enrol its startup."""
    startup = load_startup(context, subject["startup"])
    translator = context.translator
    announcement = translator.render(
        N_("{person} linked a channel on {platform} to **{startup}**."),
        person=context.name_of(subject["person"]),
        platform=platform_name(translator, subject["platform"]),
        startup=startup.name,
    )
    if enrolment.enrolled_at(context.session, startup.id):
        return Message((announcement,))
    proposal = translator.render(
        N_("It is not enrolled in the programme yet: `/gamma startup enrol {id}` does it."), id=startup.id
    )
    button = Button(translator.text(N_("Enrol")), says="startup enrol", about=startup.id, main=True)
    return Message((Text.lines(announcement, proposal),), (button,))


def invite_me(context: MessageContext, _subject: Subject) -> Message:
    how = N_(
        "The channel is linked, but I cannot read or post there yet. Please invite me: `/invite @gamma`."
    )
    return Message((context.translator.render(how),))


MESSAGES: Mapping[str, MessageKind] = {
    "channel_linked": MessageKind(channel_linked),
    "startup_welcome": MessageKind(startup_welcome),
    "channel_unlinked": MessageKind(channel_unlinked),
    "channel_announced": MessageKind(channel_announced, Timing.NEWS),
    "invite_me": MessageKind(invite_me),
}
