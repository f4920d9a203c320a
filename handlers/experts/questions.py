"""Keeping a question to the expert network, once, by who may ask it."""

from dataclasses import dataclass
from datetime import timedelta

from gamma.errors import UserError
from gamma.experts.question import Question
from gamma.people.rights import Right
from gamma.startups.startup import Startup
from gamma.translator import N_
from handlers.context import Context
from handlers.resolve import require_startup
from storage.experts import candidates, questions
from storage.startups import startups

_THE_SAME_WITHIN = timedelta(minutes=10)
"""The same words again so soon are a second click or a retry."""
_NOT_ALLOWED = N_(
    "Questions to the network are asked by the team of {startup}, or by whoever follows it. "
    "Nothing was asked."
)
_NO_SUCH = N_("I cannot find the question #{number} among yours. `/gamma expert status` shows them.")


@dataclass(frozen=True)
class QuestionDraft:
    """domain: "" where it is still to be chosen."""

    domain: str
    text: str
    context: str = ""
    confidential: bool = False


def may_ask(context: Context, startup: Startup) -> None:
    """Raises UserError."""
    context.require(Right.ASK_EXPERT, startup, _NOT_ALLOWED)


def own_question(context: Context, number: int) -> Question:
    """To change it, by who asked it alone. Raises UserError, which says nothing of others' questions."""
    question = questions.load_for_change(context.session, number)
    if question is None or question.asker_id != context.actor.id:
        raise UserError(_NO_SUCH, number=number)
    return question


def keep(context: Context, startup: Startup, wanted: QuestionDraft) -> Question:
    """The same words in the same domain a moment ago are the same question."""
    may_ask(context, startup)
    since = context.now - _THE_SAME_WITHIN
    for known in questions.lately(context.session, startup.id, context.actor.id, since):
        if says_the_same(known, wanted):
            return known
    kept = questions.add(
        context.session,
        startup.id,
        context.actor,
        wanted.domain,
        wanted.text,
        context.now,
        context=wanted.context,
        confidential=wanted.confidential,
        channel=_channel(context, startup.id, wanted.confidential),
    )
    return seen_at_once(context, kept) if kept.domain else kept


def seen_at_once(context: Context, question: Question) -> Question:
    """Where nobody helps, what is shown of it says so, and the asker need not be told a moment later."""
    if not candidates.outlook(context.session, question, context.now, context.zone).nobody:
        return question
    return questions.change(context.session, question.id, nobody_told_at=context.now)


def says_the_same(known: Question, wanted: QuestionDraft) -> bool:
    return wanted == QuestionDraft(
        wanted.domain and known.domain, known.text, known.context, known.confidential
    )


def put_to(context: Context, draft: Question, wanted: QuestionDraft) -> Question:
    """A draft becomes a question."""
    startup = require_startup(startups.load(context.session, draft.startup_id))
    may_ask(context, startup)
    question = questions.change(
        context.session,
        draft.id,
        domain=wanted.domain,
        text=wanted.text,
        context=wanted.context,
        confidential=wanted.confidential,
        channel=_channel(context, startup.id, wanted.confidential),
        state="open",
        asked_at=context.now,
        next_at=context.now,
    )
    return seen_at_once(context, question)


def _channel(context: Context, startup_id: str, confidential: bool) -> str | None:
    """Where the team will read that it was taken: only their own channel, and no confidential one."""
    here = context.here is not None and context.here.id == startup_id
    return context.place.id if here and not confidential else None
