"""What the asker, their channel and the programme team are told of a question as it goes on.

Their subject is {"question": 12}, and never holds its text.
"""

from collections.abc import Mapping
from dataclasses import replace

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.question import Question
from gamma.experts.question_messages import (
    SHORT_LENGTH,
    domain_name,
    escalated_questions,
    headline,
    other_domain_button,
    status_button,
    withdraw_button,
)
from gamma.programme.channels import channel_of_domain
from gamma.text import Text, shorten
from gamma.translator import N_
from jobs.message_context import (
    FactMessage,
    MessageContext,
    MessageKind,
    NothingLeftToSay,
    Subject,
    Timing,
)
from storage.experts import experts, questions
from storage.people import people


def question_offered_on(context: MessageContext, subject: Subject) -> Message:
    """To the asker: somebody else is asked now. Who said no is nobody's business."""
    question = _load(context, subject, "open")
    sentence = N_(
        "I have not found anybody yet: I am asking somebody else now. There is nothing for you to do."
    )
    return _asker_message(context, question, sentence)


def question_waits(context: MessageContext, subject: Subject) -> Message | None:
    """To the asker: those who could help are busy or away until then."""
    question = _load(context, subject, "open")
    again = experts.next_offer_at(context.session, question, context.now, context.zone)
    if again is None:
        return None
    sentence = N_(
        "All those who could help have their hands full or are away just now. "
        "I ask again on {day}, and earlier if somebody is free sooner."
    )
    day = context.translator.day(day_in(again, context.reader_zone), day_in(context.now, context.reader_zone))
    return _asker_message(context, question, sentence, day=day)


def question_nobody(context: MessageContext, subject: Subject) -> Message | None:
    """To the asker: everybody in the domain was asked, or there is nobody."""
    question = _load(context, subject, "open")
    if not question.no_expert_notified_at:
        return None
    sentence = N_(
        "I have nobody left to ask for it, sorry. The programme team knows (without your words), and I go on "
        "as soon as somebody joins. You may also ask in another domain: `/gamma expert choose {number}`."
    )
    message = _asker_message(context, question, sentence, number=question.id)
    return replace(
        message,
        paragraphs=(*message.paragraphs, *_channel_of_domain(context, question)),
        buttons=(other_domain_button(context.translator, question), *message.buttons),
    )


def _channel_of_domain(context: MessageContext, question: Question) -> list[Text]:
    """Where others may know: to be asked there is the asker's own choice. Nothing of what is confidential."""
    platform = context.recipient.platform
    channel = channel_of_domain(context.programme.channels, platform, question.domain)
    if channel is None or question.confidential:
        return []
    sentence = N_("The community talks about it in {channel}: you may also ask there, in your own words.")
    return [context.translator.render(sentence, channel=channel.name)]


def question_unanswered_soon(context: MessageContext, subject: Subject) -> Message:
    """To the asker: for a month nobody could be asked. days: until it closes."""
    question = _load(context, subject, "open")
    text = context.translator.plural(
        "For a month I have found nobody for it, I am sorry. I go on looking; in {count} day I close it. "
        "Other words, or another domain, may find somebody.",
        "For a month I have found nobody for it, I am sorry. I go on looking; in {count} days I close it. "
        "Other words, or another domain, may find somebody.",
        subject["days"],
    )
    return _ask_anew_message(context, question, text, withdraw_button(context.translator, question))


def question_unanswered(context: MessageContext, subject: Subject) -> Message | None:
    """To the asker: it is closed, and nobody took it."""
    question = _load(context, subject, "closed")
    if question.resolution != "expired":
        return None
    sentence = N_(
        "I have closed it: I found nobody for it, I am sorry. Whenever you like, ask it again, in other "
        "words or in another domain."
    )
    return _ask_anew_message(context, question, context.translator.render(sentence))


