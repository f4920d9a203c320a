"""What is said to who asked and to the expert who takes it, when they are brought together."""

from dataclasses import dataclass

from gamma.chat import Button, Message
from gamma.experts.question import Question
from gamma.experts.question_messages import domain_name
from gamma.programme.file import Programme
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

_ROOM = 2800
"""Characters of the question and its context that one message holds beside what else it says."""


_CONFIDENTIAL = N_("It is **confidential**: it stays between the two of you.")


@dataclass(frozen=True)
class Pair:
    """The names of both and of the startup, beside the question that brings them together."""

    question: Question
    startup: str
    asker: str
    expert: str


def introduction(
    programme: Programme, translator: Translator, pair: Pair, also: Translator | None = None
) -> Message:
    """In the conversation of both. A context too long to stand here follows on its own.

    also: for the one of both who reads another language; the question itself stands once.
    """
    parts = _asked(translator, _met(programme, translator, pair), pair.question)
    parts.append(_when(translator, pair))
    if also:
        parts += [_met(programme, also, pair), _when(also, pair)]
        parts += [also.render(_CONFIDENTIAL)] if pair.question.confidential else []
    return Message(fit_paragraphs(parts), (talked_button(translator, pair.question, for_all=True),))


def _met(programme: Programme, translator: Translator, pair: Pair) -> Text:
    sentence = N_(
        "{asker}, {expert}: you are in touch here for a question of {startup} in **{domain}** (#{number}):"
    )
    about = _about(programme, translator, pair)
    return translator.render(sentence, asker=pair.asker, expert=pair.expert, **about)


def _when(translator: Translator, pair: Pair) -> Text:
    sentence = N_(
        "When would half an hour suit you both? Suggest a time to each other here. "
        "Once you have talked, the button tells me, or `/gamma expert talked {number}`."
    )
    return translator.render(sentence, number=pair.question.id)


def context_message(translator: Translator, question: Question) -> Message | None:
    """What an introduction has no room for; nothing, where it said all."""
    return (
        Message((_context(translator, question),)) if question.context and not _is_short(question) else None
    )


def private_introduction_for_asker(
    programme: Programme, translator: Translator, pair: Pair, elsewhere: str
) -> Message:
    """To who asked. elsewhere: the platform of the other, where it is not the same."""
    sentence = N_(
        "**{expert}** takes the question #{number} of {startup} in **{domain}**. I could not open a "
        "conversation for the two of you, so please write to {whom} yourself; your name is known there too."
    )
    return _privately(programme, translator, pair, sentence, _whom(translator, pair.expert, elsewhere))


def private_introduction_for_expert(
    programme: Programme, translator: Translator, pair: Pair, elsewhere: str
) -> Message:
    """To who took it."""
    sentence = N_(
        "You take the question #{number} of **{asker}** ({startup}) in **{domain}**. I could not open a "
        "conversation for the two of you, so please write to {whom} yourself; your name is known there too."
    )
    return _privately(programme, translator, pair, sentence, _whom(translator, pair.asker, elsewhere))


def talked_button(translator: Translator, question: Question, *, for_all: bool = False) -> Button:
    return Button(translator.text(N_("We have talked")), f"expert talked {question.id}", for_all=for_all)


def _privately(programme: Programme, translator: Translator, pair: Pair, sentence: str, whom: str) -> Message:
    about = _about(programme, translator, pair)
    met = translator.render(sentence, asker=pair.asker, expert=pair.expert, whom=whom, **about)
    parts = _asked(translator, met, pair.question)
    return Message(fit_paragraphs(parts), (talked_button(translator, pair.question),))


def _asked(translator: Translator, met: Text, question: Question) -> list[Text]:
    parts = [Text.lines(met, translator.render(N_("“{text}”"), text=question.text))]
    if question.context and _is_short(question):
        parts.append(_context(translator, question))
    if question.confidential:
        parts.append(translator.render(_CONFIDENTIAL))
    return parts


def _context(translator: Translator, question: Question) -> Text:
    return translator.render(N_("Context: {context}"), context=question.context)


def _about(programme: Programme, translator: Translator, pair: Pair) -> dict[str, object]:
    name = domain_name(programme, translator, pair.question.domain)
    return {"startup": pair.startup, "domain": name, "number": pair.question.id}


def _whom(translator: Translator, name: str, elsewhere: str) -> str:
    return translator.text(N_("{name} on {platform}"), name=name, platform=elsewhere) if elsewhere else name


def _is_short(question: Question) -> bool:
    return len(question.text) + len(question.context) <= _ROOM
