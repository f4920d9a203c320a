"""The agenda, proposed to the team before the checkpoint."""

from gamma.chat import Message
from gamma.checkpoints import agenda_messages
from jobs.message_context import MessageContext, ReminderKind, Subject, is_reminded
from storage import agenda as agenda_parts
from storage.checkpoints import checkpoints
from storage.startups import startups


def checkpoint_agenda(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, once the checkpoint was changed or has begun."""
    session = context.session
    checkpoint = checkpoints.load(session, subject["checkpoint"])
    if checkpoint is None or checkpoint.revision != subject["revision"] or checkpoint.state != "planned":
        return None
    startup = startups.load(session, checkpoint.startup_id)
    if startup is None or checkpoint.starts_at <= context.now or not is_reminded(context, startup.id):
        return None
    found = agenda_parts.assemble(
        session, context.programme, startup, checkpoint, context.now, context.zone, context.command_ids
    )
    return agenda_messages.proposed(
        context.translator,
        context.programme,
        found,
        context.now,
        context.reader_zone,
        for_all=context.for_all,
    )


def _missed(_facts: MessageContext, _subject: Subject) -> Message | None:
    """The checkpoint is over: nobody needs its agenda."""
    return None


REMINDERS: tuple[ReminderKind, ...] = (ReminderKind(checkpoint_agenda, missed=_missed),)
