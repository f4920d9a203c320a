"""`/gamma expert take`, `pass`, `later`: what an expert says to an offered question, also to hand it back."""

from gamma.calendar import METROPOLE, region_of_zone
from gamma.chat import MESSAGE_BUTTONS, Button, Message
from gamma.dates import day_in
from gamma.errors import UserError
from gamma.experts.offer_messages import take_button
from gamma.experts.question import Offer, Question, month_start, next_morning
from gamma.experts.question_messages import headline
from gamma.startups.startup import Channel
from gamma.text import Text
from gamma.translator import N_
from handlers.engine.command_spec import Arguments
from handlers.engine.context import ClarificationNeeded, Context
from handlers.engine.typed_text import as_typed, is_yes
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


def take(context: Context, given: Arguments) -> Message:
    question, offer = _offered(context, given.number, "take")
    if full := _full(context, question):
        return full
    session, now = context.session, context.now
    if not questions.take(session, question.id, context.actor.id, now):
        raise _nothing_left(context, questions.load(session, question.id) or question)
    offers.end(session, offer.id, "accepted", now)
    outbox.cancel(session, question.group_key, _TAKEN, now)
    offers.end_open(session, question, now)
    _notify_taken(context, question)
    thanks = N_(
        "Thank you! You take the question of {asker}, of {startup} (#{number}). "
        "I bring you two together now, with what was asked."
    )
    return _answer(context, question, thanks, asker=context.name_of(question.asker_id))


def _full(context: Context, question: Question) -> Message | None:
    """Nobody takes more than they said they would; saying another number is theirs."""
    expert = experts.load(context.session, context.actor.id)
    capacity = expert.capacity if expert else context.programme.experts.capacity
    since = month_start(context.now, context.reader_zone)
    taken = offers.taken_since(context.session, context.actor.id, since)
    if taken < capacity:
        return None
    translator = context.translator
    full = translator.plural(
        "You have taken {count} question this month, as many as you wanted at most.",
        "You have taken {count} questions this month, as many as you wanted at most.",
        taken,
    )
    how = N_(
        "To take one more, say so with `/gamma expert capacity {number}`, then take it. Nothing was changed."
    )
    one_more = Button(
        translator.text(N_("{number} a month"), number=taken + 1), f"expert capacity {taken + 1}"
    )
    text = Text.lines(full, translator.render(how, number=taken + 1))
    return Message((text,), (one_more, take_button(translator, question)))


def _notify_taken(context: Context, question: Question) -> None:
    """The asker, and the startup's channel where it was asked, but for a confidential one."""
    session, subject = context.session, {"question": question.id}
    taken = f"{question.id}:{context.actor.id}"
    asker = people.by_id(session, question.asker_id)
    context.notify(asker, "question_taken", f"question-taken:{taken}", subject)
    if question.channel is None or question.confidential:
        return
    linked = startups.startup_of_channel(session, asker.platform, question.channel)
    if linked and linked.id == question.startup_id:
        channel = Channel(asker.platform, question.channel, question.startup_id)
        key, subject = f"question-taken-here:{taken}", {**subject, "person": asker.id}
        context.notify(channel, "question_taken_here", key, subject)


def decline(context: Context, given: Arguments) -> Message:
    if given.number is not None and (taken := _taken_by_or_from(context, given.number)):
        return _hand_back(context, taken, is_sure=is_yes(given.text))
    question, offer = _offered(context, given.number, "pass")
    if offer.state == "open":
        offers.end(context.session, offer.id, "declined", context.now)
        questions.change(context.session, question.id, next_at=context.now)
    thanks = N_(
        "Thank you for saying so: I ask somebody else. Nobody is told who said no. "
        "Changed your mind? `/gamma expert take {number}` works as long as nobody else has taken it."
    )
    after_all = take_button(context.translator, question, N_("I take it after all"))
    return _answer(context, question, thanks, after_all)


def later(context: Context, given: Arguments) -> Message:
    question, offer = _offered(context, given.number, "later")
    if offer.state != "open":
        no_hurry = N_(
            "I am asking somebody else by now, so take your time. "
            "As long as nobody has taken it, it is yours with `/gamma expert take {number}`."
        )
        return _answer(context, question, no_hurry, take_button(context.translator, question))
    return _put_off(context, question, offer)


def _put_off(context: Context, question: Question, offer: Offer) -> Message:
    """Once: after that it waits for an answer until somebody else is asked."""
    zone = context.reader_zone
    until = offer.later_until or next_morning(context.now, zone, region_of_zone(zone) or METROPOLE)
    if offer.later_until is None:
        offers.snooze(context.session, offer.id, until, context.now)
        questions.change(context.session, question.id, next_at=context.now)
    comes_back = N_("No trouble: I come back to you with it on {day} at {time} (#{number}).")
    if until <= context.now:
        comes_back = N_(
            "It came back to you, as you asked (#{number}). I leave it with you a little longer, "
            "then I ask somebody else, and nobody holds it against you."
        )
    local = until.astimezone(zone)
    day = context.translator.day(local.date(), day_in(context.now, zone))
    time = context.translator.clock(local.time())
    return _answer(context, question, comes_back, day=day, time=time)


