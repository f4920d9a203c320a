"""`/gamma expert take`, `pass`, `later`: what an expert says to a question that was offered."""

from gamma.calendar.regions import METROPOLE, region_of_zone
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.experts.choice import month_begun
from gamma.experts.offer_deadlines import comes_back_at
from gamma.experts.offer_messages import take_button
from gamma.experts.question import Offer, Question
from gamma.experts.question_messages import headline
from gamma.startups.startup import Channel
from gamma.text import Text
from gamma.translator import N_
from handlers.context import Context
from handlers.experts.release import hand_back, is_between
from handlers.typed_text import as_typed, number_first
from storage import outbox
from storage.experts import experts, offers, questions
from storage.people import people
from storage.startups import startups

_NOT_YOURS = N_(
    "I cannot find a question #{number} among those offered to you. `/gamma expert status` shows what waits "
    "for you. Nothing was changed."
)
_NONE = N_("No question is waiting for your answer just now. Thank you for being there!")
_TAKEN = "it was taken"


def take(context: Context, typed: str) -> Message:
    found = _meant(context, typed, "take")
    if isinstance(found, Message):
        return found
    question, offer = found
    if full := _full(context, question):
        return full
    session, now = context.session, context.now
    if not questions.take(session, question.id, context.actor.id, now):
        return _over(context, questions.load(session, question.id) or question)
    offers.end(session, offer.id, "accepted", now)
    outbox.cancel(session, question.about, _TAKEN, now)
    offers.end_open(session, question, now)
    _tell_taken(context, question)
    told = N_(
        "Thank you! You take the question of {asker}, of {startup} (#{number}). "
        "I bring you two together now, with what was asked."
    )
    return _said(context, question, told, asker=context.name_of(question.asker_id))


def _full(context: Context, question: Question) -> Message | None:
    """Nobody takes more than they said they would; saying another number is theirs."""
    expert = experts.load(context.session, context.actor.id)
    capacity = expert.capacity if expert else context.programme.experts.capacity
    since = month_begun(context.now, context.reader_zone)
    taken = offers.taken_since(context.session, context.actor.id, since)
    if taken < capacity:
        return None
    translator = context.translator
    told = translator.plural(
        "You have taken {count} question this month, as many as you wanted at most.",
        "You have taken {count} questions this month, as many as you wanted at most.",
        taken,
    )
    how = N_(
        "To take one more, say so with `/gamma expert capacity {number}`, then take it. Nothing was changed."
    )
    raise_it = Button(
        translator.text(N_("{number} a month"), number=taken + 1), f"expert capacity {taken + 1}"
    )
    text = Text.lines(told, translator.render(how, number=taken + 1))
    return Message((text,), (raise_it, take_button(translator, question)))


def _tell_taken(context: Context, question: Question) -> None:
    """The asker, and the startup's channel where it was asked, but for a confidential one."""
    session, subject = context.session, {"question": question.id}
    taken = f"{question.id}:{context.actor.id}"
    asker = people.by_id(session, question.asker_id)
    context.notify(asker, "question_taken", f"question-taken:{taken}", subject)
    if question.channel is None or question.confidential:
        return
    linked = startups.startup_of_channel(session, asker.platform, question.channel)
    if linked and linked.id == question.startup_id:
        key = f"question-taken-here:{taken}"
        subject = {**subject, "person": asker.id}
        context.notify(
            Channel(asker.platform, question.channel, question.startup_id),
            "question_taken_here",
            key,
            subject,
        )


def decline(context: Context, typed: str) -> Message:
    number, _ = number_first(typed)
    if number is not None and (taken := is_between(context, number)):
        return hand_back(context, taken, typed)
    found = _meant(context, typed, "pass")
    if isinstance(found, Message):
        return found
    question, offer = found
    if offer.state == "open":
        offers.end(context.session, offer.id, "declined", context.now)
        questions.change(context.session, question.id, next_at=context.now)
    told = N_(
        "Thank you for saying so: I ask somebody else. Nobody is told who said no. "
        "Changed your mind? `/gamma expert take {number}` works as long as nobody else has taken it."
    )
    return _said(
        context, question, told, take_button(context.translator, question, N_("I take it after all"))
    )


