"""What both are asked and told after a question was taken, until it is closed.

Their subject is {"question": 12}. Who answered meanwhile is not asked again: such a message says nothing, or
what fits what is known by then.
"""

from gamma.chat import Message
from gamma.dates import day_in
from gamma.experts.conversation_messages import (
    Conversation,
    closed_by_itself,
    closed_by_itself_for_expert,
    closed_for_expert,
    closes_soon,
    have_you_talked,
    how_useful,
    nothing_heard,
    nothing_heard_by_expert,
    shared_by_other,
    unshared_by_other,
)
from gamma.experts.question import day_of_notice
from jobs.message_context import MessageContext, Render, Subject
from storage.experts import questions
from storage.people import people


def question_talked(context: MessageContext, subject: Subject) -> Message | None:
    """To who asked, as long as nobody said that they have."""
    talk = _talk(context, subject, "taken")
    if talk is None or talk.question.talked_at:
        return None
    return have_you_talked(context.programme, context.translator, talk)


def question_silent(context: MessageContext, subject: Subject) -> Message | None:
    """To each of both."""
    talk = _talk(context, subject, "taken")
    if talk is None:
        return None
    if _is_asker(context, talk):
        say = how_useful if talk.question.talked_at else nothing_heard
        return say(context.programme, context.translator, talk)
    return (
        None
        if talk.question.talked_at
        else nothing_heard_by_expert(context.programme, context.translator, talk)
    )


def question_warned(context: MessageContext, subject: Subject) -> Message | None:
    """To who asked."""
    talk = _talk(context, subject, "taken")
    if talk is None or talk.question.next_at is None:
        return None
    zone = context.reader_zone
    day = context.translator.day(day_of_notice(talk.question.next_at, zone), day_in(context.now, zone))
    return closes_soon(context.programme, context.translator, talk, day)


def question_expired(context: MessageContext, subject: Subject) -> Message | None:
    """To each of both, unless it was closed with an answer since."""
    talk = _talk(context, subject, "closed")
    if talk is None or talk.question.closed_as != "expired":
        return None
    say = closed_by_itself if _is_asker(context, talk) else closed_by_itself_for_expert
    return say(context.programme, context.translator, talk)


def question_closed(context: MessageContext, subject: Subject) -> Message | None:
    """To the expert. shares: whether the asker said with the closing that others may read it."""
    talk = _answered(context, subject)
    if talk is None:
        return None
    return closed_for_expert(context.programme, context.translator, talk, wishes=subject["shares"])


def question_shared(context: MessageContext, subject: Subject) -> Message | None:
    """To the one of both who did not say it just now; nothing, if it was taken back."""
    talk = _answered(context, subject)
    if talk is None or talk.question.confidential:
        return None
    is_asker = _is_asker(context, talk)
    other_shares = talk.question.expert_shares if is_asker else talk.question.asker_shares
    if not other_shares:
        return None
    return shared_by_other(
        context.programme, context.translator, talk, talk.expert if is_asker else talk.asker
    )


def question_unshared(context: MessageContext, subject: Subject) -> Message | None:
    """To the other of both; nothing, if it is shared again."""
    talk = _answered(context, subject)
    if talk is None:
        return None
    is_asker = _is_asker(context, talk)
    if talk.question.expert_shares if is_asker else talk.question.asker_shares:
        return None
    return unshared_by_other(
        context.programme, context.translator, talk, talk.expert if is_asker else talk.asker
    )


def _answered(context: MessageContext, subject: Subject) -> Conversation | None:
    talk = _talk(context, subject, "closed")
    return talk if talk and talk.question.closed_as == "answered" else None


def _talk(context: MessageContext, subject: Subject, state: str) -> Conversation | None:
    """As long as it stands like this, for one of both."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.state != state or question.expert_id is None:
        return None
    both = [people.by_id(context.session, each) for each in (question.asker_id, question.expert_id)]
    if context.reader is None or context.reader.id not in [person.id for person in both]:
        return None
    return Conversation(question, *(context.translator.name(person.name) for person in both))


def _is_asker(context: MessageContext, talk: Conversation) -> bool:
    return context.reader is not None and context.reader.id == talk.question.asker_id


IN_HOURS: tuple[Render, ...] = (
    question_talked,
    question_silent,
    question_warned,
    question_expired,
    question_closed,
    question_shared,
    question_unshared,
)
RENDERS: tuple[Render, ...] = IN_HOURS