def _offered(context: Context, number: int | None, verb: str) -> tuple[Question, Offer]:
    """The question with this number, else the only one that waits for this person.

    Raises UserError, the same for a question of others and for one that is not there; ClarificationNeeded.
    """
    if number is None:
        waiting = offers.open_to(context.session, context.actor.id)
        if len(waiting) != 1:
            raise _which_offer(context, waiting, verb)
        number = waiting[0].question_id
    question = questions.load_for_change(context.session, number)
    offer = offers.to_person(context.session, number, context.actor.id)
    if question is None or offer is None:
        raise UserError(_NOT_YOURS, number=number)
    if question.state != "open":
        raise _nothing_left(context, question)
    return question, offer


def _nothing_left(context: Context, question: Question) -> UserError:
    """To whoever comes late, with thanks."""
    if question.expert_id == context.actor.id:
        over = N_("You took this question already (#{number}), thank you! Nothing was changed.")
    elif question.expert_id is not None:
        over = N_("It is already taken by {name} (#{number}), thank you! There is nothing for you to do.")
    elif question.resolution == "withdrawn":
        over = N_("Its asker has taken it back meanwhile (#{number}). Thank you for being there!")
    else:
        over = N_("It has been closed meanwhile (#{number}). Thank you for being there!")
    return UserError(over, number=question.id, name=context.name_of(question.expert_id))


def _which_offer(context: Context, waiting: list[Offer], verb: str) -> ClarificationNeeded | UserError:
    """UserError where none waits."""
    if not waiting:
        return UserError(_NONE)
    translator = context.translator
    loaded = [questions.load(context.session, offer.question_id) for offer in waiting[:MESSAGE_BUTTONS]]
    offered = [question for question in loaded if question]
    lines = [headline(context.programme, translator, question) for question in offered]
    which = N_("Which question do you mean? Write its number, as in `/gamma {asking} {number}`.")
    buttons = [Button(f"#{question.id}", f"expert {verb} {question.id}") for question in offered]
    asked = translator.render(which, asking=as_typed(context, f"expert {verb}"), number=offered[0].id)
    return ClarificationNeeded(Message((asked, Text.lines(*lines)), tuple(buttons)))


def _answer(
    context: Context, question: Question, sentence: str, *buttons: Button, **values: object
) -> Message:
    name = startups.name_of(context.session, question.startup_id)
    text = context.translator.render(sentence, startup=name, number=question.id, **values)
    return Message((text,), buttons)


# --- handing back what was taken ----------------------------------------------------------------


def _taken_by_or_from(context: Context, number: int) -> Question | None:
    """The question, to change it, where somebody has it and the person is its asker or its expert."""
    question = questions.load_for_change(context.session, number)
    if question is None or question.state != "taken":
        return None
    return question if context.actor.id in (question.asker_id, question.expert_id) else None


def _hand_back(context: Context, question: Question, *, is_sure: bool) -> Message:
    """Once it is said again: the other of both counts on it. What they talked about is not asked anew."""
    is_asker = context.actor.id == question.asker_id
    other = question.expert_id if is_asker else question.asker_id
    values = {"other": context.name_of(other), "number": question.id}
    if question.talked_at is not None:
        too_late = N_("You have talked about #{number} with {other} already. Nothing was changed.")
        return Message((context.translator.render(too_late, **values),))
    if not is_sure:
        return _confirm_hand_back(context, question, is_asker=is_asker, **values)
    offers.release(context.session, question, other or 0, context.now)
    done = N_("Thank you for saying so. I ask somebody else (#{number}), and tell {other}; no hard feelings.")
    if is_asker:
        done = N_("Done: I ask somebody else (#{number}), and thank {other} for you.")
    return Message((context.translator.render(done, **values),))


def _confirm_hand_back(context: Context, question: Question, *, is_asker: bool, **values: object) -> Message:
    translator = context.translator
    ask = N_(
        "You took #{number}, and {other} counts on you. Would you rather hand it back? I then ask somebody "
        "else. If so: `/gamma expert pass {number} yes`."
    )
    if is_asker:
        ask = N_(
            "{other} has taken #{number}. Shall I ask somebody else instead? I thank {other} for you. "
            "If so: `/gamma expert pass {number} yes`."
        )
    label = translator.text(N_("Ask somebody else") if is_asker else N_("Hand it back"))
    return Message((translator.render(ask, **values),), (Button(label, f"expert pass {question.id} yes"),))
