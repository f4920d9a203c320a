"""The settings of the expert who asks, as they are shown to them."""

from gamma.chat import Button, Message
from gamma.experts.expert import Expert
from gamma.experts.profile_messages import domains_button, profile
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from storage.experts import experts, workload


def own(context: Context) -> Expert | None:
    return experts.load(context.session, context.actor.id)


def shown(context: Context, *first: Text) -> Message:
    """The settings as they are now, below what is to be said first."""
    expert = own(context)
    if expert is None:
        return not_yet(context, *first)
    busy = workload.of(context.session, expert.person_id, context.now, context.reader_zone)
    told = profile(context.programme, context.translator, expert, busy, context.now, context.reader_zone)
    return Message((*first, *told.paragraphs), told.buttons)


def not_yet(context: Context, *first: Text) -> Message:
    translator = context.translator
    told = N_(
        "You are not in the expert network yet. Would you like to help other teams now and then? "
        "You say in what and how often; “not for me” is always a good answer."
    )
    join = Button(translator.text(N_("Join the network")), says="expert join", main=True)
    return Message((*first, translator.render(told)), (join, domains_button(translator)))
