"""Thanks to who gave, once and for others, what has just answered a question."""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.experts.known_messages import thanks_for_answer, thanks_for_resource
from gamma.resources.messages import resource_line
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.experts import questions
from storage.resources import resources


def question_known(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing where its asker had somebody asked after all, or where it is shared no more."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.resolution != "known" or context.reader is None:
        return None
    reader = context.resource_reader
    if question.known_answer:
        answered = questions.load(context.session, question.known_answer)
        is_theirs = answered is not None and answered.expert_id == context.reader.id
        return thanks_for_answer(reader, answered) if answered and is_theirs and answered.is_shared else None
    resource = resources.load(context.session, question.known_resource or 0)
    if resource is None or resource.suggested_by != context.reader.id or resource.state != "public":
        return None
    return thanks_for_resource(reader, resource_line(reader, resource))


MESSAGES: Mapping[str, MessageKind] = {
    "question_known": MessageKind(question_known, Timing.IN_HOURS),
}
