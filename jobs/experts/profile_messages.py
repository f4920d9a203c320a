"""What somebody of the network reads of their own settings, after a form where it cannot be shown at once."""

from gamma.chat import Message
from gamma.experts.profile_messages import profile
from jobs.message_context import MessageContext, Render, Subject
from storage.experts import experts, workload


def expert_profile(context: MessageContext, subject: Subject) -> Message | None:
    expert = experts.load(context.session, subject["person"])
    if expert is None:
        return None
    busy = workload.of(context.session, expert.person_id, context.now, context.reader_zone)
    return profile(context.programme, context.translator, expert, busy, context.now, context.reader_zone)


RENDERS: tuple[Render, ...] = (expert_profile,)
