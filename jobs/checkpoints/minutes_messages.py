"""What is said once minutes were written: the recap for the team, and what was understood, to the author."""

from gamma.chat import Message
from gamma.checkpoints import minutes_messages
from gamma.local_time import LocalMoment
from jobs.message_context import MessageContext, Render, Subject
from storage.checkpoints import checkpoints, minutes


def minutes_recap(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, if they were corrected meanwhile: that revision has a recap of its own."""
    found = minutes.load(context.session, subject["checkpoint"])
    if found is None or found.revision != subject["revision"]:
        return None
    return minutes_messages.recap(context.translator, found, context.now, for_all=context.for_all)


def minutes_written(context: MessageContext, subject: Subject) -> Message | None:
    """To the author, where nothing is shown after a form."""
    found = minutes.load(context.session, subject["checkpoint"])
    if found is None:
        return None
    translator, now = context.translator, context.now
    message = minutes_messages.written(translator, found, subject["unread"], subject["gone"], now)
    if not subject["next"]:
        return message
    zone = checkpoints.startup_zone(context.session, found.startup.id, context.zone)
    moment = LocalMoment.of_code(subject["next"], zone)
    return minutes_messages.with_next(translator, message, found, moment, now, context.reader_zone)


RENDERS: tuple[Render, ...] = (minutes_recap, minutes_written)
