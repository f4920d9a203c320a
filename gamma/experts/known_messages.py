"""What is known already, shown below a question before anybody is asked; and the thanks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gamma.chat import Button, Message
from gamma.experts.known_answers import Known
from gamma.experts.question import Question
from gamma.experts.question_messages import (
    SHORT_LENGTH,
    domain_name,
    go_on_button,
    headline,
    offer_time,
    withdraw_button,
)
from gamma.resources.messages import Reader, resource_line
from gamma.resources.ranking import Found
from gamma.text import Text, fit_paragraphs, shorten
from gamma.translator import N_, Translator

_ASKED, _CHANGED = 160, 300


@dataclass(frozen=True)
class Proposals:
    """What may answer a question: shared answers first, each with its startup's and its expert's name."""

    answers: Sequence[tuple[Known, str, str]]
    resources: Sequence[Found]

    def __bool__(self) -> bool:
        return bool(self.answers or self.resources)


def proposals_message(
    reader: Reader, question: Question, proposals: Proposals, now: datetime, zone: ZoneInfo
) -> Message:
    """To who asked: each with why it may answer, one press for "yes", one to ask somebody all the same."""
    translator = reader.translator
    head = N_("Your question (#{number}): “{text}”")
    what = translator.plural(
        "**Before I disturb anybody: does this answer it?**",
        "**Before I disturb anybody: does one of these answer it?**",
        len(proposals.answers) + len(proposals.resources),
    )
    lines = [_answer_text(reader, question, *each) for each in proposals.answers]
    lines += [_resource_text(reader, each) for each in proposals.resources]
    numbered = [
        translator.render(N_("**{place}.** {line}"), place=place, line=line)
        for place, line in enumerate(lines, start=1)
    ]
    then = _then(reader, question, now, zone)
    said = translator.render(head, number=question.id, text=shorten(question.text, SHORT_LENGTH))
    return Message(fit_paragraphs([said, what, *numbered, then]), _buttons(translator, question, proposals))


def _then(reader: Reader, question: Question, now: datetime, zone: ZoneInfo) -> Text:
    """Nobody's question is forgotten because a button was."""
    sentence = N_(
        "If not, press “Ask somebody”. If you press nothing I ask somebody all the same, {moment}: "
        "`/gamma expert go-on {number}`."
    )
    moment = offer_time(reader.translator, question.held_until or now, now, zone)
    return reader.translator.render(sentence, moment=moment, number=question.id)


def _buttons(translator: Translator, question: Question, proposals: Proposals) -> tuple[Button, ...]:
    says = [f"answer {known.question.id}" for known, _, _ in proposals.answers]
    says += [f"resource {found.resource.id}" for found in proposals.resources]
    label = N_("Yes, thank you") if len(says) == 1 else N_("Yes: {place}, thank you")
    yes = [
        Button(
            translator.text(label, place=place), f"expert solved {question.id} {each}", question.startup_id
        )
        for place, each in enumerate(says, start=1)
    ]
    return (*yes, go_on_button(translator, question), withdraw_button(translator, question))


def _answer_text(reader: Reader, question: Question, known: Known, startup: str, expert: str) -> Text:
    translator, answered = reader.translator, known.question
    head = N_("**#{number} {domain}**: “{text}”")
    name = domain_name(reader.programme, translator, answered.domain)
    text = shorten(answered.text, _ASKED)
    changed = N_("→ “{changed}” · {startup}, with {expert}")
    why = N_("Much the same was asked.")
    if answered.domain == question.domain:
        why = N_("Much the same was asked, in the same domain.")
    return Text.lines(
        translator.render(head, number=answered.id, domain=name, text=text),
        translator.render(
            changed, changed=shorten(answered.outcome_text, _CHANGED), startup=startup, expert=expert
        ),
        translator.render(why),
    )


def _resource_text(reader: Reader, found: Found) -> Text:
    why = N_("It is about: {words}.")
    words = reader.translator.listed(list(found.typed))
    return Text.lines(resource_line(reader, found.resource), reader.translator.render(why, words=words))


def solved_message(reader: Reader, question: Question, thanked: str) -> Message:
    """To who asked. thanked: the name of who gave it, "" where nobody is to be thanked."""
    translator = reader.translator
    sentence = N_("Good! The question is closed.")
    if thanked:
        sentence = N_("Good! The question is closed, and I thank {name} for you.")
    again = N_("Not quite after all? `/gamma expert go-on {number}` asks somebody.")
    return Message(
        (
            translator.render(sentence, name=thanked),
            headline(reader.programme, translator, question),
            translator.render(again, number=question.id),
        )
    )


def thanks_for_answer(reader: Reader, answered: Question) -> Message:
    """To an expert whose shared answer helped another team; which one, and its question, stay theirs."""
    sentence = N_("Thank you! What you once answered has just helped another team:")
    return Message(
        (
            reader.translator.render(sentence),
            headline(reader.programme, reader.translator, answered),
        )
    )


def thanks_for_resource(reader: Reader, resource_text: Text) -> Message:
    sentence = N_("Thank you! The resource that you suggested has just helped another team: {line}")
    return Message((reader.translator.render(sentence, line=resource_text),))
