"""What who asked and the expert who takes it are told together, or each in private where that cannot be.

Their subject is {"question": 12, "expert": 7}: once another expert has it, these say nothing.
"""

from collections.abc import Mapping

from gamma.chat import Message
from gamma.experts.introduction_messages import (
    Pair,
    context_message,
    introduction,
    private_introduction_for_asker,
    private_introduction_for_expert,
)
from gamma.experts.question import Question
from gamma.people.person import Person
from gamma.platform_names import platform_name
from gamma.translator import Translator, nearest_locale
from jobs.message_context import MessageContext, MessageKind, NothingLeftToSay, Subject, Timing
from storage.experts import questions
from storage.people import people
from storage.startups import startups


def question_introduction(context: MessageContext, subject: Subject) -> Message:
    """In the conversation of both."""
    question, asker, expert = _load(context, subject)
    translator, also = _translators(context, asker, expert)
    pair = _pair(context, translator, question, asker, expert)
    return introduction(context.programme, translator, pair, also)


def question_context(context: MessageContext, subject: Subject) -> Message | None:
    """After it: the context that had no room beside the question."""
    question, asker, expert = _load(context, subject)
    return context_message(_translators(context, asker, expert)[0], question)


def question_private_introduction(context: MessageContext, subject: Subject) -> Message | None:
    question, asker, expert = _load(context, subject)
    if context.reader is None:
        return None
    is_asker = context.reader.id == asker.id
    other = expert if is_asker else asker
    apart = other.platform != context.reader.platform
    elsewhere = platform_name(context.translator, other.platform) if apart else ""
    introduce = private_introduction_for_asker if is_asker else private_introduction_for_expert
    pair = _pair(context, context.translator, question, asker, expert)
    return introduce(context.programme, context.translator, pair, elsewhere)


def question_private_context(context: MessageContext, subject: Subject) -> Message | None:
    """A private introduction cuts nothing either."""
    question, _, _ = _load(context, subject)
    return context_message(context.translator, question)


def _load(context: MessageContext, subject: Subject) -> tuple[Question, Person, Person]:
    """The question with who asked and the expert. Raises NothingLeftToSay once another expert has it."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.state != "taken" or question.expert_id != subject["expert"]:
        raise NothingLeftToSay
    asker, expert = (people.by_id(context.session, each) for each in (question.asker_id, subject["expert"]))
    return question, asker, expert


def _translators(
    context: MessageContext, asker: Person, expert: Person
) -> tuple[Translator, Translator | None]:
    """The language of who asked, the programme's if it is not known; and the expert's, if it is another."""
    first, second = (nearest_locale(person.locale) or context.translator.locale for person in (asker, expert))
    return Translator(first), None if second == first else Translator(second)


def _pair(
    context: MessageContext, translator: Translator, question: Question, asker: Person, expert: Person
) -> Pair:
    startup = startups.name_of(context.session, question.startup_id)
    names = (translator.name(person.name) for person in (asker, expert))
    return Pair(question, startup, *names)


MESSAGES: Mapping[str, MessageKind] = {
    "question_introduction": MessageKind(question_introduction, Timing.IN_HOURS),
    "question_context": MessageKind(question_context, Timing.IN_HOURS),
    "question_private_introduction": MessageKind(question_private_introduction, Timing.IN_HOURS),
    "question_private_context": MessageKind(question_private_context, Timing.IN_HOURS),
}
