"""`/gamma expert close`: how useful the answer was, and what it changed, by a form or in a line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gamma.chat import LONG_CHARACTERS, Errors, Field, Form, Message, Option
from gamma.errors import InvalidInputError, UserError
from gamma.experts.conversation_messages import BEST, can_be_shared, closed, share_button
from gamma.experts.question import Question
from gamma.experts.question_messages import in_short
from gamma.parsing.text import parse_lines
from gamma.text import plain_digits, quoted
from gamma.translator import N_
from handlers.context import Context, Outcome, Response
from handlers.experts.participants import of_both, talk_of, tell_other, under_way
from handlers.typed_text import number_first
from storage.experts import questions

_USEFUL = re.compile(
    rf"(?P<useful>[1-{BEST}])(?:\s*/\s*{BEST})?(?!\w|[.,]\d|\s*/)[\s:.,;–—-]*(?P<changed>.*)", re.S
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


@dataclass(frozen=True)
class Closing:
    useful: int
    changed: str
    shares: bool = False


def say(context: Context, typed: str) -> Response:
    number, rest = number_first(typed)
    question = of_both(context, number) if number is not None else under_way(context, "close", asked=True)
    if isinstance(question, Message):
        return question
    if is_over := _before(context, question):
        return is_over
    if not rest:
        return _form(context, question)
    read = _USEFUL.fullmatch(plain_digits(rest[:1]) + rest[1:])
    if read is None:
        return _form(context, question, changed=rest, doubt=_NOT_A_NUMBER)
    changed = parse_lines(read["changed"], LONG_CHARACTERS)
    return _shown(context, _keep(context, question, Closing(int(read["useful"]), changed)))


def save(context: Context, detail: str, typed: Mapping[str, str]) -> Outcome | Errors:
    question = of_both(context, int(detail))
    if _before(context, question):
        return {"question": question.id, "before": True}
    read = _read(context, question, typed)
    if isinstance(read, Errors):
        return read
    _keep(context, question, read)
    key = f"question-closed-kept:{question.id}"
    context.tell_after_form("question_closed_kept", key, {"question": question.id})
    return {"question": question.id, "before": False}


def show(context: Context, outcome: Outcome) -> Response:
    question = of_both(context, outcome["question"])
    before = _before(context, question) if outcome["before"] else None
    return before or _shown(context, question)


def _before(context: Context, question: Question) -> Message | None:
    """What is said of one that is closed already; one that closed by itself may still be answered.

    Raises UserError where it is not for this person to close, or not yet.
    """
    if question.asker_id != context.actor.id:
        asker = context.name_of(question.asker_id)
        raise UserError(_ASKER_CLOSES, asker=asker, number=question.id)
    if question.state in ("draft", "open"):
        raise UserError(_NOT_TAKEN, number=question.id)
    if question.expert_id is None and question.closed_as == "expired":
        raise UserError(_NOBODY_TOOK_IT if question.domain else _NEVER_ASKED, number=question.id)
    if question.state == "taken" or question.closed_as == "expired":
        return None
    if question.closed_as != "answered":
        raise UserError(_WITHDRAWN, number=question.id)
    told = N_(
        "You have closed the question #{number} already (useful: {useful} of {best}). Nothing was changed."
    )
    translator = context.translator
    said = translator.render(told, number=question.id, useful=question.useful, best=BEST)
    can_share = can_be_shared(question) and not question.asker_shares
    return Message((said,), (share_button(translator, question),) if can_share else ())


def _keep(context: Context, question: Question, read: Closing) -> Question:
    """Also of one that closed by itself meanwhile: a late answer is as welcome."""
    kept = questions.change(
        context.session,
        question.id,
        state="closed",
        closed_as="answered",
        closed_at=context.now,
        next_at=None,
        useful=read.useful,
        changed=read.changed,
        asker_shares=read.shares,
    )
    key = f"question-closed:{question.id}"
    tell_other(context, kept, "question_closed", key, {"shares": read.shares})
    return kept


def _shown(context: Context, question: Question) -> Message:
    return closed(context.programme, context.translator, talk_of(context, question))


def _form(context: Context, question: Question, *, changed: str = "", doubt: str = "") -> Form:
    translator = context.translator
    intro = translator.text(N_("“{text}”"), text=in_short(question.text, _INTRO))
    if doubt:
        intro = translator.text(doubt, typed=quoted(changed), best=BEST)
    return Form(
        route=f"expert.close.{question.id}",
        title=translator.text(N_("Close the question")),
        intro=intro,
        fields=_fields(context, question, changed),
        submit=translator.text(N_("Close it")),
    )


def _fields(context: Context, question: Question, changed: str) -> tuple[Field, ...]:
    translator = context.translator
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
        value=changed[:LONG_CHARACTERS],
    )
    if question.confidential:
        return useful, what
    options = (
        Option(translator.text(N_("Not now")), "no"),
        Option(translator.text(N_("Yes, if the expert agrees")), "yes"),
    )
    share = Field(
        name="share",
        label=translator.text(N_("Share the answer")),
        kind="choice",
        help=translator.text(
            N_("Everybody could read the question and what it changed, with the expert’s name.")
        ),
        value="no",
        options=options,
    )
    return useful, what, share


_DEGREES: Mapping[str, str] = {
    "5": N_("5: it helped a great deal"),
    "4": N_("4: it helped"),
    "3": N_("3: it helped a little"),
    "2": N_("2: hardly"),
    "1": N_("1: not at all"),
}


def _read(context: Context, question: Question, typed: Mapping[str, str]) -> Closing | Errors:
    translator, errors, changed = context.translator, {}, ""
    if (useful := typed.get("useful", "")) not in _DEGREES:
        errors["useful"] = translator.text(N_("Choose a number from 1 to 5."))
    try:
        changed = parse_lines(typed.get("changed", ""), LONG_CHARACTERS)
    except InvalidInputError as error:
        errors["changed"] = error.text(translator)
    shares = typed.get("share", "") == "yes" and not question.confidential
    if shares and not changed and "changed" not in errors:
        errors["changed"] = translator.text(N_("To share the answer, write in a sentence what it changed."))
    return Errors(errors) if errors else Closing(int(useful), changed, shares)
