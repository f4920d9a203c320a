"""What the programme team is told of the expert network: the domains in which somebody is missing."""

from gamma.chat import Message
from gamma.experts.profile_messages import coverage_changed
from jobs.message_context import MessageContext, Render, Subject


def expert_coverage(context: MessageContext, subject: Subject) -> Message:
    """As it was counted that morning: what changes later is next week's news."""
    return coverage_changed(context.programme, context.translator, subject["before"], subject["experts"])


IN_HOURS: tuple[Render, ...] = (expert_coverage,)
RENDERS: tuple[Render, ...] = IN_HOURS
