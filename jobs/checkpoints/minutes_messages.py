"""What is said once minutes were written: the recap for the team, and what was understood, to the author."""

from gamma.chat import Message
from gamma.checkpoints import minutes_messages
from gamma.local_time import LocalMoment
from jobs.message_context import MessageContext, Render, Subject
from storage.checkpoints import checkpoints, minutes


def minutes_recap(facts: MessageContext, subject: Subject) -> Message | None:
    """Nothing, if they were corrected meanwhile: that revision has a recap of its own."""
    found = minutes.load(facts.session, subject["checkpoint"])
    if found is None or found.revision != subject["revision"]:
        return None
    return minutes_messages.recap(facts.translator, found, facts.now, for_all=facts.for_all)


def minutes_written(facts: MessageContext, subject: Subject) -> Message | None:
    """To the author, where nothing is shown after a form."""
    found = minutes.load(facts.session, subject["checkpoint"])
    if found is None:
        return None
    translator, now = facts.translator, facts.now
    message = minutes_messages.written(translator, found, subject["unread"], subject["gone"], now)
    if not subject["next"]:
        return message
    zone = checkpoints.startup_zone(facts.session, found.startup.id, facts.zone)
    moment = LocalMoment.of_code(subject["next"], zone)
    return minutes_messages.with_next(translator, message, found, moment, now, facts.reader_zone)


RENDERS: tuple[Render, ...] = (minutes_recap, minutes_written)
