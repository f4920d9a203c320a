"""Where one question stands, told to who reads it, and what that reader can do about it."""

from typing import Literal

from gamma.chat import Button, Message
from gamma.dates import day_in
from gamma.experts.conversation_messages import can_be_shared, close_button, share_button
from gamma.experts.introduction_messages import talked_button
from gamma.experts.offer_messages import answer_buttons
from gamma.experts.question import Offer, Question
from gamma.experts.question_messages import (
    QuestionStatus,
    go_on_button,
    headline,
    status_text,
    withdraw_button,
)
from gamma.experts.suggestion_messages import choose_domain
from gamma.sections import join_line
from gamma.text import Text
from gamma.translator import N_
from storage.experts import experts, offers, questions
from storage.people import people
from storage.reader_context import ReaderContext
from storage.startups import startups

Reader = Literal["asker", "expert", "offered", "team"]


def reader_of(context: ReaderContext, question: Question) -> Reader:
    """Whoever is neither asker nor expert reads it as one of the team."""
    person = _reader_id(context)
    if question.asker_id == person:
        return "asker"
    if question.expert_id == person:
        return "expert"
    return "offered" if _open_offer(context, question) else "team"


def _reader_id(context: ReaderContext) -> int:
    """Raises ValueError where all of a channel read it."""
    if context.reader is None:
        raise ValueError("where a question stands is told to one reader alone")
    return context.reader.id


def offered_to(context: ReaderContext) -> list[Question]:
    """What waits for this person's answer."""
    waiting = offers.open_to(context.session, _reader_id(context))
    offered = [questions.load(context.session, offer.question_id) for offer in waiting]
    return [question for question in offered if question and question.state == "open"]


def status_line(context: ReaderContext, question: Question) -> Text:
    head = headline(context.programme, context.translator, question)
    reads = reader_of(context, question)
    offer = _open_offer(context, question)
    if offer and reads == "offered":
        return join_line([head, _offer_status(context, question, offer)])
    return join_line([head, _status(context, question)])


def question_message(context: ReaderContext, question: Question) -> Message:
    """With what its reader can do now."""
    reads = reader_of(context, question)
    if reads == "asker" and question.state == "draft":
        return choose_domain(context.programme, context.translator, question)
    if reads in ("expert", "offered"):
        return Message((status_line(context, question),), tuple(reader_buttons(context, question)))
    ask = Button(context.translator.text(N_("Ask a question")), "expert ask", question.startup_id)
    return Message((status_line(context, question),), (*reader_buttons(context, question), ask))


def reader_buttons(context: ReaderContext, question: Question) -> list[Button]:
    translator, reads = context.translator, reader_of(context, question)
    if reads == "team":
        return []
    if reads == "offered":
        return list(answer_buttons(translator, question))
    if question.state == "taken":
        closing = [close_button(translator, question)] if reads == "asker" else []
        return [*closing, *([] if question.talked_at else [talked_button(translator, question)])]
    if reads == "asker" and question.state in ("draft", "open"):
        is_held = question.held_until is not None and question.held_until > context.now
        goes_on = [go_on_button(translator, question)] if is_held else []
        return [*goes_on, withdraw_button(translator, question)]
    shares = question.asker_shares if reads == "asker" else question.expert_shares
    if can_be_shared(question) and not shares:
        return [share_button(translator, question)]
    return [close_button(translator, question)] if reads == "asker" and _can_be_answered(question) else []


def _can_be_answered(question: Question) -> bool:
    """One that closed by itself, after somebody took it."""
    return question.resolution == "expired" and question.expert_id is not None and question.text != ""


def _open_offer(context: ReaderContext, question: Question) -> Offer | None:
    if question.state != "open":
        return None
    offer = offers.to_person(context.session, question.id, _reader_id(context))
    return offer if offer and offer.state == "open" else None


def _offer_status(context: ReaderContext, question: Question, offer: Offer) -> Text:
    """To whom it is offered."""
    translator, zone = context.translator, context.reader_zone
    name, today = startups.name_of(context.session, question.startup_id), day_in(context.now, zone)
    if offer.later_until and offer.later_until > context.now:
        local = offer.later_until.astimezone(zone)
        later = N_("{startup}; as you asked, I come back to you with it on {day} at {time}")
        day = translator.day(local.date(), today)
        return translator.render(later, startup=name, day=day, time=translator.clock(local.time()))
    day = translator.day(day_in(offer.offered_at, zone), today)
    return translator.render(N_("{startup}; offered to you on {day}"), startup=name, day=day)


def _status(context: ReaderContext, question: Question) -> Text:
    session = context.session
    waiting = [offer for offer in offers.of_question(session, question.id) if offer.state == "open"]
    looks = question.state == "open" and not waiting
    reads = reader_of(context, question)
    status = QuestionStatus(
        question=question,
        again_at=experts.next_offer_at(session, question, context.now, context.zone) if looks else None,
        offered_at=waiting[-1].offered_at if waiting else None,
        expert=people.name_of(session, question.expert_id),
        asker=people.name_of(session, question.asker_id),
        reads="team" if reads == "offered" else reads,
    )
    return status_text(context.programme, context.translator, status, context.now, context.reader_zone)