def later(context: Context, typed: str) -> Message:
    found = _meant(context, typed, "later")
    if isinstance(found, Message):
        return found
    question, offer = found
    if offer.state != "open":
        told = N_(
            "I am asking somebody else by now, so take your time. "
            "As long as nobody has taken it, it is yours with `/gamma expert take {number}`."
        )
        return _said(context, question, told, take_button(context.translator, question))
    return _put_off(context, question, offer)


def _put_off(context: Context, question: Question, offer: Offer) -> Message:
    """Once: after that it waits for an answer until somebody else is asked."""
    zone = context.reader_zone
    until = offer.later_until or comes_back_at(context.now, zone, region_of_zone(zone) or METROPOLE)
    if offer.later_until is None:
        offers.put_off(context.session, offer.id, until, context.now)
        questions.change(context.session, question.id, next_at=context.now)
    told = N_("No trouble: I come back to you with it on {day} at {time} (#{number}).")
    if until <= context.now:
        told = N_(
            "It came back to you, as you asked (#{number}). I leave it with you a little longer, "
            "then I ask somebody else, and nobody holds it against you."
        )
    local = until.astimezone(zone)
    day = context.translator.day(local.date(), day_in(context.now, zone))
    return _said(context, question, told, day=day, time=context.translator.clock(local.time()))


def _over(context: Context, question: Question) -> Message:
    """Nothing is left to answer, and whoever comes late is thanked."""
    name = context.name_of(question.expert_id)
    if question.expert_id == context.actor.id:
        told = N_("You took this question already (#{number}), thank you! Nothing was changed.")
    elif question.expert_id is not None:
        told = N_("It is already taken by {name} (#{number}), thank you! There is nothing for you to do.")
    elif question.closed_as == "withdrawn":
        told = N_("Its asker has taken it back meanwhile (#{number}). Thank you for being there!")
    else:
        told = N_("It has been closed meanwhile (#{number}). Thank you for being there!")
    return _said(context, question, told, name=name)


def _meant(context: Context, typed: str, verb: str) -> tuple[Question, Offer] | Message:
    """The question with this number, else the only one that waits for this person.

    Else what is said instead: which it is, or that nothing is left to answer.
    Raises UserError, the same for a question of others and for one that is not there.
    """
    number, _ = number_first(typed)
    if number is None:
        waiting = offers.open_to(context.session, context.actor.id)
        if len(waiting) != 1:
            return _choice(context, waiting, verb)
        number = waiting[0].question_id
    question = questions.load_for_change(context.session, number)
    offer = offers.to_person(context.session, number, context.actor.id)
    if question is None or offer is None:
        raise UserError(_NOT_YOURS, number=number)
    return (question, offer) if question.state == "open" else _over(context, question)


def _choice(context: Context, waiting: list[Offer], verb: str) -> Message:
    translator = context.translator
    if not waiting:
        return Message((translator.render(_NONE),))
    found = [questions.load(context.session, offer.question_id) for offer in waiting[:MESSAGE_BUTTONS]]
    known = [question for question in found if question]
    lines = [headline(context.programme, translator, question) for question in known]
    which = N_("Which question do you mean? Write its number, as in `/gamma {asking} {number}`.")
    buttons = [Button(f"#{question.id}", f"expert {verb} {question.id}") for question in known]
    return Message(
        (
            translator.render(which, asking=as_typed(context, f"expert {verb}"), number=known[0].id),
            Text.lines(*lines),
        ),
        tuple(buttons),
    )


def _said(context: Context, question: Question, told: str, *buttons: Button, **values: object) -> Message:
    name = startups.name_of(context.session, question.startup_id)
    text = context.translator.render(told, startup=name, number=question.id, **values)
    return Message((text,), buttons)
