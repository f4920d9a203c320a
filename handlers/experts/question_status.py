"""Where one question stands, told to who reads it, and what that reader can do about it."""

from typing import Literal

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.conversation_messages import can_be_shared, close_button, share_button
from gamma.experts.introduction_messages import talked_button
from gamma.experts.offer_messages import answer_buttons
from gamma.experts.question import Offer, Question
from gamma.experts.question_messages import QuestionStatus, headline, standing, to_choose, withdraw_button
from gamma.sections import join_line
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from storage.experts import candidates, offers, questions
from storage.people import people
from storage.startups import startups

Reader = Literal["asker", "expert", "offered", "team"]


def reader_of(context: Context, question: Question) -> Reader:
    """Whoever is neither asker nor expert reads it as one of the team."""
    person = context.actor.id
    if question.asker_id == person:
        return "asker"
    if question.expert_id == person:
        return "expert"
    return "offered" if _offered(context, question) else "team"


def offered_to(context: Context) -> list[Question]:
    """What waits for this person's answer."""
    waiting = offers.open_to(context.session, context.actor.id)
    found = [questions.load(context.session, offer.question_id) for offer in waiting]
    return [question for question in found if question and question.state == "open"]


def line(context: Context, question: Question) -> Text:
    head = headline(context.programme, context.translator, question)
    reads = reader_of(context, question)
    offer = _offered(context, question)
    told = _waits(context, question, offer) if offer and reads == "offered" else _stands(context, question)
    return join_line([head, told])


def of_one(context: Context, question: Question) -> Message:
    """With what its reader can do now."""
    reads = reader_of(context, question)
    if reads == "asker" and question.state == "draft":
        return to_choose(context.programme, context.translator, question)
    if reads in ("expert", "offered"):
        return Message((line(context, question),), tuple(buttons(context, question)))
    ask = Button(context.translator.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((line(context, question),), (*buttons(context, question), ask))


def buttons(context: Context, question: Question) -> list[Button]:
    translator, reads = context.translator, reader_of(context, question)
    if reads == "team":
        return []
    if reads == "offered":
        return list(answer_buttons(translator, question))
    if question.state == "taken":
        closing = [close_button(translator, question)] if reads == "asker" else []
        return [*closing, *([] if question.talked_at else [talked_button(translator, question)])]
    if reads == "asker" and question.state in ("draft", "open"):
        return [withdraw_button(translator, question)]
    shares = question.asker_shares if reads == "asker" else question.expert_shares
    if can_be_shared(question) and not shares:
        return [share_button(translator, question)]
    return [close_button(translator, question)] if reads == "asker" and _can_be_answered(question) else []


def _can_be_answered(question: Question) -> bool:
    """One that closed by itself, after somebody took it."""
    return question.closed_as == "expired" and question.expert_id is not None and question.text != ""


def _offered(context: Context, question: Question) -> Offer | None:
    if question.state != "open":
        return None
    offer = offers.to_person(context.session, question.id, context.actor.id)
    return offer if offer and offer.state == "open" else None


def _waits(context: Context, question: Question, offer: Offer) -> Text:
    """To whom it is offered."""
    translator, zone = context.translator, context.reader_zone
    name, today = startups.name_of(context.session, question.startup_id), day_in(context.now, zone)
    if offer.later_until and offer.later_until > context.now:
        local = offer.later_until.astimezone(zone)
        told = N_("{startup}; as you asked, I come back to you with it on {day} at {time}")
        day = translator.day(local.date(), today)
        return translator.render(told, startup=name, day=day, time=translator.clock(local.time()))
    day = translator.day(day_in(offer.offered_at, zone), today)
    return translator.render(N_("{startup}; offered to you on {day}"), startup=name, day=day)


def _stands(context: Context, question: Question) -> Text:
    session = context.session
    waiting = [offer for offer in offers.of_question(session, question.id) if offer.state == "open"]
    looks = question.state == "open" and not waiting
    reads = reader_of(context, question)
    found = QuestionStatus(
        question=question,
        again_at=candidates.asked_again_at(session, question, context.now, context.zone) if looks else None,
        offered_at=waiting[-1].offered_at if waiting else None,
        expert=people.name_of(session, question.expert_id),
        asker=people.name_of(session, question.asker_id),
        reads="team" if reads == "offered" else reads,
    )
    return standing(context.programme, context.translator, found, context.now, context.reader_zone)
