"""After a question was taken: what its asker and its expert are asked, and told, until it is closed."""

from dataclasses import dataclass
from datetime import date

from gamma.chat import Button, Message
from gamma.experts.introduction_messages import talked_button
from gamma.experts.question import Question
from gamma.experts.question_messages import domain_name, headline
from gamma.programme.file import Programme
from gamma.text import Text, fit_paragraphs, shorten
from gamma.translator import N_, Translator

MOST_USEFUL = 5
"""The most useful that an answer can be; the least is 1."""
_HELPFUL = 3
_CHANGED = 1500
"""Characters of what an answer changed, in a message that says more."""


@dataclass(frozen=True)
class Conversation:
    """A question that was taken, with the names of both."""

    question: Question
    asker: str
    expert: str


def ask_if_talked(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    """To who asked."""
    sentence = N_("Hello! {expert} took your question a few days ago. Have you been able to talk?")
    return _asked(programme, translator, conversation, sentence)


def ask_asker_again(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    """To who asked."""
    sentence = N_(
        "I have not heard yet whether you and {expert} could talk. Have you? If it is no longer of use, you "
        "can also close it, or have me ask somebody else."
    )
    elsewhere = Button(translator.text(N_("Ask somebody else")), f"expert pass {conversation.question.id}")
    return _asked(
        programme,
        translator,
        conversation,
        sentence,
        close_button(translator, conversation.question),
        elsewhere,
    )


def ask_expert_if_talked(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    sentence = N_(
        "You kindly took this question of {asker}. Have you been able to talk? If not, a word to {asker} "
        "about when it would suit you is enough."
    )
    return _asked(programme, translator, conversation, sentence)


def ask_usefulness(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    """To who asked, when both have talked: the question waits only for its closing."""
    sentence = N_(
        "You talked with {expert}. Do you know by now how useful it was, and what it changed? "
        "Two answers close the question."
    )
    return _closing(programme, translator, conversation, sentence)


def warn_of_closing(
    programme: Programme, translator: Translator, conversation: Conversation, day: str
) -> Message:
    """To who asked."""
    sentence = N_(
        "{expert} has had this question for a month. Was it useful? Two answers close it. "
        "Without news it closes by itself on {day}, and that is fine too."
    )
    return _closing(programme, translator, conversation, sentence, day=day)


def expired_for_asker(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    """To who asked."""
    sentence = N_(
        "I have closed this question, as I heard nothing more of it. You can still say how useful "
        "{expert}’s answer was, whenever you like."
    )
    return _closing(programme, translator, conversation, sentence)


def expired_for_expert(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    sentence = N_(
        "I have closed this question of {asker}, as I heard nothing more of it. Thank you for taking it!"
    )
    line = headline(programme, translator, conversation.question)
    return Message((line, translator.render(sentence, asker=conversation.asker)))


def closed_for_expert(
    programme: Programme, translator: Translator, conversation: Conversation, *, wishes: bool
) -> Message:
    """What came of their help, in the asker's words. wishes: to share it, as was said with the closing."""
    question = conversation.question
    thanks = N_("{asker} has closed the question, and found your help useful: {useful}. Thank you!")
    if question.rating and question.rating < _HELPFUL:
        thanks = N_("{asker} has closed the question (useful: {useful}). Thank you for your time!")
    text = translator.render(thanks, asker=conversation.asker, useful=usefulness(translator, question))
    parts = [headline(programme, translator, question), text, *_changed(translator, question)]
    if wishes and question.asker_shares and not question.expert_shares:
        parts.append(
            translator.render(
                N_("{asker} would like everybody to be able to read it."), asker=conversation.asker
            )
        )
        parts.append(_may_be_shared(translator, question))
    buttons = (share_button(translator, question),) if can_be_shared(question) else ()
    return Message(fit_paragraphs(parts), buttons)


def closed_for_asker(programme: Programme, translator: Translator, conversation: Conversation) -> Message:
    """To who asked: how it was closed, and whether others read it."""
    question = conversation.question
    sentence = N_("Thank you! The question is closed (useful: {useful}), and I tell {expert}.")
    if question.outcome_text:
        sentence = N_(
            "Thank you! The question is closed (useful: {useful}), and {expert} reads what you wrote."
        )
    text = translator.render(sentence, useful=usefulness(translator, question), expert=conversation.expert)
    parts = [text, headline(programme, translator, question), *_changed(translator, question)]
    if not can_be_shared(question):
        return Message(fit_paragraphs(parts))
    if question.asker_shares:
        return Message(fit_paragraphs([*parts, _shared_so_far(translator, question, conversation.expert)]))
    return Message(
        fit_paragraphs([*parts, _may_be_shared(translator, question)]), (share_button(translator, question),)
    )


def shared_by_other_message(
    programme: Programme, translator: Translator, conversation: Conversation, other: str
) -> Message:
    """other: the name of who lets everybody read it, beside this reader."""
    question = conversation.question
    line = headline(programme, translator, question)
    if question.is_shared:
        text = translator.render(
            N_("{other} agrees too: everybody can read the answer now. Thank you!"), other=other
        )
        return Message((line, text, _taken_back(translator, question)), (answers_button(translator),))
    text = translator.render(N_("{other} would like everybody to be able to read the answer."), other=other)
    parts = [line, text, *_changed(translator, question), _may_be_shared(translator, question)]
    return Message(fit_paragraphs(parts), (share_button(translator, question),))


def unshared_by_other(
    programme: Programme, translator: Translator, conversation: Conversation, other: str
) -> Message:
    sentence = N_("{other} prefers to keep the answer between the two of you: nobody else reads it.")
    return Message(
        (headline(programme, translator, conversation.question), translator.render(sentence, other=other))
    )


def sharing_noted(translator: Translator, question: Question, other: str) -> Message:
    """To who has just said that others may read it."""
    return Message((_shared_so_far(translator, question, other),), (answers_button(translator),))


def sharing_withdrawn(translator: Translator, question: Question) -> Message:
    text = translator.render(N_("Taken back: nobody else reads the answer to #{number}."), number=question.id)
    return Message((text,), (share_button(translator, question),))


def usefulness(translator: Translator, question: Question) -> str:
    return translator.text(N_("{useful} of {best}"), useful=question.rating or 0, best=MOST_USEFUL)


def can_be_shared(question: Question) -> bool:
    return bool(question.resolution == "answered" and question.outcome_text and not question.confidential)


def close_button(translator: Translator, question: Question) -> Button:
    return Button(translator.text(N_("Close the question")), f"expert close {question.id}", main=True)


def share_button(translator: Translator, question: Question) -> Button:
    return Button(translator.text(N_("Share the answer")), f"expert share {question.id}")


def answers_button(translator: Translator) -> Button:
    return Button(translator.text(N_("Shared answers")), "expert answers")


def shared_answer_text(
    programme: Programme, translator: Translator, conversation: Conversation, startup: str, *, whole: bool
) -> Text:
    """A shared answer as everybody reads it, in a list or alone."""
    question, cut = conversation.question, 3000 if whole else 300
    sentence = N_("**#{number} {domain}**: “{text}”")
    head = translator.render(
        sentence,
        number=question.id,
        domain=domain_name(programme, translator, question.domain),
        text=question.text if whole else shorten(question.text, cut),
    )
    changed = question.outcome_text if whole else shorten(question.outcome_text, cut)
    what = N_("→ “{changed}” · {startup}, with {expert} (useful: {useful})")
    useful = usefulness(translator, question)
    line = translator.render(
        what, changed=changed, startup=startup, expert=conversation.expert, useful=useful
    )
    return Text.lines(head, line)


def not_talked_yet(translator: Translator, day: date | None, today: date, *, closes: bool) -> Text:
    """To who says that they have not talked yet."""
    if day is None:
        return translator.render(N_("Thank you for telling me. Take the time you need."))
    sentence = N_("Thank you for telling me. Take the time you need: I ask again on {day}.")
    if closes:
        sentence = N_(
            "Thank you for telling me. Take the time you need: the question closes by itself on {day}, and "
            "you can still say after that how useful it was."
        )
    return translator.render(sentence, day=translator.day(day, today))


def _asked(
    programme: Programme, translator: Translator, conversation: Conversation, sentence: str, *more: Button
) -> Message:
    """The ways to answer are its buttons."""
    line = headline(programme, translator, conversation.question)
    not_yet = Button(translator.text(N_("Not yet")), f"expert talked {conversation.question.id} no")
    text = translator.render(sentence, asker=conversation.asker, expert=conversation.expert)
    return Message((line, text), (talked_button(translator, conversation.question), not_yet, *more))


def _closing(
    programme: Programme, translator: Translator, conversation: Conversation, sentence: str, **values: object
) -> Message:
    line = headline(programme, translator, conversation.question)
    text = translator.render(sentence, expert=conversation.expert, **values)
    return Message((line, text), (close_button(translator, conversation.question),))


def _changed(translator: Translator, question: Question) -> list[Text]:
    if not question.outcome_text:
        return []
    return [
        translator.render(
            N_("What it changed: “{changed}”"), changed=shorten(question.outcome_text, _CHANGED)
        )
    ]


def _may_be_shared(translator: Translator, question: Question) -> Text:
    sentence = N_(
        "If both of you agree, everybody can read the question, what it changed, the startup’s and the "
        "expert’s names: `/gamma expert share {number}`. Each can take that back at any time."
    )
    return translator.render(sentence, number=question.id)


def _shared_so_far(translator: Translator, question: Question, other: str) -> Text:
    if question.is_shared:
        text = translator.render(N_("Everybody can read the answer to #{number} now."), number=question.id)
    else:
        waits = N_("Noted: everybody can read the answer to #{number} if {other} agrees too.")
        text = translator.render(waits, number=question.id, other=other)
    return Text.lines(text, _taken_back(translator, question))


def _taken_back(translator: Translator, question: Question) -> Text:
    how = N_("`/gamma expert share {number} no` takes it back at any time.")
    return translator.render(how, number=question.id)
