"""What an expert is asked: would they take this question, and what speaks for saying no."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gamma.answers import Quantity
from gamma.assessments.answer_labels import format_value
from gamma.chat import Button, Message
from gamma.experts.question import Expert, Question
from gamma.experts.question_messages import domain_name
from gamma.programme.file import Programme
from gamma.startups.startup import Startup
from gamma.text import Text, fit_paragraphs
from gamma.translator import N_, Translator

USERS = "recurring_users"
"""The fact of the startup that says how far it is."""


@dataclass(frozen=True)
class OfferDetails:
    """taken: questions that the expert took this month. users: as the team shared it, if it did."""

    question: Question
    startup: Startup
    expert: Expert
    taken: int
    users: Decimal | None


def first_offer(programme: Programme, translator: Translator, offered: OfferDetails, today: date) -> Message:
    sentence = N_("Hello! The team of {startup} is looking for help with **{domain}** (#{number}):")
    ask = translator.render(N_("Would you take half an hour to talk with the team?"))
    if offered.question.confidential:
        sentence = N_(
            "Hello! Somebody in the team of {startup} is looking for help with **{domain}** (#{number}):"
        )
        ask = translator.render(N_("Would you take half an hour to talk with this person?"))
    greeting = translator.render(
        sentence,
        startup=offered.startup.name,
        domain=domain_name(programme, translator, offered.question.domain),
        number=offered.question.id,
    )
    asked = Text.lines(greeting, _quoted(translator, offered.question))
    return _message(programme, translator, offered, today, asked, ask, _no_is_fine(translator, offered))


def _users(translator: Translator, users: Decimal) -> str:
    """In the unit that they were counted in, if the team said it: forty towns are no forty people."""
    if isinstance(users, Quantity):
        return translator.text(N_("used regularly by {users}"), users=format_value(translator, users))
    return str(translator.plural("{count} recurring user", "{count} recurring users", round(users)))


def postponed_offer(
    programme: Programme, translator: Translator, offered: OfferDetails, today: date
) -> Message:
    """On the day to which the expert had put it off."""
    sentence = N_(
        "Good morning! As you asked, here is the question of {startup} in **{domain}** (#{number}) again:"
    )
    return _again(programme, translator, offered, today, sentence)


def offer_reminder(
    programme: Programme, translator: Translator, offered: OfferDetails, today: date
) -> Message:
    sentence = N_(
        "Hello again! The question of {startup} in **{domain}** (#{number}) is still waiting for you:"
    )
    return _again(programme, translator, offered, today, sentence)


def _again(
    programme: Programme, translator: Translator, offered: OfferDetails, today: date, sentence: str
) -> Message:
    domain = domain_name(programme, translator, offered.question.domain)
    number = offered.question.id
    greeting = translator.render(sentence, startup=offered.startup.name, domain=domain, number=number)
    times = programme.experts
    soon = translator.plural(
        "Will you take it? “Not for me” is a good answer too. Without one I ask somebody else in "
        "{count} working day, and nobody holds it against you.",
        "Will you take it? “Not for me” is a good answer too. Without one I ask somebody else in "
        "{count} working days, and nobody holds it against you.",
        max(round(times.next_after - times.reminded_after), 1),
    )
    asked = Text.lines(greeting, _quoted(translator, offered.question))
    return _message(programme, translator, offered, today, asked, soon)


def _message(
    programme: Programme,
    translator: Translator,
    offered: OfferDetails,
    today: date,
    asked: Text,
    *after: Text,
) -> Message:
    question = offered.question
    parts = [asked, *_around(programme, translator, offered, today), *after]
    return Message(fit_paragraphs(parts), answer_buttons(translator, question))


def _around(
    programme: Programme, translator: Translator, offered: OfferDetails, today: date
) -> Iterator[Text]:
    """What is known besides the question, as far as it is."""
    question = offered.question
    if question.context:
        yield translator.render(N_("Context: {context}"), context=question.context)
    facts = []
    phase = offered.startup.phase_on(today)
    if phase:
        facts.append(programme.phase_name(phase.name, translator))
    if offered.users is not None:
        facts.append(_users(translator, offered.users))
    if facts:
        about = N_("{startup}: {facts}.")
        yield translator.render(about, startup=offered.startup.name, facts=translator.listed(facts))
    if question.confidential:
        yield translator.render(
            N_("It is **confidential**, even for their team: the two of you alone read this.")
        )


def _quoted(translator: Translator, question: Question) -> Text:
    return translator.render(N_("“{text}”"), text=question.text)


def _no_is_fine(translator: Translator, offered: OfferDetails) -> Text:
    capacity = translator.number(offered.expert.capacity)
    taken = translator.plural(
        "You have taken {count} question this month, of {capacity} at most.",
        "You have taken {count} questions this month, of {capacity} at most.",
        offered.taken,
        capacity=capacity,
    )
    if not offered.taken:
        sentence = N_("You have taken no question yet this month, of {capacity} at most.")
        taken = translator.render(sentence, capacity=capacity)
    fine = N_("{taken} “Not for me” is a good answer: then I ask somebody else.")
    return translator.render(fine, taken=taken)


def answer_buttons(translator: Translator, question: Question) -> tuple[Button, ...]:
    return (
        take_button(translator, question),
        Button(translator.text(N_("Not for me")), f"expert pass {question.id}"),
        Button(translator.text(N_("Later")), f"expert later {question.id}"),
    )


def take_button(translator: Translator, question: Question, label: str = N_("I take it")) -> Button:
    return Button(translator.text(label), f"expert take {question.id}", main=True)
