"""What who asked and the expert who takes it are told together, or each in private where that cannot be.

Their subject is {"question": 12, "expert": 7}: once another expert has it, these say nothing.
"""

from gamma.chat import Message
from gamma.experts.introduction_messages import (
    Pair,
    context_apart,
    introduced_privately,
    introduced_to_expert,
    introduction,
)
from gamma.experts.question import Question
from gamma.people.person import Person
from gamma.platform_names import platform_name
from gamma.translator import Translator, nearest_locale
from jobs.message_context import MessageContext, Render, Subject
from storage.experts import questions
from storage.people import people
from storage.startups import startups


def question_introduction(context: MessageContext, subject: Subject) -> Message | None:
    """In the conversation of both."""
    found = _found(context, subject)
    if not found:
        return None
    question, asker, expert = found
    words = _shared_words(context, asker, expert)
    return introduction(context.programme, words, _pair(context, words, question, asker, expert))


def question_context(context: MessageContext, subject: Subject) -> Message | None:
    """After it: the context that had no room beside the question."""
    found = _found(context, subject)
    if not found:
        return None
    question, asker, expert = found
    return context_apart(_shared_words(context, asker, expert), question)


def question_private_introduction(context: MessageContext, subject: Subject) -> Message | None:
    found = _found(context, subject)
    if not found or context.reader is None:
        return None
    question, asker, expert = found
    is_asker = context.reader.id == asker.id
    other = expert if is_asker else asker
    apart = other.platform != context.reader.platform
    elsewhere = platform_name(context.translator, other.platform) if apart else ""
    say = introduced_privately if is_asker else introduced_to_expert
    pair = _pair(context, context.translator, question, asker, expert)
    return say(context.programme, context.translator, pair, elsewhere)


def question_private_context(context: MessageContext, subject: Subject) -> Message | None:
    """A private introduction cuts nothing either."""
    found = _found(context, subject)
    return context_apart(context.translator, found[0]) if found else None


def _found(context: MessageContext, subject: Subject) -> tuple[Question, Person, Person] | None:
    """The question as long as this expert has it, with who asked and the expert."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.state != "taken" or question.expert_id != subject["expert"]:
        return None
    asker, expert = (people.by_id(context.session, each) for each in (question.asker_id, subject["expert"]))
    return question, asker, expert


def _shared_words(context: MessageContext, asker: Person, expert: Person) -> Translator:
    """The language of both, if they have one in common; else the programme's."""
    spoken = {nearest_locale(person.locale) for person in (asker, expert)}
    common = spoken.pop() if len(spoken) == 1 else None
    return Translator(common) if common else context.translator


def _pair(
    context: MessageContext, translator: Translator, question: Question, asker: Person, expert: Person
) -> Pair:
    startup = startups.name_of(context.session, question.startup_id)
    names = (translator.name(person.name) for person in (asker, expert))
    return Pair(question, startup, *names)


IN_HOURS: tuple[Render, ...] = (question_private_introduction, question_private_context)
RENDERS: tuple[Render, ...] = (question_introduction, question_context, *IN_HOURS)
