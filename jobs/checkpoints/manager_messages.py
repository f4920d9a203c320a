"""Before a checkpoint, to the startup's portfolio managers: another message than the channel's."""

from datetime import timedelta

from gamma.chat import Message
from gamma.checkpoints.checkpoint import Checkpoint
from gamma.checkpoints.manager_messages import MOST_THINGS, manager_reminder, things
from gamma.startups.startup import Startup
from jobs.message_context import FactMessage, MessageContext
from storage import agenda as agenda_parts

_NEAR = timedelta(days=3)


def manager_message(context: MessageContext, checkpoint: Checkpoint, startup: Startup) -> Message:
    """Two things at most, each told once for this checkpoint, unless it changes. It always says the date."""
    agenda = agenda_parts.assemble(context.session, context, startup, checkpoint)
    is_near = checkpoint.starts_at - context.now <= _NEAR
    every = list(things(context.translator, agenda, is_near=is_near))
    facts = {f"eye:{checkpoint.id}:{each.fact}": each.state for each in every}
    news = context.find_news(facts)
    chosen = [each for each in every if f"eye:{checkpoint.id}:{each.fact}" in news][:MOST_THINGS]
    message = manager_reminder(
        context.translator, agenda, checkpoint, chosen, context.now, context.reader_zone
    )
    told = {f"eye:{checkpoint.id}:{each.fact}": each.state for each in chosen}
    return FactMessage.of(message, told, needed=True)
