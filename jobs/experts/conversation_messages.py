"""What both are asked and told after a question was taken, until it is closed.

Their subject is {"question": 12}. Who answered meanwhile is not asked again: such a message says nothing, or
what fits what is known by then.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gamma.chat import Message
from gamma.dates import day_in
from gamma.experts.conversation_messages import (
    Conversation,
    ask_asker_again,
    ask_expert_if_talked,
    ask_if_talked,
    ask_usefulness,
    closed_for_expert,
    expired_for_asker,
    expired_for_expert,
    shared_by_other_message,
    unshared_by_other,
    warn_of_closing,
)
from gamma.experts.question import day_of_notice
from gamma.experts.several_conversations import ask_several
from gamma.programme.file import Programme
from gamma.translator import Translator
from jobs.message_context import FactMessage, MessageContext, MessageKind, Subject, Timing
from storage.experts import questions
from storage.people import people


def question_talked(context: MessageContext, subject: Subject) -> Message | None:
    """To who asked, as long as nobody said that they have and the next question has not come."""
    conversation = _load(context, subject, "taken")
    if conversation is None or conversation.question.talked_at or _is_overtaken(conversation, 1):
        return None
    return _asked_together(context, conversation, "talked", ask_if_talked)


def question_silent(context: MessageContext, subject: Subject) -> Message | None:
    """To each of both."""
    conversation = _load(context, subject, "taken")
    if conversation is None:
        return None
    is_asker = _is_asker(context, conversation)
    if is_asker and _is_overtaken(conversation, 2):
        return None
    if conversation.question.talked_at:
        return ask_usefulness(context.programme, context.translator, conversation) if is_asker else None
    return _asked_together(
        context, conversation, "silent", ask_asker_again if is_asker else ask_expert_if_talked
    )


def _is_overtaken(conversation: Conversation, step: int) -> bool:
    """It waited so long that its reader is asked, or warned, in the next step already."""
    return conversation.question.followed_up > step


_Ask = Callable[[Programme, Translator, Conversation], Message]


def _asked_together(context: MessageContext, conversation: Conversation, step: str, ask: _Ask) -> Message:
    """What is to be asked of several questions at the same time is one message; each is asked once."""
    is_asker = _is_asker(context, conversation)
    every = [conversation, *_others_at_step(context, conversation, step, is_asker=is_asker)]
    facts = {_fact(step, each): "" for each in every}
    if len(every) > 1:
        message = ask_several(
            context.programme, context.translator, every, asks=is_asker, again=step == "silent" and is_asker
        )
    else:
        message = ask(context.programme, context.translator, conversation)
    message = replace(message, buttons=(*message.buttons, context.stop_button("follow_ups")))
    return FactMessage.of(message, facts)


def _others_at_step(
    context: MessageContext, conversation: Conversation, step: str, *, is_asker: bool
) -> list[Conversation]:
    """This reader's others that came to the same step, and that they were not asked about yet."""
    reader = conversation.question.asker_id if is_asker else conversation.question.expert_id or 0
    list_own = questions.asked_by if is_asker else questions.taken_by
    others = [
        other
        for each in reversed(list_own(context.session, reader))
        if each.id != conversation.question.id
        and not each.talked_at
        and each.followed_up == conversation.question.followed_up
        and (other := _load(context, {"question": each.id}, "taken"))
    ]
    news = context.find_news({_fact(step, each): "" for each in others})
    return [each for each in others if _fact(step, each) in news]


def _fact(step: str, conversation: Conversation) -> str:
    """Who took it anew, after another, is asked anew."""
    return f"{step}:{conversation.question.id}:{conversation.question.expert_id}"


def question_warned(context: MessageContext, subject: Subject) -> Message | None:
    """To who asked."""
    conversation = _load(context, subject, "taken")
    if conversation is None or conversation.question.next_at is None:
        return None
    zone = context.reader_zone
    day = context.translator.day(
        day_of_notice(conversation.question.next_at, zone), day_in(context.now, zone)
    )
    return warn_of_closing(context.programme, context.translator, conversation, day)


def question_expired(context: MessageContext, subject: Subject) -> Message | None:
    """To each of both, unless it was closed with an answer since."""
    conversation = _load(context, subject, "closed")
    if conversation is None or conversation.question.resolution != "expired":
        return None
    say = expired_for_asker if _is_asker(context, conversation) else expired_for_expert
    return say(context.programme, context.translator, conversation)


def question_closed(context: MessageContext, subject: Subject) -> Message | None:
    """To the expert. shares: whether the asker said with the closing that others may read it."""
    conversation = _answered(context, subject)
    if conversation is None:
        return None
    return closed_for_expert(context.programme, context.translator, conversation, wishes=subject["shares"])


def question_shared(context: MessageContext, subject: Subject) -> Message | None:
    """To the one of both who did not say it just now; nothing, if it was taken back."""
    conversation = _answered(context, subject)
    if conversation is None or conversation.question.confidential:
        return None
    is_asker = _is_asker(context, conversation)
    other_shares = conversation.question.expert_shares if is_asker else conversation.question.asker_shares
    if not other_shares:
        return None
    return shared_by_other_message(
        context.programme,
        context.translator,
        conversation,
        conversation.expert if is_asker else conversation.asker,
    )


def question_unshared(context: MessageContext, subject: Subject) -> Message | None:
    """To the other of both; nothing, if it is shared again."""
    conversation = _answered(context, subject)
    if conversation is None:
        return None
    is_asker = _is_asker(context, conversation)
    if conversation.question.expert_shares if is_asker else conversation.question.asker_shares:
        return None
    return unshared_by_other(
        context.programme,
        context.translator,
        conversation,
        conversation.expert if is_asker else conversation.asker,
    )


def _answered(context: MessageContext, subject: Subject) -> Conversation | None:
    conversation = _load(context, subject, "closed")
    return conversation if conversation and conversation.question.resolution == "answered" else None


def _load(context: MessageContext, subject: Subject, state: str) -> Conversation | None:
    """As long as it stands like this, for one of both."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.state != state or question.expert_id is None:
        return None
    both = [people.by_id(context.session, each) for each in (question.asker_id, question.expert_id)]
    if context.reader is None or context.reader.id not in [person.id for person in both]:
        return None
    return Conversation(question, *(context.translator.name(person.name) for person in both))


def _is_asker(context: MessageContext, conversation: Conversation) -> bool:
    return context.reader is not None and context.reader.id == conversation.question.asker_id


MESSAGES: Mapping[str, MessageKind] = {
    "question_talked": MessageKind(question_talked, Timing.IN_HOURS, family="follow_ups", is_budgeted=True),
    "question_silent": MessageKind(question_silent, Timing.IN_HOURS, family="follow_ups", is_budgeted=True),
    "question_warned": MessageKind(question_warned, Timing.IN_HOURS),
    "question_expired": MessageKind(question_expired, Timing.IN_HOURS),
    "question_closed": MessageKind(question_closed, Timing.IN_HOURS),
    "question_shared": MessageKind(question_shared, Timing.IN_HOURS),
    "question_unshared": MessageKind(question_unshared, Timing.IN_HOURS),
}
