"""Several questions that were taken, asked about in one message."""

from collections.abc import Sequence

from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.experts.conversation_messages import Conversation
from gamma.experts.question_messages import headline
from gamma.programme.file import Programme
from gamma.sections import Section, fit_sections, join_line
from gamma.translator import N_, Translator

_MOST_ASKED = MESSAGE_BUTTONS - 1
"""Of so many the message has a button, and one to have no more of them."""


def ask_several(
    programme: Programme,
    translator: Translator,
    conversations: Sequence[Conversation],
    *,
    asks: bool,
    again: bool,
) -> Message:
    """Of several at once whether they have talked. asks: the reader asked them. again: not the first time."""
    names = [each.expert if asks else each.asker for each in conversations]
    hello = N_("Hello! Have you been able to talk about these questions?")
    no_news = N_("I have no news of these questions yet. Have you been able to talk about them?")
    head = translator.render(no_news if again else hello)
    lines = []
    for each, name in zip(conversations, names, strict=True):
        with_whom = translator.render(N_("with {name}"), name=name)
        lines.append(join_line([headline(programme, translator, each.question), with_whom]))
    how = N_("Not yet: nothing to do. No longer of use: `/gamma expert close {number}`.")
    if not asks:
        how = N_("Not yet: a word about when it would suit you is enough.")
    closing = translator.render(how, number=conversations[0].question.id)
    talked = N_("We have talked (#{number})")
    numbers = [each.question.id for each in conversations[:_MOST_ASKED]]
    buttons = [Button(translator.text(talked, number=each), f"expert talked {each}") for each in numbers]
    return Message(fit_sections(translator, [], [Section(head, lines)], [closing]), tuple(buttons))
