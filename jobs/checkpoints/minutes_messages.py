"""What is said once minutes were written: the recap for the team."""

from gamma.chat import Message
from gamma.checkpoints import minutes_messages
from jobs.message_context import MessageContext, Render, Subject
from storage.checkpoints import minutes


def minutes_recap(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, if they were corrected meanwhile: that revision has a recap of its own."""
    found = minutes.load(context.session, subject["checkpoint"])
    if found is None or found.revision != subject["revision"]:
        return None
    return minutes_messages.recap(context.translator, found, context.now, for_all=context.for_all)


RENDERS: tuple[Render, ...] = (minutes_recap,)