def _ask_anew_message(context: MessageContext, question: Question, text: Text, *more: Button) -> Message:
    translator = context.translator
    ask = Button(translator.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((headline(context.programme, translator, question), text), (ask, *more))


def question_handed_back(context: MessageContext, subject: Subject) -> Message:
    """To the asker, without why. Who was erased has no name any more."""
    question = _load(context, subject, "open")
    name = people.by_id(context.session, subject["expert"]).name
    sentence = N_(
        "{expert} cannot help with it after all. I ask somebody else: there is nothing for you to do."
    )
    if not name:
        sentence = N_(
            "The person who had taken it cannot help any more. I ask somebody else: there is nothing for you "
            "to do."
        )
    return _asker_message(context, question, sentence, expert=name)


def question_asked_elsewhere(context: MessageContext, subject: Subject) -> Message | None:
    """To the expert who had it: the asker would rather ask somebody else."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.expert_id == subject["expert"]:
        return None
    sentence = N_(
        "{asker} now asks somebody else about #{number}, which you had kindly taken: there is nothing left "
        "for you to do. Thank you!"
    )
    asker = context.name_of(question.asker_id)
    return Message((context.translator.render(sentence, asker=asker, number=question.id),))


def question_taken(context: MessageContext, subject: Subject) -> Message:
    """To the asker."""
    question = _load(context, subject, "taken")
    sentence = N_("Good news: **{expert}** takes your question. I bring you two together, with your words.")
    expert = context.name_of(question.expert_id)
    text = context.translator.render(sentence, expert=expert)
    line = headline(context.programme, context.translator, question)
    return Message((text, line), (status_button(context.translator, question),))


def question_taken_here(context: MessageContext, subject: Subject) -> Message | None:
    """In the startup's channel where it was asked; nothing of a confidential one."""
    question = _load(context, subject, "taken")
    if question.confidential:
        return None
    sentence = N_("{expert} takes the question of {asker} in **{domain}**: “{text}”")
    text = context.translator.render(
        sentence,
        expert=context.name_of(question.expert_id),
        asker=context.name_of(question.asker_id),
        domain=domain_name(context.programme, context.translator, question.domain),
        text=shorten(question.text, SHORT_LENGTH),
    )
    return Message((text,), (status_button(context.translator, question, for_all=context.for_all),))


def questions_to_team(context: MessageContext, _: Subject) -> Message | None:
    """To the programme team: in which domains questions wait. Neither their words nor whose they are.

    Of each it is told once, and again where it waits in another domain, or after a pause that grows.
    """
    waiting = questions.escalated(context.session)
    facts = {f"waiting:{each.id}": each.domain for each in waiting}
    news = context.find_news(facts)
    domains = {each.domain for each in waiting if f"waiting:{each.id}" in news}
    told = [each for each in waiting if each.domain in domains]
    if not told:
        return None
    message, said = escalated_questions(
        context.programme,
        context.translator,
        told,
        context.now,
        context.reader_zone,
        known=len(waiting) - len(told),
        stop=context.stop_button("waiting"),
    )
    return FactMessage.of(message, {f"waiting:{each.id}": each.domain for each in said})


def _load(context: MessageContext, subject: Subject, state: str) -> Question:
    """Raises NothingLeftToSay unless the question is there and stands like this."""
    question = questions.load(context.session, subject["question"])
    if question is None or question.state != state:
        raise NothingLeftToSay
    return question


def _asker_message(context: MessageContext, question: Question, sentence: str, **values: object) -> Message:
    translator = context.translator
    line = headline(context.programme, translator, question)
    return Message(
        (line, translator.render(sentence, **values)),
        (status_button(translator, question), withdraw_button(translator, question)),
    )


MESSAGES: Mapping[str, MessageKind] = {
    "question_offered_on": MessageKind(question_offered_on, Timing.IN_HOURS, recurs=True),
    "question_waits": MessageKind(question_waits, Timing.IN_HOURS, recurs=True),
    "question_nobody": MessageKind(question_nobody, Timing.IN_HOURS),
    "question_unanswered_soon": MessageKind(question_unanswered_soon, Timing.IN_HOURS),
    "question_unanswered": MessageKind(question_unanswered, Timing.IN_HOURS),
    "questions_to_team": MessageKind(questions_to_team, Timing.IN_HOURS, family="waiting", is_budgeted=True),
    "question_handed_back": MessageKind(question_handed_back, Timing.IN_HOURS),
    "question_asked_elsewhere": MessageKind(question_asked_elsewhere, Timing.IN_HOURS),
    "question_taken": MessageKind(question_taken, Timing.IN_HOURS),
    "question_taken_here": MessageKind(question_taken_here, Timing.IN_HOURS),
}
