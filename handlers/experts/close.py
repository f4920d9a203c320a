"""`/gamma expert close`: how useful the answer was, and what it changed, by a form or in a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gamma.chat import LONG_CHARACTERS, Field, Form, Message, Option
from gamma.errors import InvalidInputError, UserError
from gamma.experts.conversation_messages import MOST_USEFUL, can_be_shared, closed_for_asker, share_button
from gamma.experts.question import Question
from gamma.parsing.text import parse_lines, parse_rating
from gamma.startups.startup import Startup
from gamma.text import plain_digits, quoted, shorten
from gamma.translator import N_
from handlers.engine.command_spec import Arguments, FormAnswers, FormQuestion, FormSpec
from handlers.engine.context import Context, Outcome, Response
from handlers.engine.forms import FormRefusedError, open_form
from handlers.experts.conversation import (
    access_as_participant,
    conversation_of,
    notify_other,
    the_one_taken,
)
from storage.experts import questions
from storage.reader_context import ReaderContext

_USEFUL = re.compile(
    rf"(?P<useful>[1-{MOST_USEFUL}])(?:\s*/\s*{MOST_USEFUL})?(?!\w|[.,]\d|\s*/)[\s:.,;–—-]*(?P<changed>.*)",
    re.S,
)
_INTRO = 200
"""Characters of the question at the top of its form."""
_ASKER_CLOSES = N_(
    "It is {asker} who closes the question #{number}, knowing what it changed. "
    "You can tell me that you have talked: `/gamma expert talked {number}`. Nothing was changed."
)
_NOT_TAKEN = N_(
    "Nobody has taken the question #{number} yet. To take it back: `/gamma expert withdraw {number}`. "
    "Nothing was changed."
)
_WITHDRAWN = N_("The question #{number} was taken back. Nothing was changed.")
_NEVER_ASKED = N_("The question #{number} was never asked, and its words are gone. Nothing was changed.")
_NOBODY_TOOK_IT = N_("Nobody had taken the question #{number} when it was closed. Nothing was changed.")
_NOT_A_NUMBER = N_("“{typed}” does not begin with a number from 1 to {best}: please choose it here.")
_DEGREES: Mapping[str, str] = {
    "5": N_("5: it helped a great deal"),
    "4": N_("4: it helped"),
    "3": N_("3: it helped a little"),
    "2": N_("2: hardly"),
    "1": N_("1: not at all"),
}


@dataclass(frozen=True)
class Closing:
    useful: int
    changed: str
    shares: bool = False


def close(context: Context, given: Arguments) -> Response:
    if given.number is None:
        question = the_one_taken(context, "close", as_asker=True)
    else:
        question = access_as_participant(context, given.number)
    if already := _answered_before(context, question):
        return already
    if not given.text:
        return _open(context, question)
    match = _USEFUL.fullmatch(plain_digits(given.text[:1]) + given.text[1:])
    if match is None:
        return _open(context, question, changed=given.text)
    changed = parse_lines(match["changed"], LONG_CHARACTERS)
    closed_now = _close(context, question, Closing(int(match["useful"]), changed))
    return _show_closed(context, closed_now)


def _answered_before(context: Context, question: Question) -> Message | None:
    """What is said of one that is closed already; one that closed by itself may still be answered.

    Raises UserError where it is not for this person to close, or not yet.
    """
    if question.asker_id != context.actor.id:
        asker = context.name_of(question.asker_id)
        raise UserError(_ASKER_CLOSES, asker=asker, number=question.id)
    if question.state in ("draft", "open"):
        raise UserError(_NOT_TAKEN, number=question.id)
    if question.expert_id is None and question.resolution == "expired":
        raise UserError(_NOBODY_TOOK_IT if question.domain else _NEVER_ASKED, number=question.id)
    if question.state == "taken" or question.resolution == "expired":
        return None
    if question.resolution != "answered":
        raise UserError(_WITHDRAWN, number=question.id)
    already = N_(
        "You have closed the question #{number} already (useful: {useful} of {best}). Nothing was changed."
    )
    translator = context.translator
    text = translator.render(already, number=question.id, useful=question.rating, best=MOST_USEFUL)
    can_share = can_be_shared(question) and not question.asker_shares
    return Message((text,), (share_button(translator, question),) if can_share else ())


def _close(context: Context, question: Question, closing: Closing) -> Question:
    """Also of one that closed by itself meanwhile: a late answer is as welcome."""
    closed_now = questions.change(
        context.session,
        question.id,
        state="closed",
        resolution="answered",
        closed_at=context.now,
        next_at=None,
        rating=closing.useful,
        outcome_text=closing.changed,
        asker_shares=closing.shares,
    )
    key = f"question-closed:{question.id}"
    notify_other(context, closed_now, "question_closed", key, {"shares": closing.shares})
    return closed_now


def _show_closed(context: ReaderContext, question: Question) -> Message:
    return closed_for_asker(context.programme, context.translator, conversation_of(context, question))


# --- the form ---------------------------------------------------------------------------------


def _open(context: Context, question: Question, changed: str = "") -> Form:
    """changed: what was typed and does not begin with a number."""
    translator = context.translator
    intro = translator.text(N_("“{text}”"), text=shorten(question.text, _INTRO))
    if changed:
        intro = translator.text(_NOT_A_NUMBER, typed=quoted(changed), best=MOST_USEFUL)
    filled = replace(CLOSING, questions=partial(_questions, changed=changed[:LONG_CHARACTERS]))
    return open_form(context, filled, None, str(question.id), intro)


def _questions(
    context: Context, _startup: Startup | None, detail: str, changed: str = ""
) -> Sequence[FormQuestion]:
    """None of one that was answered meanwhile."""
    question, translator = access_as_participant(context, int(detail)), context.translator
    if _answered_before(context, question):
        return ()
    useful = Field(
        name="useful",
        label=translator.text(N_("How useful?")),
        kind="choice",
        help=translator.text(N_("How useful the expert’s answer was to you, from 1 to 5.")),
        options=tuple(Option(translator.text(label), value) for value, label in _DEGREES.items()),
        required=True,
    )
    what = Field(
        name="changed",
        label=translator.text(N_("What it changed")),
        kind="long_text",
        help=translator.text(N_("A sentence is enough; the expert reads it.")),
        value=changed,
    )
    sharing = [] if question.confidential else [_sharing(context)]
    return FormQuestion(useful, parse_rating), FormQuestion(what, _parse_changed), *sharing


def _sharing(context: Context) -> FormQuestion:
    translator = context.translator
    options = (
        Option(translator.text(N_("Not now")), "no"),
        Option(translator.text(N_("Yes, if the expert agrees")), "yes"),
    )
    field = Field(
        name="share",
        label=translator.text(N_("Share the answer")),
        kind="choice",
        help=translator.text(
            N_("Everybody could read the question and what it changed, with the expert’s name.")
        ),
        value="no",
        options=options,
    )
    return FormQuestion(field, lambda typed: typed == "yes")


def _parse_changed(typed: str) -> str:
    return parse_lines(typed, LONG_CHARACTERS)


def _save(context: Context, answers: FormAnswers) -> Outcome:
    question = access_as_participant(context, int(answers.detail))
    if _answered_before(context, question):
        return {"question": question.id, "before": True}
    values = answers.values
    closing = Closing(values["useful"], values["changed"], values.get("share", False))
    if closing.shares and not closing.changed:
        missing = N_("To share the answer, write in a sentence what it changed.")
        raise FormRefusedError({"changed": InvalidInputError(missing)})
    _close(context, question, closing)
    return {"question": question.id, "before": False}


def _result(context: ReaderContext, outcome: Outcome) -> Message | None:
    """Nothing of one that was answered before."""
    question = questions.load(context.session, outcome["question"])
    if question is None or question.resolution != "answered" or outcome.get("before"):
        return None
    return _show_closed(context, question)


def _show(context: Context, outcome: Outcome) -> Response:
    question = access_as_participant(context, outcome["question"])
    already = _answered_before(context, question) if outcome["before"] else None
    return already or _show_closed(context, question)


CLOSING = FormSpec(
    route="expert.close",
    title=N_("Close the question"),
    submit=N_("Close it"),
    questions=_questions,
    save=_save,
    result=_result,
    show=_show,
)
