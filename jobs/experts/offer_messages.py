"""What an expert is asked in private. Its subject is {"offer": 5}, and never holds the question's words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from gamma.answers import Quantity
from gamma.assessments.team_result import shared_facts
from gamma.chat import Message
from gamma.dates import Quarter, day_in
from gamma.experts.offer_messages import USERS, OfferDetails, first_offer, offer_reminder, postponed_offer
from gamma.experts.question import month_start
from gamma.parsing.no_value import is_value
from gamma.programme.file import Programme
from gamma.translator import N_, Translator
from jobs.message_context import MessageContext, MessageKind, Subject, Timing
from storage.assessments.assessments import Assessments
from storage.experts import experts, offers, questions
from storage.startups import startups

_Write = Callable[[Programme, Translator, OfferDetails, date], Message]


def expert_offer(context: MessageContext, subject: Subject) -> Message | None:
    return _offer_message(context, subject, first_offer)


def expert_offer_reminder(context: MessageContext, subject: Subject) -> Message | None:
    """Nothing, if they put it off meanwhile: then it comes back on that day."""
    offer = offers.load(context.session, subject["offer"])
    return _offer_message(context, subject, offer_reminder) if offer and offer.later_until is None else None


def expert_offer_again(context: MessageContext, subject: Subject) -> Message | None:
    return _offer_message(context, subject, postponed_offer)


def expert_offer_over(context: MessageContext, subject: Subject) -> Message | None:
    """To whom it was offered and who had not answered: there is nothing left to do."""
    offer = offers.load(context.session, subject["offer"])
    question = questions.load(context.session, offer.question_id) if offer and offer.state == "over" else None
    if question is None:
        return None
    translator, startup = context.translator, startups.name_of(context.session, question.startup_id)
    name = context.name_of(question.expert_id)
    sentence = N_("The question #{number} of {startup} has been closed meanwhile. Thank you for being there!")
    if question.state == "open":
        sentence = N_("The question #{number} of {startup} goes on elsewhere: nothing left to do. Thank you!")
    elif question.resolution == "withdrawn":
        sentence = N_("{startup} has taken back the question #{number}. Thank you for being there!")
    elif question.expert_id:
        sentence = N_("{name} takes the question #{number} of {startup}: nothing left to do. Thank you!")
    values = {"number": question.id, "name": name}
    return Message((translator.render(sentence, startup=startup, **values),))


def _offer_message(context: MessageContext, subject: Subject, write: _Write) -> Message | None:
    """Only as long as it waits for this reader's answer."""
    offer = offers.load(context.session, subject["offer"])
    if (
        offer is None
        or offer.state != "open"
        or context.reader is None
        or offer.person_id != context.reader.id
    ):
        return None
    session = context.session
    question, expert = questions.load(session, offer.question_id), experts.load(session, offer.person_id)
    startup = startups.load(session, question.startup_id) if question else None
    if question is None or question.state != "open" or startup is None or expert is None:
        return None
    since = month_start(context.now, context.reader_zone)
    taken_this_month = offers.taken_since(session, offer.person_id, since)
    details = OfferDetails(question, startup, expert, taken_this_month, _users(context, startup.id))
    return write(context.programme, context.translator, details, day_in(context.now, context.reader_zone))


def _users(context: MessageContext, startup_id: str) -> Decimal | None:
    """As the team last shared it; what nobody shared is not for others."""
    assessments = Assessments(context.session, context.programme)
    last = assessments.last_shared(startup_id)
    if last is None:
        return None
    quarter = Quarter.of(last, context.zone)
    shared = assessments.shared(startup_id, quarter, context.zone)
    facts = shared_facts(context.programme, shared)
    users = facts.get(USERS)
    if not isinstance(users, Decimal):
        return None
    fields = (field for criterion in context.programme.criteria for field in criterion.fields)
    unit = next((str(facts.get(field.unit or "", "")) for field in fields if field.id == USERS), "")
    return Quantity(users, unit) if is_value(unit) else users


MESSAGES: Mapping[str, MessageKind] = {
    "expert_offer": MessageKind(expert_offer, Timing.IN_HOURS, is_offer=True),
    "expert_offer_reminder": MessageKind(expert_offer_reminder, Timing.IN_HOURS, is_offer=True),
    "expert_offer_again": MessageKind(expert_offer_again, Timing.IN_HOURS, is_offer=True),
    "expert_offer_over": MessageKind(expert_offer_over, Timing.IN_HOURS),
}
