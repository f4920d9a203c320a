"""What somebody of the network reads of their own settings, after a form where it cannot be shown at once."""

from gamma.chat import Message
from gamma.experts.profile_messages import profile
from jobs.message_context import MessageContext, Render, Subject
from storage.experts import experts, workload


def expert_profile(facts: MessageContext, subject: Subject) -> Message | None:
    expert = experts.load(facts.session, subject["person"])
    if expert is None:
        return None
    busy = workload.of(facts.session, expert.person_id, facts.now, facts.reader_zone)
    return profile(facts.programme, facts.translator, expert, busy, facts.now, facts.reader_zone)


RENDERS: tuple[Render, ...] = (expert_profile,)
