"""What is known already, before anybody is disturbed: shown with a question, and what is said of it."""

from gamma.chat import Message
from gamma.errors import UserError
from gamma.experts.known_answers import HELD_FOR, PROPOSED, known_answers
from gamma.experts.known_messages import Proposals, proposals_message, solved_message
from gamma.experts.question import Question
from gamma.parsing.text import normalise
from gamma.resources.ranking import answering
from gamma.resources.resource import PROPOSED_AT_ONCE
from gamma.translator import N_
from handlers.engine.context import Context
from storage.experts import offers, questions
from storage.people import people
from storage.reader_context import ReaderContext
from storage.resources import resources
from storage.resources.search import search
from storage.startups import startups

WHICH = N_(
    "Which question, and what answered it? Press “Yes” below it. `/gamma expert status` shows yours. "
    "Nothing was changed."
)
_NOT_OPEN = N_("The question #{number} is with somebody, or closed. Nothing was changed.")
_NOT_KNOWN = N_("What answered it is not to be found any more. Nothing was changed.")
_RESOURCE = frozenset(("resource", "ressource"))


def find_proposals(context: ReaderContext, question: Question) -> Proposals:
    """Of what both sides share and of public resources, nothing else; three at most, the answers first."""
    session = context.session
    shared = [each for each in questions.list_shared(session) if each.asker_id != question.asker_id]
    known = known_answers(context.programme, question.text, question.domain, shared)[:PROPOSED]
    wanted, ranked = search(session, question.text, question.domain)
    read = answering(wanted, ranked)[:PROPOSED_AT_ONCE]
    answers = known[: PROPOSED - min(len(read), 1)]
    named = [
        (each, startups.name_of(session, each.question.startup_id), context.name_of(each.question.expert_id))
        for each in answers
    ]
    return Proposals(named, read[: PROPOSED - len(named)])


def hold(context: Context, question: Question) -> Question:
    """As long as its asker looks at what is known nobody is asked; where nothing is, it goes on at once."""
    if not find_proposals(context, question):
        return question
    until = context.now + HELD_FOR
    return questions.change(context.session, question.id, held_until=until, next_at=until)


def proposals_of(context: ReaderContext, question: Question) -> Message | None:
    """None of one that is held no longer, or where what was known is not any more."""
    proposals = find_proposals(context, question)
    if not proposals or question.held_until is None or question.held_until <= context.now:
        return None
    zone = context.reader_zone
    return proposals_message(context.resource_reader, question, proposals, context.now, zone)


def solved(context: Context, question: Question, typed: str) -> Message:
    """typed: what answered it: "answer 7", "resource 3"."""
    kind, _, number = normalise(typed).partition(" ")
    if not number.isdecimal():
        raise UserError(WHICH)
    if question.state != "open":
        if question.resolution == "known":
            return solved_message(context.resource_reader, question, "")
        raise UserError(_NOT_OPEN, number=question.id)
    thanked = _thank_for(context, question, int(number), of_resource=kind in _RESOURCE)
    offers.end_open(context.session, question, context.now)
    known = {"known_resource" if kind in _RESOURCE else "known_answer": int(number)}
    ended = {"state": "closed", "resolution": "known", "closed_at": context.now, "next_at": None}
    closed = questions.change(context.session, question.id, held_until=None, **ended, **known)
    return solved_message(context.resource_reader, closed, thanked)


def _thank_for(context: Context, question: Question, number: int, *, of_resource: bool) -> str:
    """The name of who is thanked; nobody is for the asker's own words. Raises UserError."""
    if of_resource:
        resource = resources.load(context.session, number)
        if resource is None or resource.state != "public":
            raise UserError(_NOT_KNOWN)
        helper, subject = resource.suggested_by, {"resource": number}
    else:
        answered = questions.load(context.session, number)
        if answered is None or answered.state != "closed" or not answered.is_shared:
            raise UserError(_NOT_KNOWN)
        helper, subject = answered.expert_id, {"answered": number}
    person = people.by_id(context.session, helper) if helper else None
    if person is None or person.erased or person.id == context.actor.id:
        return ""
    key = f"question-known:{question.id}"
    questions.notify_in_hours(
        context.session, question, person, "question_known", key, context.now, context.zone, subject
    )
    return context.name_of(person.id) if not of_resource else ""


def go_on(context: Context, question: Question) -> Question:
    """To an expert, also of one that was closed by what is known. Raises UserError of any other."""
    if question.state == "closed" and question.resolution == "known":
        anew = {"state": "open", "resolution": "", "closed_at": None, "asked_at": context.now}
        forgotten = {"known_answer": None, "known_resource": None}
        return questions.change(
            context.session, question.id, **anew, **forgotten, next_at=context.now, held_until=None
        )
    if question.state != "open":
        raise UserError(_NOT_OPEN, number=question.id)
    if question.held_until is None:
        return question
    return questions.change(context.session, question.id, held_until=None, next_at=context.now)
